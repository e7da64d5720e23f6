package org.statewise.controller.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.statewise.controller.dataset.CsvImports.GOOD;

import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.RecordedSegment;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.source.SourceException;

final class CsvImportTest {
  @TempDir
  private Path folder;

  private ImportResult run(String text, TorqueScale scale, boolean skip) throws IOException {
    return CsvImports.run(folder, text, scale, skip);
  }

  private ImportResult run(String text) throws IOException {
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
    ImportResult result = run(GOOD);

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
        // q = t^2 + 5 segment: a difference across the segments would be far off.
        text.append(t).append(',').append(t * t + 5 * segment).append(",1,").append(segment)
            .append('\n');
      }
    }
    ImportResult result = run(text.toString());

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
    ImportResult result = run("""
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
        .isInstanceOf(SourceException.class).hasMessageEndingWith(
            "in.csv: the torque scale (given at the import) must have one value for each of the"
                + " file's 2 joints, but has 1");
    assertThatThrownBy(() -> new TorqueScale.Explicit(List.of(1.0, -2.0)))
        .hasMessage("the torque scale of joint 2 must be positive and finite, but is -2.0 Nm");
  }

  @Test
  void shouldLetSegmentsThatStartAgainFollowEachOther() throws IOException {
    ImportResult result = run("""
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
}
