package org.statewise.models.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FadingMemoryObserverTest {
  private static final double LIMIT = 50;
  private final Scaling scaling = Scaling.uniform(1, 1, 1, new double[]{LIMIT});
  private final double[] any = {0.3};
  private final double[] u = new double[1];

  private OnlineModel model(int order, double gain, double lead) {
    return new OnlineModelSpec.FadingMemory(order, gain, lead).build(1, scaling,
        new SplittableRandom(1));
  }

  private double learnedError(OnlineModel model, double tau) {
    model.learn(any, any, any, new double[]{tau});
    return model.report().predictionError[0];
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 1", "3, 2"})
  void shouldFollowAPolynomialOfItsDegreeWithoutErrorAndLookAhead(int order, int degree) {
    OnlineModel model = model(order, 0.2, 2.5);
    for (int t = 0; t < 400; t++) {
      model.learn(any, any, any, new double[]{Math.pow(0.1 * t, degree)});
    }
    model.predictInto(any, any, any, u);
    assertThat(u[0]).isCloseTo(Math.pow(0.1 * (399 + 2.5), degree), within(1e-6));
  }

  @Test
  void shouldTakeBackTheMomentumOfAStepWithOrderTwoAndTheWayWithOrderThree() {
    for (int order = 1; order <= 3; order++) {
      OnlineModel model = model(order, 0.15, 1);
      double momentum = 0;
      double way = 0;
      for (int t = 0; t < 600; t++) {
        momentum += learnedError(model, 10);
        way += momentum;
      }
      if (order == 1) {
        assertThat(momentum).isGreaterThan(50);
      } else {
        assertThat(momentum).isCloseTo(0, within(1e-6));
      }
      if (order == 3) {
        assertThat(way).isCloseTo(0, within(1e-3));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void shouldHaveAllPolesAtOneMinusItsGain(int order) {
    // A response of poles at theta is theta^t times a polynomial: after 200 ticks hardly anything.
    OnlineModel model = model(order, 0.15, 1);
    learnedError(model, 10);
    for (int t = 0; t < 200; t++) {
      learnedError(model, 0);
    }
    assertThat(Math.abs(learnedError(model, 0))).isLessThan(1e-8);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void shouldMoveAllPolesWhenItSlowsDownAndKeepWhatItKnows(int order) {
    OnlineModel slow = model(order, 0.2, 1);
    OnlineModel half = model(order, 0.1, 1);
    learnedError(slow, 10);
    slow.predictInto(any, any, any, u);
    double known = u[0];
    slow.slowDown(0.5);
    slow.predictInto(any, any, any, u);
    assertThat(u[0]).isEqualTo(known);

    slow.restore(slow.theta().newLike());
    for (int t = 0; t < 50; t++) {
      assertThat(learnedError(slow, t % 7)).isCloseTo(learnedError(half, t % 7), within(1e-12));
    }
  }

  @Test
  void shouldForgetEverythingWhenItIsRestored() {
    OnlineModel model = model(2, 0.15, 2.9);
    var first = model.theta().copy();
    learnedError(model, 10);
    model.restore(first);
    model.predictInto(any, any, any, u);
    assertThat(u[0]).isZero();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "0 | 0.1 | 1 | order must be 1 to 3, got 0", "4 | 0.1 | 1 | order must be 1 to 3, got 4",
    "2 | 0 | 1 | gain must be above 0 and at most 1, got 0",
    "2 | 0.1 | 101 | lead must be 0 to 100, got 101", "2 | NaN | 1 | gain must be above 0"})
  void shouldRefuseNumbersOutOfRange(int order, double gain, double lead, String rule) {
    assertThatThrownBy(() -> new OnlineModelSpec.FadingMemory(order, gain, lead))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(rule);
  }
}
