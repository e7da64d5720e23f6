package org.statewise.models.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statewise.models.Draw;

/**
 * A model that is slowed down takes smaller steps; its predictions and reported errors are not
 * scaled.
 */
final class SlowDownTest {
  private static final int N = 3;
  private static final double SHARE = 0.125;
  private final Scaling scaling = Scaling.uniform(2, 2, 10, new double[]{100, 50, 20});
  private final Draw draw = new Draw(7);
  private final double[] x = draw.array(N);
  private final double[] tau = {10, 6, 2};
  private final double[] whole = new double[N];
  private final double[] slowed = new double[N];

  static Stream<OnlineModelSpec> specs() {
    return Peers.all();
  }

  /** One that has learned {@code samples} of less than tau. */
  private OnlineModel taught(OnlineModelSpec spec, int samples) {
    OnlineModel model = spec.build(N, scaling, new Draw(6).generator());
    for (int i = 0; i < samples; i++) {
      model.learn(x, x, x, new double[]{2, 1, 0.5});
    }
    return model;
  }

  @ParameterizedTest
  @MethodSource("specs")
  void shouldPredictAndErrAsBefore(OnlineModelSpec spec) {
    OnlineModel model = taught(spec, 20);
    OnlineModel slow = taught(spec, 20);
    slow.slowDown(SHARE);
    model.predictInto(x, x, x, whole);
    slow.predictInto(x, x, x, slowed);
    assertThat(slowed).containsExactly(whole);
    model.learn(x, x, x, tau);
    slow.learn(x, x, x, tau);
    assertThat(slow.report().predictionError).containsExactly(model.report().predictionError);
    assertThat(slow.report().loss).isEqualTo(model.report().loss);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void shouldMoveLessTowardsASample(OnlineModelSpec spec) {
    OnlineModel model = taught(spec, 20);
    OnlineModel slow = taught(spec, 20);
    slow.slowDown(SHARE);
    double moved = moved(model, whole);
    assertThat(moved).isPositive();
    assertThat(moved(slow, slowed)).isPositive().isLessThan(0.5 * moved);
  }

  /** By how much the prediction of joint 0 changes with a sample of {@link #tau}, Nm. */
  private double moved(OnlineModel model, double[] u) {
    model.predictInto(x, x, x, u);
    double before = u[0];
    model.learn(x, x, x, tau);
    model.predictInto(x, x, x, u);
    return u[0] - before;
  }
}
