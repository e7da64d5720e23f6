package org.statewise.models.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statewise.models.Draw;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.net.StateBlocks;
import org.statewise.models.optim.UpdateRuleSpec;

/** Whether a seed matters to a model that goes on from a state, shown by two seeds and one state. */
final class SeedTest {
  private static final int N = 3;

  static Stream<OnlineModelSpec> specs() {
    Stream<LossSpec> losses = Stream.of(new LossSpec.Squared(), new LossSpec.Structured(),
        new LossSpec.StateDependent(), new LossSpec.Network(),
        new LossSpec.Trained(new LossSpec.Structured(),
            new LossSpec.Structured().build(N, new Draw(1).generator()).phi()));
    return Stream.concat(
        Stream.concat(Peers.all(), losses.map(loss -> new OnlineModelSpec.Network(List.of(16), loss,
            UpdateRuleSpec.parse("sgd"), 0.001, 0.1, true))),
        Stream.of(new OnlineModelSpec.None(), new FilterSpec.Kalman(
            new FeatureSpec.Hidden(List.of(8), Optional.empty()), 0.01, 0.1),
            new FilterSpec.Kalman(new FeatureSpec.Constant(), 0.01, 0.1)));
  }

  private static OnlineModel build(OnlineModelSpec spec, long seed) {
    return spec.build(N, Scaling.uniform(1, 1, 10, new double[]{50, 40, 30}),
        new Draw(seed).generator());
  }

  /** What a model predicts while it learns along a smooth motion, all in one. */
  private static double walk(OnlineModel model) {
    double[] u = new double[N];
    double sum = 0;
    for (int i = 0; i < 300; i++) {
      double[] q = new double[N];
      double[] qd = new double[N];
      double[] qdd = new double[N];
      double[] tau = new double[N];
      for (int j = 0; j < N; j++) {
        double phase = 0.01 * i * (j + 1);
        q[j] = Math.sin(phase);
        qd[j] = (j + 1) * Math.cos(phase);
        qdd[j] = -(j + 1) * (j + 1) * Math.sin(phase);
        tau[j] = 5 * Math.sin(q[j]) + 2 * Math.tanh(qd[j] / 0.02) + 3;
      }
      model.predictInto(q, qd, qdd, u);
      model.learn(q, qd, qdd, tau);
      sum += u[0] + u[1] + u[2];
    }
    return sum;
  }

  private static void copyState(OnlineModel from, OnlineModel to) {
    StateBlocks own = new StateBlocks();
    StateBlocks other = new StateBlocks();
    from.collectState(own);
    to.collectState(other);
    double[] values = new double[own.size()];
    own.copyInto(values);
    other.restore(values);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void shouldMatterOnlyWhereSomethingDrawnIsNotInTheState(OnlineModelSpec spec) {
    OnlineModel one = build(spec, 1);
    OnlineModel other = build(spec, 2);
    copyState(one, other);
    assertThat(walk(one) != walk(other)).isEqualTo(spec.dependsOnSeed());
  }
}
