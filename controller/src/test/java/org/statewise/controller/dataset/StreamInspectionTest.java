package org.statewise.controller.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.record.RecordingReader;

/** What an inspection finds in a stream. */
final class StreamInspectionTest extends StreamInspectionFixture {
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
