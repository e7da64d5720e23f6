package org.statewise.models.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.statewise.models.Draw;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.loss.Positivity;
import org.statewise.models.net.Parameters;

/** What each kind of model does that the others do not. */
class PeerBehaviourTest {
  private static final int N = 3;
  private final Scaling scaling = Scaling.uniform(1, 1, 10, new double[]{100, 50, 20});
  private final FeatureSpec features = FeatureSpec.ofDynamics(20, 2, true);
  private final Draw draw = new Draw(3);
  private final double[] x = draw.array(N);
  private final double[] tau = {10, 10, 10};
  private final double[] u = new double[N];

  private OnlineModel build(OnlineModelSpec spec) {
    return spec.build(N, scaling, new Draw(1).generator());
  }

  /** Raw weights, so that phi is what is written here. */
  private OnlineModel weighted(double... weights) {
    LossSpec kind = new LossSpec.Structured(Positivity.RAW);
    Parameters phi = kind.build(N, draw.generator()).phi().copy();
    phi.fromArray(weights);
    return build(new FilterSpec.PrecisionKalman(features, new LossSpec.Trained(kind, phi), 0.01,
        0.01));
  }

  @Test
  void shouldEqualThePlainFilterWhenAllPrecisionsAreOne() {
    OnlineModel plain = build(new FilterSpec.Kalman(features, 0.01, 0.01));
    OnlineModel weighted = weighted(1, 1, 1);
    for (int i = 0; i < 100; i++) {
      double[] q = draw.array(N);
      plain.learn(q, x, x, tau);
      weighted.learn(q, x, x, tau);
    }
    assertThat(weighted.theta().toArray()).containsExactly(plain.theta().toArray());
    assertThat(weighted.report().phi).containsExactly(1, 1, 1);
    assertThat(plain.report().phi).containsOnly(0);
  }

  @Test
  void shouldFollowAJointTheMoreItsLossWeighs() {
    OnlineModel model = weighted(100, 1, 0.01);
    model.learn(x, x, x, tau);
    model.predictInto(x, x, x, u);
    assertThat(u[0]).isGreaterThan(u[1]);
    assertThat(u[1]).isGreaterThan(u[2]);
    assertThat(u[2]).isPositive();
    assertThat(u[0]).isLessThan(10);
  }

  @Test
  void shouldTakeAWeightBelowZeroForNone() {
    OnlineModel model = weighted(-5, 1, 1);
    assertThat(model.learn(x, x, x, tau)).isEqualTo(LearnOutcome.UPDATED);
    model.predictInto(x, x, x, u);
    assertThat(u[0]).isZero();
    assertThat(u[1]).isPositive();
  }

  @Test
  void shouldReportTheGainAndTheErrorBefore() {
    OnlineModel model = build(new FilterSpec.Observer(0.01, 0.1));
    model.learn(x, x, x, tau);
    assertThat(model.report().predictionError).containsExactly(tau, within(1e-12));
    // P_max = 0.1 / (1 - 0.99^2), and the gain is P_max / (P_max + 1).
    double p = 0.1 / (1 - 0.99 * 0.99);
    assertThat(model.report().stepSize).isEqualTo(p / (p + 1), within(1e-12));
    model.predictInto(x, x, x, u);
    assertThat(u[0]).isEqualTo(10 * p / (p + 1), within(1e-9));
  }

  @Test
  void shouldStepAnOffsetWithMomentum() {
    OnlineModel model = build(new OnlineModelSpec.Doomed(0.1, 0.5, 0.01));
    model.learn(x, x, x, tau);
    model.learn(x, x, x, tau);
    model.predictInto(x, x, x, u);
    // w_1 = 0.1 tau, v_2 = 0.5 * 0.1 tau + 0.1 (tau - 0.1 tau), w_2 = 0.99 w_1 + v_2
    assertThat(u[0]).isEqualTo(10 * (0.099 + 0.05 + 0.09), within(1e-9));
    assertThat(model.report().stepSize).isEqualTo(0.1);
  }

  @Test
  void shouldFadeToThePriorFarFromWhatALocalModelHasSeen() {
    OnlineModel model = build(new OnlineModelSpec.Local(5, 0.5, 0.001, 0.01));
    for (int i = 0; i < 200; i++) {
      model.learn(x, x, x, tau);
    }
    model.predictInto(x, x, x, u);
    assertThat(u[0]).isEqualTo(10, within(0.3));
    model.predictInto(new double[]{20, 20, 20}, x, x, u);
    assertThat(u).containsOnly(0);
  }

  @Test
  void shouldUseNoMoreFieldsThanItHas() {
    OnlineModel model = build(new OnlineModelSpec.Local(2, 0.1, 0.001, 0.01));
    assertThat(model.learn(x, x, x, tau)).isEqualTo(LearnOutcome.UPDATED);
    assertThat(model.learn(new double[]{9, 9, 9}, x, x, tau)).isEqualTo(LearnOutcome.UPDATED);
    assertThat(model.learn(new double[]{-9, 9, 9}, x, x, tau)).isEqualTo(LearnOutcome.SKIPPED);
  }

  @Test
  void shouldLetTheFastPartLearnWhatTheMemoryLeaves() {
    OnlineModel pair = build(new OnlineModelSpec.Pair(new FilterSpec.Kalman(features, 1e-5, 1e-5),
        new FilterSpec.Observer(0.01, 0.1)));
    for (int i = 0; i < 5; i++) {
      pair.learn(x, x, x, tau);
    }
    pair.predictInto(x, x, x, u);
    pair.learn(x, x, x, tau);
    for (int j = 0; j < N; j++) {
      assertThat(pair.report().predictionError[j]).isEqualTo(tau[j] - u[j], within(1e-9));
    }
    assertThat(pair.report().thetaNorm).isEqualTo(pair.theta().norm(), within(1e-12));
  }
}
