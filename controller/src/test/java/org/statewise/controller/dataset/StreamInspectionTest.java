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
import java.util.SplittableRandom;
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

  private List<InverseDynamics> models = List.of(PENDULUMS);

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
      return StreamInspection.inspect(reader, Optional.of(ARM), models);
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
  void shouldKnowATorqueThatIsMeasuredBehindTheGear() throws IOException {
    InverseDynamics ofMotors = (q, qd, qdd, tau) -> {
      PENDULUMS.inverseDynamicsInto(q, qd, qdd, tau);
      tau[0] += 20 * qdd[0];
    };
    models = List.of(ofMotors);
    assertThat(inspect(1, 1).joints().getFirst().torqueSign())
        .isEqualTo(JointReport.TorqueSign.OTHER_UNIT);
    models = List.of(ofMotors, PENDULUMS);
    JointReport swinging = inspect(1, 1).joints().getFirst();
    assertThat(swinging.torqueSign()).isEqualTo(JointReport.TorqueSign.OK);
    assertThat(swinging.torqueFactor()).isEqualTo(1, within(0.01));
  }

  @Test
  void shouldSayThatARestingJointTellsNothing() throws IOException {
    JointReport resting = inspect(1, 1).joints().getLast();
    assertThat(resting.torqueSign()).isEqualTo(JointReport.TorqueSign.WEAK);
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
          List.of()))
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

  /** What one line of a stream of one joint is made of, from true values. */
  private interface Fault {
    String line(double t, double q, double qd, double tau, int i);
  }

  private static String line(double... values) {
    StringBuilder text = new StringBuilder();
    for (double value : values) {
      text.append(text.isEmpty() ? "" : ",").append(String.format(Locale.ROOT, "%.12g", value));
    }
    return text + "\n";
  }

  private StreamReport inspect(Fault fault, double amplitude, int rows, boolean modelKnown)
      throws IOException {
    StringBuilder text = new StringBuilder("t,q1,qd1,tau1\n");
    for (int i = 0; i < rows; i++) {
      double t = i * 0.005;
      double q = amplitude * StrictMath.sin(2 * t);
      double tau = -8 * q + 3 * StrictMath.sin(q);
      text.append(fault.line(t, q, 2 * amplitude * StrictMath.cos(2 * t), tau, i));
    }
    Path csv = Files.writeString(folder.resolve("in.csv"), text);
    Path out = folder.resolve("out.mcap");
    CsvImport.run(new CsvImportRequest(csv, out, new TorqueScale.FirstSeconds(), false, "0.1.0",
        Instant.EPOCH, "", List.of(), ""),
        Progress.NONE);
    ArmInfo one = new ArmInfo("one", ARM.joints().subList(0, 1), 4_000_000, false);
    try (RecordingReader reader = RecordingReader.open(out)) {
      return StreamInspection.inspect(reader, modelKnown ? Optional.of(one) : Optional.empty(),
          modelKnown ? List.of(PENDULUMS) : List.of());
    }
  }

  private JointReport joint(Fault fault, double amplitude) throws IOException {
    return inspect(fault, amplitude, ROWS, true).joints().getFirst();
  }

  @Test
  void shouldHoldVelocitiesAgainstTheStepsOfThePositions() throws IOException {
    assertThat(joint((t, q, qd, tau, i) -> line(t, q, qd, tau), 0.8).velocity())
        .isEqualTo(JointReport.Velocity.OK);
    assertThat(joint((t, q, qd, tau, i) -> line(1000 * t, q, qd, tau), 0.8).velocity())
        .isEqualTo(JointReport.Velocity.T_IN_MILLISECONDS);
    assertThat(joint((t, q, qd, tau, i) -> line(t, q, -qd, tau), 0.8).velocity())
        .isEqualTo(JointReport.Velocity.REVERSED);
    double degrees = 180 / Math.PI;
    assertThat(joint((t, q, qd, tau, i) -> line(t, q, degrees * qd, tau), 0.8).velocity())
        .isEqualTo(JointReport.Velocity.QD_IN_DEGREES);
    assertThat(joint((t, q, qd, tau, i) -> line(t, q, 3 * qd, tau), 0.8).velocity())
        .isEqualTo(JointReport.Velocity.OTHER_UNIT);
    assertThat(joint((t, q, qd, tau, i) -> line(t, q, StrictMath.sin(31 * t), tau), 0.8)
        .velocity()).isEqualTo(JointReport.Velocity.NOT_FOLLOWING);
    String text = StreamInspectionText.render(
        inspect((t, q, qd, tau, i) -> line(1000 * t, q, qd, tau), 0.8, ROWS, true));
    assertThat(text).contains("t looks like ms (qd is 1.00e+03 times dq/dt)");
  }

  @Test
  void shouldRecogniseASmallRangeInDegrees() throws IOException {
    double degrees = 180 / Math.PI;
    // Within +-0.9, which is no range to be suspicious of in radians.
    assertThat(joint((t, q, qd, tau, i) -> line(t, degrees * q, qd, tau), 0.0157).units())
        .isEqualTo(JointReport.Units.LOOKS_LIKE_DEGREES);
    // Here both are in degrees, and the joint would be nine times too fast.
    assertThat(joint((t, q, qd, tau, i) -> line(t, degrees * q, degrees * qd, tau), 0.157)
        .units()).isEqualTo(JointReport.Units.LOOKS_LIKE_DEGREES);
  }

  @Test
  void shouldNotCallTheSignOfCurrentsOk() throws IOException {
    JointReport amperes = joint((t, q, qd, tau, i) -> line(t, q, qd, 0.12 * tau), 0.8);
    assertThat(amperes.torqueSign()).isEqualTo(JointReport.TorqueSign.OTHER_UNIT);
    assertThat(amperes.torqueFactor()).isEqualTo(0.12, within(0.01));
    assertThat(joint((t, q, qd, tau, i) -> line(t, q, qd, 1000 * tau), 0.8).torqueSign())
        .isEqualTo(JointReport.TorqueSign.OTHER_UNIT);
    assertThat(StreamInspectionText.render(
        inspect((t, q, qd, tau, i) -> line(t, q, qd, 0.12 * tau), 0.8, ROWS, true)))
        .contains("another unit than Nm").contains("0.12 times the arm model's (motor currents");
  }

  @Test
  void shouldSayWhyASignIsUnclear() throws IOException {
    Fault none = (t, q, qd, tau, i) -> line(t, q, qd, tau);
    assertThat(StreamInspectionText.render(inspect(none, 0.8, ROWS, false)))
        .contains("torque sign unclear (no arm model)");
    assertThat(inspect(none, 0.8, 60, true).joints().getFirst().torqueSign())
        .isEqualTo(JointReport.TorqueSign.TOO_LITTLE_MOTION);
  }

  @Test
  void shouldCountRepeatedStates() throws IOException {
    double[] held = new double[3];
    StreamReport report = inspect((t, q, qd, tau, i) -> {
      if (i % 4 == 0) {
        held[0] = q;
        held[1] = qd;
        held[2] = tau;
      }
      return line(t, held[0], held[1], held[2]);
    }, 0.8, ROWS, true);
    assertThat(report.repeatedStates()).isEqualTo(750);
    assertThat(report.longestRepetition()).isEqualTo(3);
    assertThat(StreamInspectionText.render(report)).contains(
        "repeated states: 750 rows have q, qd and tau of the row before, at most 3 in a row");
  }

  @Test
  void shouldNotTakeNoiseForExcitation() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    // Accelerations of +-2 rad/s^2 by neighbours' differences, from velocities of +-0.02 rad/s.
    JointReport resting = joint((t, q, qd, tau, i) -> line(t, 0, 0.02 * random.nextGaussian(), 0),
        0.8);
    assertThat(resting.excitation()).isEqualTo(JointReport.Excitation.POOR);
    assertThat(resting.qdNoiseRadPerS()).isEqualTo(0.02, within(0.003));
    JointReport moving = joint(
        (t, q, qd, tau, i) -> line(t, q, qd + 0.02 * random.nextGaussian(), tau), 0.8);
    assertThat(moving.excitation()).isEqualTo(JointReport.Excitation.GOOD);
    assertThat(moving.torqueSign()).isEqualTo(JointReport.TorqueSign.OK);
  }

  @Test
  void shouldSayThatOneRowHasNoRateAndPrintHugeNumbersShort() throws IOException {
    String text = StreamInspectionText.render(
        inspect((t, q, qd, tau, i) -> line(t, 9e4, 9e6, 9e6), 0.8, 1, true));
    assertThat(text).contains("no rate, as no two rows follow each other in time")
        .doesNotContain("NaN").contains("9.00e+06");
  }
}
