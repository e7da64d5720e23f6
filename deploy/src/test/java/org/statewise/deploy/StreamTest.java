package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams that were recorded elsewhere: in, looked at, and replayed with several controllers. */
@Tag("system")
final class StreamTest {
  private static final String VARIANTS = "squared,structured,state-dependent,squared/adam";

  @TempDir
  private Path folder;

  private Finished succeed(String... arguments) throws Exception {
    Finished end = new Program(folder).run(arguments);
    assertThat(end.code()).as("%s", end).isZero();
    assertThat(end.complaints()).isEmpty();
    return end;
  }

  /** Replays a recording with every variant; each of their figures must be finite. */
  private JsonNode compare(String recording) throws Exception {
    succeed("replay", recording, "--compare", VARIANTS, "--summary", "compare.json");
    JsonNode summary = Recordings.json(folder.resolve("compare.json"));
    assertThat(summary.get("comparisons")).extracting(row -> row.get("name").asText())
        .containsExactly(VARIANTS.split(",", -1));
    for (JsonNode comparison : summary.get("comparisons")) {
      for (JsonNode segment : comparison.get("segments")) {
        assertThat(segment.get("mseNm2").isNumber()).as("%s", segment).isTrue();
        assertThat(segment.get("mseNm2").asDouble()).isFinite().isNotNegative();
        assertThat(segment.get("jointMseNm2")).allSatisfy(
            joint -> assertThat(joint.asDouble()).isFinite().isNotNegative());
      }
    }
    return summary;
  }

  /** A7 is left out: its torque hardly leaves the sensor's noise. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      j2_vp5_200hz.csv      | 17196 | 1  | A2
      j4_vp5_200hz.csv      | 15438 | 1  | A4
      j34_dynamic_200hz.csv | 22259 | 11 | A3,A4
      j67_dynamic_200hz.csv | 11060 | 6  | A6
      J5toJ7_chirp.csv      | 26459 | 2  | A5,A6
      """)
  void shouldTakeInRealStreams(String name, int rows, int segments, String moving)
      throws Exception {
    String shared = System.getProperty("statewise.shared", "");
    Path csv = Path.of(shared, "data/harvard-iiwa14", name);
    assumeThat(Files.isReadable(csv))
        .as("the real streams are not here: -Dstatewise.shared names no folder that has " + csv)
        .isTrue();

    Finished imported = succeed("import", csv.toString(), "-o", "stream.mcap",
        "--arm-model", "iiwa14");
    assertThat(imported.out()).contains("%d rows, 7 joints, %d segment(s)".formatted(rows,
        segments)).contains("torque limits of iiwa14");

    Finished inspected = succeed("inspect", "stream.mcap");
    assertThat(inspected.out()).contains("stream of 7 joints: %d ticks in %d segments"
        .formatted(rows, segments)).doesNotContain("torque sign reversed");
    for (String joint : moving.split(",", -1)) {
      assertThat(inspected.out()).containsPattern(
          Pattern.compile("(?m)^" + joint + " .*torque sign ok, excitation good$"));
    }

    JsonNode compared = compare("stream.mcap");
    assertThat(compared.get("samples").asInt()).isEqualTo(rows);
    assertThat(compared.at("/comparisons/0/segments")).hasSize(segments);
  }

  @Test
  void shouldTakeInAnArmThatNobodyKnows() throws Exception {
    StringBuilder csv = new StringBuilder("t,q1,q2,q3,tau1,tau2,tau3\n");
    for (int i = 0; i < 400; i++) {
      double[] row = new double[7];
      row[0] = i * 0.005;
      for (int j = 1; j <= 3; j++) {
        row[j] = 0.3 * Math.sin(2 * row[0] + j);
        row[3 + j] = 5 * Math.cos(2 * row[0] + j) - 1;
      }
      List<String> fields = Arrays.stream(row)
          .mapToObj(value -> String.format(Locale.ROOT, "%.6f", value)).toList();
      csv.append(String.join(",", fields)).append('\n');
    }
    Files.writeString(folder.resolve("small.csv"), csv);

    Finished imported = succeed("import", "small.csv", "-o", "small.mcap");
    assertThat(imported.out()).contains("small.mcap: 400 rows, 3 joints, 1 segment(s), 2.00 s",
        "qd estimated, qdd estimated", "largest |tau| of the first 5 s");
    assertThat(succeed("inspect", "small.mcap").out()).contains("stream of 3 joints: 400 ticks");

    JsonNode compared = compare("small.mcap");
    assertThat(compared.get("samples").asInt()).isEqualTo(400);
    assertThat(compared.at("/comparisons/0/segments/0/jointMseNm2")).hasSize(3);
  }
}
