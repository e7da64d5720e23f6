package org.statewise.controller.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.RecordedSegment;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingReader;

final class CsvImportTest {
  private static final String GOOD = """
      t,q1,q2,qd1,qd2,tau1,tau2
      0.0,1,2,3,4,5,-6
      0.1,1.5,2,3,5,5,6
      0.3,2,2.5,3.5,7,0,7
      """;

  @TempDir
  private Path folder;

  private Path csv(String text) throws IOException {
    return Files.writeString(folder.resolve("in.csv"), text);
  }

  private CsvImportResult run(String text, TorqueScale scale, boolean skip) throws IOException {
    return CsvImport.run(new CsvImportRequest(csv(text), folder.resolve("out.mcap"), scale, skip,
        "0.1.0", Instant.EPOCH, "", List.of(), ""),
        Progress.NONE);
  }

  private CsvImportResult run(String text) throws IOException {
    return run(text, new TorqueScale.FirstSeconds(), false);
  }

  private interface Check {
    void check(TickRecord tick, int index);
  }

  private int forEachTick(Check check) throws IOException {
    try (RecordingReader reader = RecordingReader.open(folder.resolve("out.mcap"))) {
      int index = 0;
      while (reader.next()) {
        check.check(reader.tick(), index++);
      }
      return index;
    }
  }

  @Test
  void shouldImportColumnsInAnyOrder() throws IOException {
    run("""
        tau1,segment,qdd1,t,qd1,q1
        5,a,4,0.5,3,2
        """);
    forEachTick((tick, index) -> {
      assertThat(tick.state.armTimeNs).isEqualTo(500_000_000);
      assertThat(tick.state.q[0]).isEqualTo(2);
      assertThat(tick.state.qd[0]).isEqualTo(3);
      assertThat(tick.state.qdd[0]).isEqualTo(4);
      assertThat(tick.state.tau[0]).isEqualTo(5);
    });
    try (RecordingReader reader = RecordingReader.open(folder.resolve("out.mcap"))) {
      assertThat(reader.description().kind()).isEqualTo(RecordingKind.STREAM);
      assertThat(reader.segments()).containsExactly(new RecordedSegment("a", 0, 0, 1));
      assertThat(reader.description().metadata()).containsEntry("source", "in.csv")
          .containsEntry("rows", "1")
          .containsEntry("qdEstimated", "false").containsEntry("qddEstimated", "false");
    }
  }

  @Test
  void shouldEstimateAccelerationsFromTheNeighboursTimeStamps() throws IOException {
    CsvImportResult result = run(GOOD);

    assertThat(result.qddEstimated()).isTrue();
    assertThat(result.qdEstimated()).isFalse();
    // (5 - 4) / 0.1 one-sided, (7 - 4) / 0.3 central, (7 - 5) / 0.2 one-sided
    double[] expected = {10, 10, 10};
    double[] firstJoint = {0, 0.5 / 0.3, 2.5};
    int rows = forEachTick((tick, index) -> {
      assertThat(tick.state.qdd[1]).isEqualTo(expected[index], within(1e-12));
      assertThat(tick.state.qdd[0]).isEqualTo(firstJoint[index], within(1e-12));
    });
    assertThat(rows).isEqualTo(3);
  }

  @Test
  void shouldEstimateVelocitiesAndThenAccelerationsInsideEachSegment() throws IOException {
    StringBuilder text = new StringBuilder("t,q1,tau1,segment\n");
    for (int segment = 0; segment < 2; segment++) {
      for (int i = 0; i < 20; i++) {
        double t = i * 0.01 + (i % 3) * 0.001;
        // q = t^2 + 10 segment: a difference across the segments would be far off.
        text.append(t).append(',').append(t * t + 10 * segment).append(",1,").append(segment)
            .append('\n');
      }
    }
    CsvImportResult result = run(text.toString());

    assertThat(result.segments()).isEqualTo(2);
    assertThat(result.qdEstimated()).isTrue();
    forEachTick((tick, index) -> {
      double t = tick.state.armTimeNs * 1e-9;
      assertThat(tick.state.qd[0]).isEqualTo(2 * t, within(0.02));
      boolean nearAnEnd = index % 20 < 2 || index % 20 > 17;
      assertThat(tick.state.qdd[0]).isEqualTo(2, within(nearAnEnd ? 1.5 : 0.5));
    });
  }

  @Test
  void shouldTakeTheTorqueScaleFromTheFirstSeconds() throws IOException {
    CsvImportResult result = run("""
        t,q1,q2,qd1,qd2,tau1,tau2
        0,1,2,3,4,0.1,-6
        4,1.5,2,3,5,-0.2,5
        6,2,2.5,3.5,7,90,70
        """);
    assertThat(result.torqueScaleNm()).containsExactly(1.0, 6.0);
    try (RecordingReader reader = RecordingReader.open(folder.resolve("out.mcap"))) {
      assertThat(reader.description().torqueScaleNm().orElseThrow()).containsExactly(1, 6);
      assertThat(reader.description().metadata()).containsEntry("torqueScaleSource",
          "largest |tau| of the first 5 s, at least 1 Nm");
    }
  }

  @Test
  void shouldTakeAGivenTorqueScale() throws IOException {
    assertThat(run(GOOD, new TorqueScale.ArmLimits("iiwa7", List.of(176.0, 110.0)), false)
        .torqueScaleNm()).containsExactly(176.0, 110.0);
    assertThatThrownBy(() -> run(GOOD, new TorqueScale.Explicit(List.of(1.0)), false))
        .isInstanceOf(CsvException.class).hasMessageEndingWith(
            "in.csv: the torque scale (given at the import) must have one value for each of the"
                + " file's 2 joints, but has 1");
    assertThatThrownBy(() -> new TorqueScale.Explicit(List.of(1.0, -2.0)))
        .hasMessage("the torque scale of joint 2 must be positive and finite, but is -2.0 Nm");
  }

  @Test
  void shouldLetSegmentsThatStartAgainFollowEachOther() throws IOException {
    CsvImportResult result = run("""
        t,q1,qd1,tau1,segment
        -1,0,0,0,a
        -0.9,0,0,0,a
        0,0,0,0,b
        0.5,0,0,0,b
        0,0,0,0,c
        """);
    assertThat(result.durationSeconds()).isEqualTo(0.6, within(1e-12));
    List<Long> millis = new ArrayList<>();
    try (RecordingReader reader = RecordingReader.open(folder.resolve("out.mcap"))) {
      while (reader.next()) {
        millis.add(reader.logTimeNs() / 1_000_000);
      }
    }
    assertThat(millis).containsExactly(0L, 100L, 1000L, 1500L, 2000L);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "0.2,1,2,3,4,5 | line 5: a row must have 7 fields, but this one has 6",
    "0.4,1,x,3,4,5,6 | line 5, column q2: a value must be a number, but is \"x\"",
    "0.4,1,,3,4,5,6 | line 5, column q2: a value must be a number, but is \"\"",
    "0.4,1,0x1p3,3,4,5,6 | line 5, column q2: a value must be a number, but is \"0x1p3\"",
    "0.4,1,2f,3,4,5,6 | line 5, column q2: a value must be a number, but is \"2f\"",
    "0.4,1,2,3,NaN,5,6 | line 5, column qd2: a value must be finite, but is \"NaN\"",
    "0.4,1,2,3,4,5,1e999 | line 5, column tau2: a value must be finite, but is \"1e999\"",
    "1e10,1,2,3,4,5,6 | line 5, column t: a time must lie within 9e9 s of zero, but is 1.0E10 s",
    "0.4,1,1e300,3,4,5,6 | line 5, column q2: a value must lie within +-1e+05, but is 1.0E300",
    "0.4,1,2,3,4,5,-1e9 | line 5, column tau2: a value must lie within +-1e+07, but is -1.0E9",
    "0.3000000001,1,2,3,4,5,6 | line 5, column t: time must go forward by 1 ns or more; where it"
        + " starts again, a segment column must say so, but 0.3000000001 s follows 0.3 s",
    "0.3,1,2,3,4,5,6 | line 5, column t: time must go forward; where it starts again, a segment"
        + " column must say so, but 0.3 s follows 0.3 s"
  })
  void shouldNameLineAndColumnOfABadRow(String row, String sentence) throws IOException {
    String text = GOOD + row + "\n0.9,1,2,3,4,5,6\n";
    assertThatThrownBy(() -> run(text)).isInstanceOf(CsvException.class)
        .hasMessage(folder.resolve("in.csv") + ": " + sentence);
    assertThat(folder.resolve("out.mcap")).doesNotExist();
    assertThat(folder.resolve("out.mcap.part")).doesNotExist();

    CsvImportResult result = run(text, new TorqueScale.FirstSeconds(), true);
    assertThat(result.rows()).isEqualTo(4);
    assertThat(result.skipped().values()).containsExactly(1L);
  }

  @Test
  void shouldTellATruncatedLastRowFromABadOne() throws IOException {
    String text = GOOD + "0.4,1,2,3";
    assertThatThrownBy(() -> run(text)).hasMessageEndingWith(
        "in.csv: line 5: the last row is cut off: a row must have 7 fields, but this one has 4, the"
            + " last of them qd1");
    assertThat(run(text, new TorqueScale.FirstSeconds(), true).skipped())
        .isEqualTo(Map.of(RowProblem.TRUNCATED_LAST_ROW, 1L));
  }

  @Test
  void shouldRefuseALoneRowWithoutVelocity() {
    assertThatThrownBy(() -> run("t,q1,tau1\n0,1,2\n")).hasMessageContaining(
        "line 2, column qd1: a velocity is estimated from a neighbour in the same segment");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "'' | line 1: the file must begin with a header such as t,q1,qd1,tau1, but it is empty",
    "q1,tau1 | line 1: the header must have a column t",
    "t,tau1 | line 1: the header must have columns q1, q2 and so on, one a joint",
    "t,q1,q3,tau1,tau2 | line 1: the column q2 is missing: there are 2 q columns, so there must be"
        + " q1 to q2",
    "t,q1,q2,tau1 | line 1: the column tau2 is missing: there are 2 q columns, so there must be"
        + " tau1 to tau2",
    "t,q1,q2,qd2,tau1,tau2 | line 1: the column qd1 is missing: there are 2 q columns, so there"
        + " must be qd1 to qd2",
    "t,q1,tau1,tau2 | line 1: there must be as many tau columns as q columns, 1, not 2",
    "t,q1,q1,tau1 | line 1: the column \"q1\" must stand only once",
    "t q1 tau1 | line 1: the column \"t q1 tau1\" is unknown; columns are t, q1..qn, qd1..qdn,"
        + " qdd1..qddn, tau1..taun and segment, with commas, semicolons or tabs between them",
    "t,q1,Q1,tau1 | line 1: the column \"q1\" must stand only once",
    "t,q1,tau1 | the file must have at least one good row below its header, but has none"
  })
  void shouldNameWhatIsWrongWithAHeader(String header, String sentence) {
    assertThatThrownBy(() -> run(header)).isInstanceOf(CsvException.class)
        .hasMessage(folder.resolve("in.csv") + ": " + sentence);
  }

  @Test
  void shouldAcceptByteOrderMarkCarriageReturnsAndEmptyLines() throws IOException {
    assertThat(run("\uFEFF" + GOOD.replace("\n", "\r\n") + "\r\n\r\n").rows()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t", ","})
  void shouldAcceptTheSeparatorsAndQuotesOfOtherPrograms(String separator) throws IOException {
    String text = GOOD.replace(",", separator).replace("t" + separator, "\"T\"" + separator)
        .replace("q1", "Q1").replace("-6", "\"-6\"");
    assertThat(run("\n# made elsewhere\n" + text).rows()).isEqualTo(3);
    assertThatThrownBy(() -> run("\n# made elsewhere\n" + text + "x" + text.substring(23)))
        .hasMessageContaining("line 7");
  }

  @Test
  void shouldCountLinesInQuotedLabels() {
    assertThatThrownBy(() -> run("t,q1,qd1,tau1,segment\n0,1,2,3,\"a\nb\"\n1,x,2,3,\"a\nb\"\n"))
        .hasMessageEndingWith("line 4, column q1: a value must be a number, but is \"x\"");
  }

  @Test
  void shouldSayThatCommasInNumbersAreNotRead() {
    assertThatThrownBy(() -> run("t;q1;qd1;tau1\n0;1,5;2;3\n")).hasMessageEndingWith("line 2,"
        + " column q1: a value must be a number, but is \"1,5\"; numbers need a decimal point, not a"
        + " comma");
    assertThatThrownBy(() -> run("t,q1,qd1,tau1\n0,1,5,2,3\n")).hasMessageContaining(
        "must have 4 fields, but this one has 5; are there decimal commas?");
  }

  @Test
  void shouldReadWhatJacksonWrites() throws IOException {
    CsvMapper mapper = new CsvMapper();
    String text = mapper.writer().with(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS)
        .writeValueAsString(List.of(List.of("t", "q1", "qd1", "tau1", "segment"),
            List.of(0.0, 1.5, 2.0, -3e-5, "a, \"quoted\"\nlabel"),
            List.of(0.1, 1.5, 2.0, 3.0, "a, \"quoted\"\nlabel")));
    assertThat(run(text).rows()).isEqualTo(2);
    try (RecordingReader reader = RecordingReader.open(folder.resolve("out.mcap"))) {
      assertThat(reader.segments().getFirst().motion()).isEqualTo("a, \"quoted\"\nlabel");
    }
  }

  @Test
  void shouldNameBothJointCountsWhereTheArmHasAnother() {
    assertThatThrownBy(() -> CsvImport.run(new CsvImportRequest(csv(GOOD),
        folder.resolve("out.mcap"), new TorqueScale.ArmLimits("one", List.of(1.0)), false, "0.1.0",
        Instant.EPOCH, "one", List.of("A1"), ""),
        Progress.NONE)).hasMessageEndingWith(
            "the file and its arm must have as many joints, but the file has 2 (q1 to q2) and one has 1");
  }

  @Test
  void shouldRefuseAnEndlessLine() throws IOException {
    Path file = folder.resolve("zeros.csv");
    Files.write(file, new byte[2 << 20]);
    CsvImportRequest request = new CsvImportRequest(file, folder.resolve("out.mcap"),
        new TorqueScale.FirstSeconds(), true, "0.1.0",
        Instant.EPOCH, "", List.of(), "");
    assertThatThrownBy(() -> CsvImport.run(request, Progress.NONE))
        .hasMessageContaining("line 1 or below: a field must end within 1048576 characters");
  }

  @Test
  void shouldThrowOnlyCsvExceptionsForMutatedFiles() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 300; round++) {
      byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 2; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Path file = Files.write(folder.resolve("fuzz.csv"), bytes);
      try {
        CsvImport.run(new CsvImportRequest(file, folder.resolve("out.mcap"),
            new TorqueScale.FirstSeconds(), round % 2 == 0, "0.1.0",
            Instant.EPOCH, "", List.of(), ""),
            Progress.NONE);
      } catch (CsvException e) {
        assertThat(e).hasMessageStartingWith(file + ": ");
      }
    }
  }
}
