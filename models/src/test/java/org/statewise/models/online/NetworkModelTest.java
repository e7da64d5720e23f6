package org.statewise.models.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.models.Draw;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.net.Parameters;
import org.statewise.models.optim.UpdateRuleSpec;

class NetworkModelTest {
  private static final int JOINTS = 3;
  private static final double NO_BOUND = Double.POSITIVE_INFINITY;

  private final Scaling scaling = Scaling.uniform(3, 2, 10, new double[]{100, 60, 30});
  private final Draw draw = new Draw(11);
  private final double[] q = draw.array(JOINTS);
  private final double[] qd = draw.array(JOINTS);
  private final double[] qdd = draw.array(JOINTS);
  private final double[] tau = {20, -10, 5};
  private final double[] f = new double[JOINTS];

  private OnlineModel model(String loss, String rule, double alpha, double kappa, boolean zero) {
    return new OnlineModelSpec.Network(List.of(16, 16), LossSpec.parse(loss),
        UpdateRuleSpec.parse(rule), alpha, kappa, zero)
        .build(JOINTS, scaling, new SplittableRandom(4));
  }

  @Test
  void shouldPredictExactlyZeroBeforeItHasLearned() {
    OnlineModel model = model("squared", "sgd", 0.01, NO_BOUND, true);
    model.predictInto(q, qd, qdd, f);
    assertThat(f).containsOnly(0);
    assertThat(model.learn(q, qd, qdd, tau)).isEqualTo(LearnOutcome.UPDATED);
    assertThat(model.report().predictionError).containsExactly(tau, within(1e-12));
    assertThat(model.report().loss)
        .isCloseTo((0.2 * 0.2 + 2 * 1.0 / 36) / 3, within(1e-15));
    assertThat(model.report().phi).containsOnly(1.0 / 3);
    model.predictInto(q, qd, qdd, f);
    assertThat(f[0]).isPositive();
    assertThat(f[1]).isNegative();
  }

  @ParameterizedTest
  @CsvSource({"squared, sgd, 0.1", "squared, adam, 0.001", "structured, sgd, 0.1",
    "state-dependent, sgd, 0.1", "state-dependent, adam, 0.001"})
  void shouldLearnASampleByHeart(String loss, String rule, double alpha) {
    OnlineModel model = model(loss, rule, alpha, NO_BOUND, true);
    for (int i = 0; i < 2000; i++) {
      model.learn(q, qd, qdd, tau);
    }
    model.predictInto(q, qd, qdd, f);
    assertThat(f).containsExactly(tau, within(0.1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"squared", "structured", "state-dependent"})
  void shouldMoveThePredictionByAtMostKappaOfTheError(String loss) {
    double kappa = 1e-4;
    OnlineModel model = model(loss, "sgd", 10, kappa, false);
    model.predictInto(q, qd, qdd, f);
    double[] before = f.clone();
    assertThat(model.learn(q, qd, qdd, tau)).isEqualTo(LearnOutcome.BOUNDED);
    model.predictInto(q, qd, qdd, f);
    // The bound holds along dL/df = 2 phi_j e_j: there it is sharp, to first order.
    double moved = 0;
    double whole = 0;
    for (int j = 0; j < JOINTS; j++) {
      double scale = scaling.tauMax()[j] * scaling.tauMax()[j];
      double slope = model.report().phi[j] * (before[j] - tau[j]) / scale;
      moved += slope * (before[j] - f[j]);
      whole += slope * (before[j] - tau[j]);
    }
    assertThat(moved / whole).isCloseTo(kappa, within(1e-3 * kappa));
    assertThat(model.report().stepSize).isPositive().isLessThan(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "adam"})
  void shouldNotDivergeAtAnyRateWithinItsTrustRegion(String rule) {
    OnlineModel model = model("structured", rule, 1e6, 0.03, true);
    Draw stream = new Draw(3);
    for (int i = 0; i < 3000; i++) {
      model.learn(stream.array(JOINTS), stream.array(JOINTS), stream.array(JOINTS), tau);
    }
    model.predictInto(q, qd, qdd, f);
    for (int j = 0; j < JOINTS; j++) {
      assertThat(Math.abs(f[j] - tau[j])).isLessThan(Math.abs(tau[j]));
    }
  }

  @Test
  void shouldSkipASampleThatItPredictsExactly() {
    OnlineModel model = model("squared", "sgd", 0.1, 0.03, true);
    double[] before = model.theta().toArray();
    assertThat(model.learn(q, qd, qdd, new double[JOINTS])).isEqualTo(LearnOutcome.SKIPPED);
    assertThat(model.report().stepSize).isZero();
    assertThat(model.report().thetaNorm).isCloseTo(model.theta().norm(), within(1e-12));
    assertThat(model.theta().toArray()).containsExactly(before);
  }

  @ParameterizedTest
  @CsvSource({"sgd, NaN", "sgd, Infinity", "sgd, 1e200", "adam, NaN", "adam, 1e200", "adam, 1e308"})
  void shouldRejectASampleThatWouldBreakItAndLearnOn(String rule, double bad) {
    OnlineModel model = model("state-dependent", rule, 0.01, NO_BOUND, false);
    double[] before = model.theta().toArray();
    assertThat(model.learn(q, qd, new double[]{0, bad, 0}, tau)).isEqualTo(LearnOutcome.REJECTED);
    assertThat(model.report().stepSize).isZero();
    assertThat(model.learn(q, qd, qdd, new double[]{bad, 0, 0})).isEqualTo(LearnOutcome.REJECTED);
    assertThat(model.theta().toArray()).containsExactly(before);
    assertThat(model.learn(q, qd, qdd, tau)).isEqualTo(LearnOutcome.UPDATED);
    OnlineModel untouched = model("state-dependent", rule, 0.01, NO_BOUND, false);
    untouched.learn(q, qd, qdd, tau);
    assertThat(model.theta().toArray()).containsExactly(untouched.theta().toArray());
  }

  @Test
  void shouldUndoAStepThatLeavesTooLargeParameters() {
    OnlineModel model = model("squared", "sgd", 1e300, NO_BOUND, false);
    double[] before = model.theta().toArray();
    assertThat(model.learn(q, qd, qdd, tau)).isEqualTo(LearnOutcome.REJECTED);
    assertThat(model.theta().toArray()).containsExactly(before);
    assertThat(model.report().thetaNorm).isCloseTo(model.theta().norm(), within(1e-12));
  }

  @Test
  void shouldPredictWhatIsNotFiniteFromAnInputThatIsNot() {
    OnlineModel model = model("squared", "sgd", 0.01, 0.03, false);
    model.predictInto(q, qd, new double[]{0, Double.NaN, 0}, f);
    assertThat(f).containsOnly(Double.NaN);
  }

  @Test
  void shouldGoOnFromASnapshotAsIfNothingHadHappened() {
    OnlineModel model = model("structured", "adam", 0.01, 0.03, true);
    model.learn(q, qd, qdd, tau);
    Parameters snapshot = model.theta().newLike();
    model.snapshotInto(snapshot);
    OnlineModel other = model("structured", "adam", 0.01, 0.03, false);
    other.learn(q, qd, qdd, tau);
    other.restore(snapshot);
    model.restore(snapshot);
    model.learn(q, qd, qdd, tau);
    other.learn(q, qd, qdd, tau);
    assertThat(other.theta().toArray()).containsExactly(model.theta().toArray());
    assertThat(other.report().thetaNorm).isCloseTo(model.theta().norm(), within(1e-12));
  }

  @Test
  void shouldDoTheSameAgainFromTheSameSeed() {
    OnlineModel one = model("state-dependent", "adam", 0.01, 0.03, false);
    OnlineModel two = model("state-dependent", "adam", 0.01, 0.03, false);
    for (int i = 0; i < 50; i++) {
      double[] x = draw.array(JOINTS);
      one.learn(q, x, qdd, tau);
      two.learn(q, x, qdd, tau);
    }
    assertThat(one.theta().toArray()).containsExactly(two.theta().toArray());
    LearnReport copy = new LearnReport(JOINTS);
    copy.copyFrom(one.report());
    assertThat(copy).usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class).isEqualTo(two.report());
  }
}
