package org.statewise.controller.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.source.SourceOptions;

/** Streams recorded on a real LBR iiwa 14, where they are at hand. */
final class RealStreamTest {
  @TempDir
  private Path folder;

  private static Path stream(String name) {
    Path file = Path.of(System.getProperty("statewise.shared", "../shared"), "data",
        "harvard-iiwa14", name);
    assumeThat(Files.exists(file)).as("the streams of a real arm are not at %s", file).isTrue();
    return file;
  }

  private StreamReport importAndInspect(Path csv, int rows, int segments) throws IOException {
    Path out = folder.resolve("out.mcap");
    ImportResult result = StreamImport.run(
        new ImportRequest(csv, out, SourceOptions.NONE, new TorqueScale.FirstSeconds(), false,
            "0.1.0",
            Instant.EPOCH, "iiwa14", List.of(), ""),
        Progress.NONE);
    assertThat(result.rows()).isEqualTo(rows);
    assertThat(result.joints()).isEqualTo(7);
    assertThat(result.segments()).isEqualTo(segments);
    assertThat(result.qddEstimated()).isTrue();
    try (RecordingReader reader = RecordingReader.open(out)) {
      assertThat(reader.segments()).hasSize(segments);
      StreamReport report = StreamInspection.inspect(reader, Optional.empty(), List.of());
      System.out.println(csv.getFileName() + ", " + Files.size(out) + " bytes recorded");
      System.out.println(StreamInspectionText.render(report));
      assertThat(report.ticks()).isEqualTo(rows);
      assertThat(report.timing().backwards()).isZero();
      assertThat(report.joints()).allSatisfy(
          joint -> assertThat(joint.units()).isEqualTo(JointReport.Units.RADIANS));
      return report;
    }
  }

  @Test
  void shouldImportTheStreamOfTheLastTwoJoints() throws IOException {
    StreamReport report = importAndInspect(stream("j67_dynamic_200hz.csv"), 11_060, 6);
    assertThat(report.timing().rateHz()).isBetween(195.0, 205.0);
    assertThat(report.joints().get(6).movingFraction()).isGreaterThan(0.05);
    assertThat(report.joints().get(0).excitation()).isEqualTo(JointReport.Excitation.POOR);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "j2_vp5_200hz.csv, 17196, 200", "j4_vp5_200hz.csv, 15438, 200",
    "j34_dynamic_200hz.csv, 22259, 200", "J5toJ7_chirp.csv, 26459, 1000"
  })
  void shouldImportTheOtherStreams(String name, int rows, double rateHz) throws IOException {
    Path csv = stream(name);
    int segments = (int) Files.readAllLines(csv).stream().skip(1).map(line -> line.substring(
        line.lastIndexOf(',') + 1)).distinct().count();
    StreamReport report = importAndInspect(csv, rows, segments);
    assertThat(report.timing().rateHz()).isBetween(0.97 * rateHz, 1.03 * rateHz);
  }
}
