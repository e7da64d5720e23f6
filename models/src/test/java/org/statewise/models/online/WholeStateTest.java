package org.statewise.models.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.Draw;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.net.StateBlocks;
import org.statewise.models.optim.UpdateRuleSpec;

/** A model that takes over all that another remembers goes on as that one would have, to the bit. */
final class WholeStateTest {
  private static final int N = 3;
  private final double[] u = new double[N];
  private final double[] other = new double[N];

  static Stream<OnlineModelSpec> specs() {
    return Stream.concat(Peers.all(),
        Stream.of(new OnlineModelSpec.Network(List.of(16), new LossSpec.Squared(),
            UpdateRuleSpec.parse("adam"), 0.001, Double.POSITIVE_INFINITY, true),
            new OnlineModelSpec.None()));
  }

  private static OnlineModel build(OnlineModelSpec spec) {
    return spec.build(N, Scaling.uniform(1, 1, 10, new double[]{50, 40, 30}),
        new Draw(6).generator());
  }

  private static StateBlocks stateOf(OnlineModel model) {
    StateBlocks state = new StateBlocks();
    model.collectState(state);
    return state;
  }

  private static double[] copyOf(OnlineModel model) {
    StateBlocks state = stateOf(model);
    double[] values = new double[state.size()];
    state.copyInto(values);
    return values;
  }

  /** One prediction and one sample of a smooth motion at step {@code i}. */
  private static void step(OnlineModel model, int i, double[] prediction) {
    double[] q = new double[N];
    double[] qd = new double[N];
    double[] qdd = new double[N];
    double[] tau = new double[N];
    for (int j = 0; j < N; j++) {
      double phase = 0.004 * i * (j + 1);
      q[j] = Math.sin(phase);
      qd[j] = (j + 1) * Math.cos(phase);
      qdd[j] = -(j + 1) * (j + 1) * Math.sin(phase);
      tau[j] = 5 * Math.sin(q[j]) + 2 * Math.tanh(qd[j] / 0.02) + 3;
    }
    model.predictInto(q, qd, qdd, prediction);
    model.learn(q, qd, qdd, tau);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void shouldGoOnAsIfItHadNeverBeenInterrupted(OnlineModelSpec spec) {
    OnlineModel whole = build(spec);
    for (int i = 0; i < 700; i++) {
      step(whole, i, u);
    }
    OnlineModel warm = build(spec);
    stateOf(warm).restore(copyOf(whole));
    for (int i = 700; i < 1400; i++) {
      step(whole, i, u);
      step(warm, i, other);
      assertThat(other).as("step %d", i).containsExactly(u);
      assertThat(warm.report().thetaNorm).isEqualTo(whole.report().thetaNorm);
    }
    assertThat(copyOf(warm)).containsExactly(copyOf(whole));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void shouldBearAnyFiniteStateWithoutThrowingOrBreaking(OnlineModelSpec spec) {
    for (double value : new double[]{0, -1, 1e9, -1e9, Double.MAX_VALUE, Double.MIN_VALUE}) {
      OnlineModel model = build(spec);
      double[] state = copyOf(model);
      Arrays.fill(state, value);
      stateOf(model).restore(state);
      for (int i = 0; i < 50; i++) {
        step(model, i, u);
      }
      assertThat(model.joints()).isEqualTo(N);
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void shouldCopyWithoutAllocating(OnlineModelSpec spec) {
    StateBlocks state = stateOf(build(spec));
    double[] values = new double[state.size()];
    assertThat(AllocationProbe.bytesPerCall(2000, 200, () -> state.copyInto(values))).isZero();
  }

  @Test
  void shouldRefuseAStateOfAnotherSizeOrWithoutNumbersAndChangeNothing() {
    OnlineModel model = build(new OnlineModelSpec.DirectOffset(0.1, 0.5, 0));
    step(model, 1, u);
    double[] before = copyOf(model);
    StateBlocks state = stateOf(model);
    assertThatThrownBy(() -> state.restore(new double[5]))
        .hasMessage("State: must have 6 values, but has 5.");
    double[] broken = new double[6];
    broken[4] = Double.NaN;
    assertThatThrownBy(() -> state.restore(broken))
        .hasMessage("State: value 4 must be finite, but is NaN.");
    assertThat(copyOf(model)).containsExactly(before);
  }
}
