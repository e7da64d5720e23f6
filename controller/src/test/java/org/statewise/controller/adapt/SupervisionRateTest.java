package org.statewise.controller.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.setpoint.Setpoint;

/** Supervision acts after the same time, however often it is asked. */
final class SupervisionRateTest {
  private static final double[] TAU_MAX = {100, 40};

  /** When something is done about what the model commands and learns, s. */
  private static double seconds(double hertz, Intervention expected,
      DoubleFunction<double[]> uModel,
      double[] uFb, double[] error) {
    double periodSeconds = 1 / hertz;
    Supervisor supervisor = new Supervisor(TAU_MAX, periodSeconds);
    for (int tick = 1; tick < 5 * hertz; tick++) {
      supervisor.learned(error, new double[2], 1);
      Intervention done = supervisor.pass(uModel.apply(tick * periodSeconds), uFb, new Setpoint(2));
      if (done != Intervention.NONE) {
        assertThat(done).isEqualTo(expected);
        return tick * periodSeconds;
      }
    }
    return Double.NaN;
  }

  private static double swing(double hertz, double swingHertz) {
    return seconds(hertz, Intervention.GAIN_LOWERED,
        t -> new double[]{5 * Math.sin(2 * Math.PI * swingHertz * t), 0}, new double[2],
        new double[2]);
  }

  @ParameterizedTest
  @ValueSource(doubles = {100, 500, 1000})
  void shouldSlowDownASwingAfterTheSameTime(double hertz) {
    assertThat(swing(hertz, 12)).isCloseTo(swing(250, 12), within(0.02));
    assertThat(swing(hertz, 4)).isCloseTo(swing(250, 4), within(0.06));
    assertThat(swing(hertz, 1.7)).isCloseTo(swing(250, 1.7), within(0.1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {100, 500, 1000})
  void shouldFindHarmAfterTheSameTime(double hertz) {
    assertThat(harm(hertz, 0, 3)).isCloseTo(harm(250, 0, 3), within(0.02));
    assertThat(harm(hertz, 6, 0)).isCloseTo(harm(250, 6, 0), within(0.02));
  }

  private static double harm(double hertz, double uFb, double error) {
    return seconds(hertz, error > 0 ? Intervention.PREDICTION : Intervention.TRACKING,
        t -> new double[2], new double[]{uFb, 0}, new double[]{error, 0});
  }
}
