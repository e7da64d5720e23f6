package org.statewise.models.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.loss.InputRange;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;

/** What is kept, and how it behaves on bad input. */
final class NetworkMemoryStateTest extends NetworkMemoryFixture {
  static Stream<LossSpec> losses() {
    return Stream.of(structured(4, 9), logLinear(2, -1));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void shouldGoOnFromItsWholeStateToTheBit(LossSpec by) {
    OnlineModel model = model(by);
    for (int i = 0; i < 50; i++) {
      model.learn(draw.array(N), draw.array(N), draw.array(N), draw.array(N));
    }
    StateBlocks state = new StateBlocks();
    model.collectState(state);
    double[] values = new double[state.size()];
    state.copyInto(values);
    OnlineModel other = model(by);
    StateBlocks into = new StateBlocks();
    other.collectState(into);
    into.restore(values);
    double[] x = draw.array(N);
    model.learn(x, x, x, x);
    other.learn(x, x, x, x);
    assertThat(other.theta().toArray()).containsExactly(model.theta().toArray());
    assertThat(other.report().phi).containsExactly(model.report().phi);
    double[] again = new double[N];
    model.predictInto(x, x, x, u);
    other.predictInto(x, x, x, again);
    assertThat(again).containsExactly(u);
  }

  @Test
  void shouldPredictTheSameFromASnapshotAndBeginAnewFromTheFirst() {
    OnlineModel model = model();
    Parameters first = model.theta().copy();
    double[] x = state();
    double[] rest = new double[N];
    for (int i = 0; i < 50; i++) {
      double[] q = state();
      model.learn(q, rest, rest, torqueOf(new double[]{0.5, 0.2, -0.1}, q, rest, rest));
    }
    model.predictInto(x, rest, rest, u);
    assertThat(u[0]).isNotZero();
    OnlineModel other = model();
    other.restore(model.theta().copy());
    double[] again = new double[N];
    other.predictInto(x, rest, rest, again);
    assertThat(again).containsExactly(u);
    model.restore(first);
    model.predictInto(x, rest, rest, u);
    assertThat(Arrays.stream(u).map(Math::abs).sum()).isZero();
  }

  @Test
  void shouldRejectWhatIsNoNumberAndStayFiniteWhateverComes() {
    OnlineModel model = model();
    double[] x = draw.array(N);
    model.learn(x, x, x, x);
    double[] before = model.theta().toArray();
    double[] broken = {0, Double.NaN};
    assertThat(model.learn(broken, x, x, x)).isEqualTo(LearnOutcome.REJECTED);
    assertThat(model.learn(x, x, x, broken)).isEqualTo(LearnOutcome.REJECTED);
    assertThat(model.theta().toArray()).containsExactly(before);
    for (double size : new double[]{1e5, 1e99, 1e150, 1e308}) {
      double[] wild = {size, -size};
      model.learn(wild, x, x, x);
      model.learn(x, wild, x, x);
      model.learn(x, x, wild, x);
      model.learn(x, x, x, wild);
      assertThat(model.theta().allFinite()).isTrue();
      model.predictInto(x, x, x, u);
      assertThat(Arrays.stream(u).allMatch(Double::isFinite)).isTrue();
    }
  }

  @Test
  void shouldMoveLessWhenSlowedDown() {
    double[] x = draw.array(N);
    double[] tau = {10, 6};
    OnlineModel model = model();
    OnlineModel slow = model();
    slow.slowDown(0.125);
    model.learn(x, x, x, tau);
    slow.learn(x, x, x, tau);
    assertThat(slow.report().predictionError).containsExactly(model.report().predictionError);
    assertThat(slow.report().thetaNorm)
        .isCloseTo(0.125 * model.report().thetaNorm, within(1e-9));
  }

  @Test
  void shouldLearnAsMuchInASecondAtFourTimesTheRate() {
    NetworkMemorySpec spec = spec(structured(0.1, 0.1), 1e-4);
    OnlineModel usual = spec.build(N, scaling, draw.generator());
    OnlineModel fast = PeriodConversion.of(0.004, 1_000_000).of(spec).build(N, scaling,
        draw.generator());
    double[] q = {0.3, -0.4};
    double[] rest = new double[N];
    double[] tau = torqueOf(new double[]{1, 1, 1}, q, rest, rest);
    for (int i = 0; i < 400; i++) {
      if (i % 4 == 0) {
        usual.learn(q, rest, rest, tau);
      }
      fast.learn(q, rest, rest, tau);
    }
    double[] learned = usual.theta().toArray();
    double[] learnedFast = fast.theta().toArray();
    for (int i = 0; i < learned.length; i++) {
      assertThat(learnedFast[i]).isCloseTo(learned[i], within(0.05 * Math.abs(learned[i])));
    }
    assertThat(usual.theta().norm()).isGreaterThan(0.1);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void shouldAllocateNothing(LossSpec by) {
    OnlineModel model = model(by);
    double[][] xs = {draw.array(N), draw.array(N), {9, 9}, {Double.NaN, 0}};
    int[] at = {0};
    assertThat(AllocationProbe.bytesPerCall(3000, 300, () -> {
      double[] x = xs[at[0]++ % xs.length];
      model.carry(at[0] % 2);
      model.predictInto(x, x, x, u);
      model.learn(x, x, x, xs[0]);
    })).isZero();
  }

  @Test
  void shouldRefuseAnotherArmsScalingAndALossWithoutWeights() {
    NetworkMemorySpec spec = spec(loss, LEAK);
    assertThat(spec.word()).isEqualTo("network");
    assertThat(spec.dependsOnSeed()).isFalse();
    assertThat(model().multiplyAddsPerUpdate()).isPositive();
    Scaling other = Scaling.uniform(1, 2, 10, new double[]{50, 21});
    assertThatThrownBy(() -> spec.build(N, other, draw.generator()))
        .hasMessage("Network memory: must be used with the torque limits that it was trained with,"
            + " [50.0, 20.0] Nm, got [50.0, 21.0].");
    assertThatThrownBy(() -> new NetworkMemorySpec(memory, new LossSpec.Network(), LEAK))
        .hasMessageContaining("whose weights are precisions");
    assertThatThrownBy(() -> new NetworkMemorySpec(memory, loss, 2))
        .hasMessageContaining("leak must be at least 1e-8 and below 1, got 2.0");
    NetworkMemorySpec without = new NetworkMemorySpec(memory, loss, LEAK);
    assertThatThrownBy(() -> without.build(N, scaling, draw.generator()))
        .hasMessage("Network memory:"
            + " it knows links, so it needs the description of the arm, and there is none.");
  }

  private LearnedMemory of(List<Integer> hidden, List<DMatrixRMaj> ofArms, DMatrixRMaj links,
      double[] deviation, InputRange range) {
    return new LearnedMemory(hidden, theta, ofArms, links, deviation, range, scaling);
  }

  @Test
  void shouldRefuseAMemoryWhosePartsDoNotFit() {
    List<Integer> hidden = List.of(5, WIDTH);
    InputRange range = memory.range();
    assertThatThrownBy(() -> of(List.of(5), directions, linkMean, spread, range))
        .hasMessageContaining("finite parameters of its shapes");
    assertThatThrownBy(() -> of(hidden, List.of(new DMatrixRMaj(2, 4)), linkMean, spread, range))
        .hasMessage("Network memory: must have equally many directions of 19 numbers for each of"
            + " 2 joints, got 1 of 4.");
    assertThatThrownBy(() -> of(hidden, List.of(), linkMean, spread, range))
        .hasMessageContaining("got 0 of 0");
    assertThatThrownBy(() -> of(hidden, directions, new DMatrixRMaj(N, 5), spread, range))
        .hasMessage("Network memory: must know 12 numbers of the links of each of 2 joints, or"
            + " none, got 2 x 5.");
    assertThatThrownBy(() -> of(hidden, directions, linkMean, new double[]{1, 0}, range))
        .hasMessageContaining("spread above 0");
    assertThatThrownBy(() -> of(hidden, directions, linkMean, spread,
        new InputRange(new double[2], new double[2])))
        .hasMessage("Network memory: must have a range of 6 inputs, got 2.");
    assertThatThrownBy(() -> new InputRange(new double[]{1}, new double[]{0}))
        .hasMessage("Trained range: bounds must be finite and in order, got [1.0] below [0.0].");
    DMatrixRMaj broken = linkMean.copy();
    broken.set(0, 0, Double.NaN);
    assertThatThrownBy(() -> of(hidden, directions, broken, spread, range))
        .hasMessageContaining("finite directions");
  }
}
