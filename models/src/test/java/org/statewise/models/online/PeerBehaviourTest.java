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
    OnlineModel model = build(new OnlineModelSpec.DirectOffset(0.1, 0.5, 0.01));
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
    assertThat(model.report().confidence).containsOnly(new double[]{1 / 1.01},
        within(1e-9));
    double[] far = {20, 20, 20};
    model.predictInto(far, x, x, u);
    assertThat(u).containsOnly(0);
    model.learn(far, x, x, tau);
    assertThat(model.report().confidence).as("before it learned anything there").containsOnly(0);
  }

  @Test
  void shouldTellNoConfidenceWhereTheModelHasNoNotionOfWhatItKnows() {
    OnlineModel observer = build(new FilterSpec.Observer(0.01, 0.1));
    observer.learn(x, x, x, tau);
    assertThat(observer.report().confidence).containsOnly(Double.NaN);
  }

  @Test
  void shouldTakeOverTheFieldThatWasLongestAgoOfUseWhenAllAreInUse() {
    OnlineModel model = build(new OnlineModelSpec.Local(2, 0.1, 0.001, 0.01));
    double[] y = {9, 9, 9};
    double[] z = {-9, 9, 9};
    model.learn(x, x, x, tau);
    model.learn(y, x, x, tau);
    model.learn(x, x, x, tau);
    assertThat(model.report().fieldsInUse).isEqualTo(2);
    assertThat(model.report().fieldsRecycled).isZero();
    assertThat(model.learn(z, x, x, tau)).isEqualTo(LearnOutcome.UPDATED);
    assertThat(model.report().fieldsInUse).isEqualTo(2);
    assertThat(model.report().fieldsRecycled).isEqualTo(1);
    model.predictInto(z, x, x, u);
    assertThat(u[0]).isGreaterThan(5);
    model.predictInto(x, x, x, u);
    assertThat(u[0]).isGreaterThan(5);
    model.predictInto(y, x, x, u);
    assertThat(u).containsOnly(0);
  }

  @Test
  void shouldLetANewFieldStartFromWhatItsNeighboursPredict() {
    OnlineModel model = build(new OnlineModelSpec.Local(5, 1, 0.001, 0.01));
    for (int i = 0; i < 100; i++) {
      model.learn(x, x, x, tau);
    }
    double[] near = x.clone();
    near[0] += 2.3;
    model.predictInto(near, x, x, u);
    double before = u[0];
    model.slowDown(1e-9);
    model.learn(near, x, x, tau);
    assertThat(model.report().fieldsInUse).isEqualTo(2);
    model.predictInto(near, x, x, u);
    assertThat(u[0]).isEqualTo(before, within(0.1 * before));
  }

  /** Segment after segment of new states, which need more fields than there are. */
  @Test
  void shouldLearnLateSegmentsOfNewStatesBetterThanAnObserver() {
    OnlineModel local = build(new OnlineModelSpec.Local(20, 0.5, 0.001, 0.01));
    OnlineModel observer = build(new FilterSpec.Observer(0.01, 0.1));
    double[] last = segment(local, observer, 0);
    for (int k = 1; k < 12; k++) {
      last = segment(local, observer, k);
    }
    assertThat(local.report().fieldsInUse).isEqualTo(20);
    assertThat(local.report().fieldsRecycled).isPositive();
    assertThat(last[0]).as("an observer's is %s", last[1]).isLessThan(last[1]);
  }

  /** Sums of squared errors of both, before they learn, in a motion around a place of its own. */
  private double[] segment(OnlineModel local, OnlineModel observer, int number) {
    double[] sums = new double[2];
    double[] q = new double[N];
    double[] qd = new double[N];
    double[] qdd = new double[N];
    double[] load = new double[N];
    for (int i = 0; i < 2000; i++) {
      for (int j = 0; j < N; j++) {
        double phase = 0.004 * i * (j + 1);
        q[j] = 3 * number + 0.5 * Math.sin(phase);
        qd[j] = 0.5 * (j + 1) * Math.cos(phase);
        qdd[j] = -0.5 * (j + 1) * (j + 1) * Math.sin(phase);
        load[j] = 10 * Math.sin(q[j]) + 3 * qd[j] + 0.5 * qdd[j];
      }
      sums[0] += errorOf(local, q, qd, qdd, load);
      sums[1] += errorOf(observer, q, qd, qdd, load);
    }
    return sums;
  }

  private static double errorOf(OnlineModel model, double[] q, double[] qd, double[] qdd,
      double[] load) {
    model.learn(q, qd, qdd, load);
    double sum = 0;
    for (double each : model.report().predictionError) {
      sum += each * each;
    }
    return sum;
  }

  @Test
  void shouldLetTheFastPartLearnWhatTheSlowPartLeaves() {
    OnlineModel pair = build(
        new OnlineModelSpec.TwoTimeScale(new FilterSpec.Kalman(features, 1e-5, 1e-5),
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
