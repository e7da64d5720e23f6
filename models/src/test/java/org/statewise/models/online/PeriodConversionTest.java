package org.statewise.models.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.models.Draw;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.optim.UpdateRuleSpec;

/** A model learns in the same time, however often samples come. */
final class PeriodConversionTest {
  private static final int N = 3;
  private static final double MEANT_SECONDS = 0.004;
  private final Scaling scaling = Scaling.uniform(1, 1, 10, new double[]{100, 50, 20});
  private final double[] q = new double[N];
  private final double[] qd = new double[N];
  private final double[] qdd = new double[N];
  private final double[] tau = new double[N];
  private final double[] u = new double[N];

  static Stream<OnlineModelSpec> specs() {
    FeatureSpec features = FeatureSpec.ofDynamics(20, 2, true);
    return Stream.of(
        network("sgd", 0.01, Double.POSITIVE_INFINITY), network("sgd", 0.3, 0.02),
        network("adam", 0.001, Double.POSITIVE_INFINITY),
        new FilterSpec.Observer(0.001, 0.001), new FilterSpec.Kalman(features, 1e-3, 1e-4),
        new FilterSpec.PrecisionKalman(features, new LossSpec.Structured(), 1e-3, 1e-4),
        new FilterSpec.Rls(features, 0.995, 0.1),
        new FilterSpec.RigidBodyRls(Peers.arm(), 0.995, 0.1, 1),
        new OnlineModelSpec.DirectOffset(0.02, 0.5, 0.001),
        new OnlineModelSpec.DirectOffset(0.02, 0, 0.01),
        new OnlineModelSpec.Local(30, 1.5, 1e-3, 1e-3),
        new OnlineModelSpec.FadingMemory(1, 0.05, 0), new OnlineModelSpec.FadingMemory(2, 0.02, 2),
        new OnlineModelSpec.FadingMemory(3, 0.02, 2),
        new OnlineModelSpec.TwoTimeScale(new FilterSpec.Kalman(features, 1e-3, 1e-5),
            new FilterSpec.Observer(0.01, 0.001)));
  }

  private static OnlineModelSpec network(String rule, double alpha, double kappa) {
    return new OnlineModelSpec.Network(List.of(16), new LossSpec.Squared(),
        UpdateRuleSpec.parse(rule), alpha, kappa, true);
  }

  /** What the model predicts for joint 0 each 20 ms of a second, in which the torque jumps twice, Nm. */
  private double[] answers(OnlineModelSpec spec, double periodSeconds) {
    OnlineModel model = PeriodConversion.of(MEANT_SECONDS, Math.round(1e9 * periodSeconds)).of(spec)
        .build(N, scaling, new Draw(6).generator());
    double[] answers = new double[50];
    int each = (int) Math.round(0.02 / periodSeconds);
    for (int i = 0; i < answers.length * each; i++) {
      state((i + 0.5) * periodSeconds);
      model.learn(q, qd, qdd, tau);
      if ((i + 1) % each == 0) {
        state((i + 1) * periodSeconds);
        model.predictInto(q, qd, qdd, u);
        answers[i / each] = u[0];
      }
    }
    return answers;
  }

  private void state(double seconds) {
    for (int j = 0; j < N; j++) {
      double angle = 2 * seconds + j;
      q[j] = 0.5 * Math.sin(angle);
      qd[j] = Math.cos(angle);
      qdd[j] = -2 * Math.sin(angle);
      tau[j] = seconds < 0.5 ? 10 : -5;
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void shouldLearnInTheSameTimeAtEveryRate(OnlineModelSpec spec) {
    double[] usual = answers(spec, MEANT_SECONDS);
    for (double period : new double[]{0.01, 0.005, 0.002, 0.001}) {
      assertThat(answers(spec, period)).describedAs("a sample each %s s", period)
          .containsExactly(usual, within(0.6));
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void shouldChangeNothingAtThePeriodThatIsMeant(OnlineModelSpec spec) {
    assertThat(PeriodConversion.of(MEANT_SECONDS, 4_000_000).of(spec)).isSameAs(spec);
    assertThat(PeriodConversion.of(0, 1_000_000).of(spec)).isSameAs(spec);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void shouldLeadBackToTheSameConstants(OnlineModelSpec spec) {
    OnlineModelSpec there = new PeriodConversion(0.25).of(spec);
    assertThat(there).isNotEqualTo(spec);
    assertThat(new PeriodConversion(4).of(there)).usingRecursiveComparison()
        .withComparatorForType((a, b) -> a.equals(b) || Math.abs(a - b) <= 1e-9 * b ? 0 : 1,
            Double.class)
        .isEqualTo(spec);
  }

  @ParameterizedTest
  @CsvSource({"0.01, 0.1", "1e-3, 1e-2", "1e-5, 1e-5", "0.3, 1e-3", "1e-3, 30"})
  void shouldForgetAnErrorAtTheSameRateOnceAFilterHasSettled(double leak, double q) {
    double usual = pole(new FilterSpec.Observer(leak, q));
    for (double ratio : new double[]{2.5, 0.5, 0.25}) {
      double pole = pole(new PeriodConversion(ratio).of(new FilterSpec.Observer(leak, q)));
      assertThat(Math.log(pole) / ratio).isCloseTo(Math.log(usual), withinPercentage(0.1));
    }
  }

  /** What is left of an offset after one sample more, once the covariance has settled. */
  private double pole(OnlineModelSpec spec) {
    OnlineModel model = spec.build(N, scaling, new Draw(6).generator());
    double before = 0;
    for (int i = 0; i < 20_000; i++) {
      model.learn(q, qd, qdd, new double[]{i < 19_998 ? 10 : 0, 0, 0});
      before = u[0];
      model.predictInto(q, qd, qdd, u);
    }
    return u[0] / before;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 0.5, 2.5, 25})
  void shouldStayWithinWhatAModelCanTake(double ratio) {
    PeriodConversion period = new PeriodConversion(ratio);
    for (OnlineModelSpec spec : List.of(new FilterSpec.Observer(1e-8, 1e-12),
        new FilterSpec.Observer(1e-8, 1), new FilterSpec.Observer(0.5, 1e7),
        new OnlineModelSpec.DirectOffset(1, 0, 0.1), new OnlineModelSpec.DirectOffset(1, 0.9, 0),
        new OnlineModelSpec.DirectOffset(1e-9, 0.99, 0), new OnlineModelSpec.FadingMemory(3, 1, 0),
        network("sgd", 0.1, 1), network("sgd", 0.1, 1.5), new OnlineModelSpec.None())) {
      assertThat(period.of(spec).build(N, scaling, new Draw(6).generator())).isNotNull();
    }
  }

  @Test
  void shouldRefuseAPeriodThatIsNone() {
    assertThatThrownBy(() -> PeriodConversion.of(0.004, 0))
        .hasMessage("Samples: ratio of the periods must be positive and finite, got 0.0.");
  }
}
