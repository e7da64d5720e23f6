package org.statewise.controller.evaluate.closedloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.adapt.Intervention;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;

final class SwingWatchTest {
  private static final double LIMIT_NM = 100;

  private final TickRecord tick = new TickRecord(1);
  private double timeSeconds;

  /** A sine of so many hertz and parts of the limit for so long. */
  private void swing(SwingWatch watch, double dt, double hertz, double part, double seconds) {
    for (double end = timeSeconds + seconds; timeSeconds < end; timeSeconds += dt) {
      tick.phase = LoopPhase.RUNNING;
      tick.uModel[0] = part * LIMIT_NM * Math.sin(2 * Math.PI * hertz * timeSeconds);
      watch.see(tick);
      tick.intervention = Intervention.NONE;
    }
  }

  /** Three seconds of a loop without a model whose feedback swings at 10 Hz in the second one. */
  private static SwingBaseline alone(double dt, double part) {
    SwingBaseline baseline = new SwingBaseline(new double[]{LIMIT_NM}, dt);
    TickRecord tick = new TickRecord(1);
    for (double t = 0; t < 3; t += dt) {
      boolean swings = t >= 1 && t < 2;
      tick.uFb[0] = swings ? part * LIMIT_NM * Math.cos(2 * Math.PI * 10 * t) : 0;
      baseline.see(tick);
    }
    return baseline;
  }

  private static SwingWatch watch(double dt) {
    return new SwingWatch(new double[]{LIMIT_NM}, dt, alone(dt, 0));
  }

  @ParameterizedTest
  @CsvSource({"0.004, 10", "0.004, 40", "0.001, 10", "0.001, 60"})
  void shouldTellForHowLongASwingWentOnAtAnyPeriod(double dt, double hertz) {
    SwingWatch watch = watch(dt);

    swing(watch, dt, hertz, 0.05, 0.5);
    swing(watch, dt, hertz, 0, 0.5);

    assertThat(watch.longestSeconds()).isCloseTo(0.5, within(0.1));
  }

  @ParameterizedTest
  @CsvSource({"2, 0.1", "30, 0.002"})
  void shouldNotCountWhatIsSlowOrSmall(double hertz, double part) {
    SwingWatch watch = watch(0.004);

    swing(watch, 0.004, hertz, part, 2);

    assertThat(watch.longestSeconds()).isLessThan(0.1);
  }

  @ParameterizedTest
  @CsvSource({"0.004, 0.012, 0", "0.004, 0.03, 0.5", "0.001, 0.012, 0", "0.001, 0.03, 0.5"})
  void shouldCountWhatGoesBeyondTheSwingsOfTheLoopWithoutAModel(double dt, double part,
      double seconds) {
    SwingWatch watch = new SwingWatch(new double[]{LIMIT_NM}, dt, alone(dt, 0.01));

    swing(watch, dt, 10, 0, 1.3);
    swing(watch, dt, 10, part, 0.5);

    assertThat(watch.longestSeconds()).isCloseTo(seconds, within(0.1));
  }

  @Test
  void shouldCountASwingOnceTheLoopWithoutAModelHasComeToRest() {
    SwingWatch watch = new SwingWatch(new double[]{LIMIT_NM}, 0.004, alone(0.004, 0.01));

    swing(watch, 0.004, 10, 0, 1.3);
    swing(watch, 0.004, 10, 0.012, 1.5);

    assertThat(watch.longestSeconds()).isCloseTo(0.85, within(0.15));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GAIN_LOWERED", "OSCILLATION"})
  void shouldBeginAnewWithWhateverSupervisionDoes(String what) {
    SwingWatch watch = watch(0.004);

    swing(watch, 0.004, 20, 0.05, 0.2);
    tick.intervention = Intervention.valueOf(what);
    swing(watch, 0.004, 20, 0.05, 0.15);

    assertThat(watch.longestSeconds()).isCloseTo(0.2, within(0.05));
  }

  @Test
  void shouldNotCountAModelThatIsWithdrawnUntilItIsArmedAgain() {
    SwingWatch watch = watch(0.004);
    tick.intervention = Intervention.PREDICTION;

    swing(watch, 0.004, 20, 0.05, 1);
    assertThat(watch.longestSeconds()).isLessThan(0.05);
    tick.intervention = Intervention.REARMED;
    swing(watch, 0.004, 20, 0.05, 0.4);

    assertThat(watch.longestSeconds()).isCloseTo(0.4, within(0.1));
  }
}
