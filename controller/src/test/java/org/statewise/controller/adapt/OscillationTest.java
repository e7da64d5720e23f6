package org.statewise.controller.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OscillationTest {
  private static final double PERIOD_SECONDS = 0.004;
  /** A1 of an iiwa 14. */
  private static final double[] TAU_MAX = {320};

  private final Oscillation oscillation = new Oscillation(TAU_MAX, PERIOD_SECONDS);

  /** Limit cycles as they were seen behind elastic joints and wrong inertias: amplitude, Nm. */
  @ParameterizedTest
  @CsvSource({"31, 3.5, 0.3", "26, 3.5, 0.3", "47, 3.5, 0.3", "60, 3.5, 0.3", "8.5, 4, 0.5",
    "3.5, 10, 1.5", "2.5, 10, 2"})
  void shouldNoticeALimitCycleInTime(double hertz, double amplitudeNm, double seconds) {
    assertThat(secondsUntilNoticed(hertz, amplitudeNm, 0)).isLessThan(seconds);
  }

  @ParameterizedTest
  @CsvSource({"31, 0.5", "3, 2", "0.5, 60"})
  void shouldLetSmallAndSlowTorquesBe(double hertz, double amplitudeNm) {
    assertThat(secondsUntilNoticed(hertz, amplitudeNm, 0)).isInfinite();
  }

  @Test
  void shouldNotTakeAMotionThatIsAskedToAndFroForASwing() {
    // The torque of a joint that is asked to swing at 3 Hz swings with it.
    assertThat(secondsUntilNoticed(3, 10, 3)).isInfinite();
  }

  private double secondsUntilNoticed(double hertz, double amplitudeNm, double desiredHertz) {
    double[] u = new double[1];
    double[] qdDes = new double[1];
    for (int i = 0; i < 2500; i++) {
      double t = i * PERIOD_SECONDS;
      u[0] = 20 + amplitudeNm * Math.sin(2 * Math.PI * hertz * t);
      qdDes[0] = Math.sin(2 * Math.PI * desiredHertz * t);
      if (oscillation.swings(u, qdDes)) {
        return t;
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
