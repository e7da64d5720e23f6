package org.statewise.controller.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What an inspection says of signs, ranges and velocities. */
final class StreamSignsTest extends StreamInspectionFixture {
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
}
