package org.statewise.controller.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointInfo;
import org.statewise.controller.record.RecordingReader;

final class StreamInspectionTest {
  private static final int ROWS = 1000;

  /** tau = 2 qdd + 3 sin(q). */
  private static final InverseDynamics PENDULUMS = (q, qd, qdd, tau) -> {
    for (int j = 0; j < q.length; j++) {
      tau[j] = 2 * qdd[j] + 3 * StrictMath.sin(q[j]);
    }
  };

  private static final ArmInfo ARM = new ArmInfo(
      "two", List.of(new JointInfo("A1", -1, 1, 2, 10), new JointInfo("A2", -2, 2, 2, 10)),
      4_000_000, false);

  @TempDir
  private Path folder;

  /** Joint 1 swings with amplitude 0.8 at 2 rad/s; joint 2 rests, its torque is noise-free zero. */
  private StreamReport inspect(double qFactor, double tauFactor) throws IOException {
    StringBuilder text = new StringBuilder("t,q1,q2,qd1,qd2,tau1,tau2\n");
    for (int i = 0; i < ROWS; i++) {
      // One step of 30 ms among steps of 10 ms.
      double t = i * 0.01 + (i > 500 ? 0.02 : 0);
      double q = 0.8 * StrictMath.sin(2 * t);
      double qd = 1.6 * StrictMath.cos(2 * t);
      double qdd = -3.2 * StrictMath.sin(2 * t);
      double tau = tauFactor * (2 * qdd + 3 * StrictMath.sin(q));
      text.append(String.format(Locale.ROOT, "%.6f,%.9f,0,%.9f,0,%.9f,0%n", t, q * qFactor,
          qd * qFactor, tau));
    }
    Path csv = Files.writeString(folder.resolve("in.csv"), text);
    Path out = folder.resolve("out.mcap");
    CsvImport.run(new CsvImportRequest(csv, out, new TorqueScale.FirstSeconds(), false, "0.1.0",
        Instant.EPOCH, "", List.of(), ""),
        Progress.NONE);
    try (RecordingReader reader = RecordingReader.open(out)) {
      return StreamInspection.inspect(reader, Optional.of(ARM), Optional.of(PENDULUMS));
    }
  }

  @Test
  void shouldMeasureRateAndGaps() throws IOException {
    StreamReport report = inspect(1, 1);
    assertThat(report.ticks()).isEqualTo(ROWS);
    assertThat(report.timing().rateHz()).isEqualTo(100, within(1e-6));
    assertThat(report.timing().gaps()).isEqualTo(1);
    assertThat(report.timing().longestGapSeconds()).isEqualTo(0.03, within(1e-9));
    assertThat(report.timing().backwards()).isZero();
    assertThat(report.durationSeconds()).isEqualTo(10.01, within(1e-6));
    assertThat(report.movingFraction()).isGreaterThan(0.99);
    assertThat(report.lateTicks() + report.missingTicks()).isZero();
  }

  @Test
  void shouldFindTheTorqueSignAndFactor() throws IOException {
    JointReport swinging = inspect(1, 1).joints().getFirst();
    assertThat(swinging.torqueSign()).isEqualTo(JointReport.TorqueSign.OK);
    assertThat(swinging.torqueFactor()).isEqualTo(1, within(0.01));
    assertThat(swinging.units()).isEqualTo(JointReport.Units.RADIANS);
    assertThat(swinging.excitation()).isEqualTo(JointReport.Excitation.GOOD);
    assertThat(swinging.qdLimitFraction()).isEqualTo(0.8, within(1e-6));

    JointReport reversed = inspect(1, -0.5).joints().getFirst();
    assertThat(reversed.torqueSign()).isEqualTo(JointReport.TorqueSign.REVERSED);
    assertThat(reversed.torqueFactor()).isEqualTo(-0.5, within(0.01));
  }

  @Test
  void shouldSayThatARestingJointTellsNothing() throws IOException {
    JointReport resting = inspect(1, 1).joints().getLast();
    assertThat(resting.torqueSign()).isEqualTo(JointReport.TorqueSign.UNCLEAR);
    assertThat(resting.excitation()).isEqualTo(JointReport.Excitation.POOR);
    assertThat(resting.movingFraction()).isZero();
  }

  @Test
  void shouldRecogniseDegreesAndRangesThatAreLeft() throws IOException {
    assertThat(inspect(180 / Math.PI, 1).joints().getFirst().units())
        .isEqualTo(JointReport.Units.LOOKS_LIKE_DEGREES);
    JointReport beyond = inspect(1.5, 1).joints().getFirst();
    assertThat(beyond.units()).isEqualTo(JointReport.Units.BEYOND_LIMITS);
    assertThat(beyond.beyondLimitsRad()).isEqualTo(0.2, within(1e-3));
  }

  @Test
  void shouldRefuseAnArmOfAnotherJointCount() throws IOException {
    inspect(1, 1);
    ArmInfo one = new ArmInfo("one", ARM.joints().subList(0, 1), 4_000_000, false);
    try (RecordingReader reader = RecordingReader.open(folder.resolve("out.mcap"))) {
      assertThatThrownBy(() -> StreamInspection.inspect(reader, Optional.of(one),
          Optional.empty()))
          .hasMessage("the arm one has 1 joints, but the recording must have as many and has 2");
    }
  }

  @Test
  void shouldRenderOneRowAJoint() throws IOException {
    String text = StreamInspectionText.render(inspect(1, 1));
    assertThat(text.lines()).hasSize(7).contains(
        "stream of 2 joints: 1000 ticks in 1 segments, 10.010 s, 100.0 Hz");
    assertThat(text).contains("rad, torque sign ok, excitation good");
  }
}
