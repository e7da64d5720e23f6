package org.statewise.controller.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.fixtures.AllocationProbe;

class OscillationTest {
  private static final double PERIOD_SECONDS = 0.004;
  /** A1 of an iiwa 14. */
  private static final double[] TAU_MAX = {320};

  private final Oscillation oscillation = new Oscillation(TAU_MAX, PERIOD_SECONDS);
  private final Setpoint desired = new Setpoint(1);
  private final double[] u = new double[1];

  /** Limit cycles as they were seen behind elastic joints and wrong inertias: amplitude, Nm. */
  @ParameterizedTest
  @CsvSource({"31, 3.5, 0.3", "26, 3.5, 0.3", "47, 3.5, 0.3", "60, 3.5, 0.3", "8.5, 4, 0.5",
    "3.5, 3.5, 1.5", "3, 3.5, 1.5", "2.5, 3.5, 2", "2, 3.5, 2.5", "1.5, 3.5, 3", "1.1, 5, 4"})
  void shouldNoticeALimitCycleInTime(double hertz, double amplitudeNm, double seconds) {
    assertThat(secondsUntilNoticed(hertz, amplitudeNm, 0)).isLessThan(seconds);
  }

  @ParameterizedTest
  @CsvSource({"31, 0.5", "3, 2", "0.5, 60"})
  void shouldLetSmallAndSlowTorquesBe(double hertz, double amplitudeNm) {
    assertThat(secondsUntilNoticed(hertz, amplitudeNm, 0)).isInfinite();
  }

  /** The torque of inertia, damping and friction, as a model learns it: a tick late. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 1.5, 2, 3})
  void shouldNotTakeAMotionThatIsAskedToAndFroForASwing(double hertz) {
    assertThat(secondsUntilNoticed(1, 0, hertz)).isInfinite();
  }

  @ParameterizedTest
  @CsvSource({"2.5, 2", "3, 2", "4, 2", "4, 1", "1.5, 0.5", "31, 3"})
  void shouldNoticeALimitCycleOnTopOfAMotionThatIsAskedToAndFro(double hertz,
      double desiredHertz) {
    assertThat(secondsUntilNoticed(hertz, 8, desiredHertz)).isLessThan(6);
  }

  private double secondsUntilNoticed(double hertz, double amplitudeNm, double desiredHertz) {
    for (int i = 0; i < 5000; i++) {
      double t = i * PERIOD_SECONDS;
      u[0] = 20 + amplitudeNm * Math.sin(2 * Math.PI * hertz * t) + 12 * desired.qddDes[0]
          + 4 * Math.tanh(desired.qdDes[0] / 0.05);
      double omega = 2 * Math.PI * desiredHertz;
      desired.qdDes[0] = 0.1 * Math.sin(omega * t);
      desired.qddDes[0] = 0.1 * omega * Math.cos(omega * t);
      if (oscillation.swings(u, desired, false)) {
        return t;
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  @Test
  void shouldNotTakeForASwingWhatSwingsWithoutAdaptationToo() {
    assertThat(secondsUntilNoticed(5, 6, 0)).isLessThan(1.5);
    oscillation.restart();
    for (int i = 0; i < 500; i++) {
      u[0] = 6 * Math.sin(2 * Math.PI * 5 * i * PERIOD_SECONDS);
      oscillation.listen(u, desired);
      if (i == 300) {
        oscillation.keepBaseline(false);
      }
    }
    oscillation.keepBaseline(true);
    assertThat(oscillation.persists(Oscillation.SLOW)).isTrue();
    oscillation.restart();
    assertThat(secondsUntilNoticed(5, 6, 0)).isInfinite();
    assertThat(secondsUntilNoticed(5, 15, 0)).as("much more of it").isLessThan(1.5);
    assertThat(secondsUntilNoticed(31, 4, 0)).as("in another band").isLessThan(0.5);
  }

  /** As waves of a drive do, which stop with the joint; what swings then is the model's. */
  @ParameterizedTest
  @CsvSource({"0.2, false", "0, true"})
  void shouldTakeASwingAtRestForOneWhateverTheMotionSwungWithoutAdaptation(double qdDes,
      boolean noticed) {
    desired.qdDes[0] = 0.2;
    for (int i = 0; i < 500; i++) {
      u[0] = 4 * Math.sin(2 * Math.PI * 10 * i * PERIOD_SECONDS);
      oscillation.listen(u, desired);
      if (i == 300) {
        oscillation.keepBaseline(false);
      }
    }
    oscillation.keepBaseline(true);
    oscillation.restart();
    desired.qdDes[0] = qdDes;
    boolean swings = false;
    for (int i = 0; i < 250; i++) {
      u[0] = 5 * Math.sin(2 * Math.PI * 20 * i * PERIOD_SECONDS);
      swings |= oscillation.swings(u, desired, false);
    }
    assertThat(swings).isEqualTo(noticed);
  }

  @Test
  void shouldNotTakeAPushWhileAdaptationIsOutForWhatTheLoopDoesWithoutIt() {
    for (int i = 0; i < 500; i++) {
      u[0] = i < 250 ? 30 * Math.sin(2 * Math.PI * 5 * i * PERIOD_SECONDS) : 0;
      oscillation.listen(u, desired);
      if (i == 249) {
        oscillation.keepBaseline(false);
      }
    }
    oscillation.keepBaseline(true);
    oscillation.restart();
    assertThat(oscillation.persists(Oscillation.SLOW)).isFalse();
    assertThat(secondsUntilNoticed(5, 8, 0)).isLessThan(1.5);
  }

  @Test
  void shouldAllocateNothing() {
    Oscillation seven = new Oscillation(new double[]{320, 320, 176, 176, 110, 40, 40},
        PERIOD_SECONDS);
    Setpoint all = new Setpoint(7);
    double[] torques = new double[7];
    assertThat(AllocationProbe.bytesPerCall(5000, 500, () -> {
      seven.swings(torques, all, false);
      seven.listen(torques, all);
      seven.keepBaseline(false);
    })).isZero();
  }
}
