package org.statewise.models.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.Draw;
import org.statewise.models.loss.InputRange;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.MlpWorkspace;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;

final class NetworkMemoryModelTest {
  private static final int N = 2;
  private static final int WIDTH = 6;
  private static final int COUNT = 3;
  private static final double LEAK = 1e-8;
  private final Scaling scaling = Scaling.uniform(1, 2, 10, new double[]{50, 20});
  private final Draw draw = new Draw(11);
  private final Mlp mlp = Mlp.of(3 * N + 1, List.of(5, WIDTH), N);
  private final Parameters theta = theta();
  private final DMatrixRMaj directions = new DMatrixRMaj(COUNT, WIDTH + 1, true,
      draw.array(COUNT * (WIDTH + 1)));
  private final double[] spread = {0.3, 0.1};
  private final LearnedMemory memory = memory(scaling);
  private final LossSpec.Trained loss = structured(4, 9);
  private final double[] u = new double[N];

  private Parameters theta() {
    Parameters drawn = mlp.newParameters();
    mlp.initialise(drawn, new Draw(3).generator());
    return drawn;
  }

  private LearnedMemory memory(Scaling used) {
    double[] high = new double[3 * N];
    Arrays.fill(high, 2);
    double[] low = new double[3 * N];
    Arrays.fill(low, -2);
    return new LearnedMemory(List.of(5, WIDTH), theta, directions, spread,
        new InputRange(low, high), used);
  }

  /** Weights phi_j = softplus(s_j). */
  private static LossSpec.Trained structured(double... phi) {
    double[] s = Arrays.stream(phi)
        .map(weight -> weight > 30 ? weight : Math.log(Math.expm1(weight))).toArray();
    return new LossSpec.Trained(new LossSpec.Structured(),
        new Parameters(List.of(new DMatrixRMaj(s.length, 1, true, s))));
  }

  /** Numbers within the range of the training. */
  private double[] state() {
    return Arrays.stream(draw.array(N)).map(x -> Math.clamp(x, -1.9, 1.9)).toArray();
  }

  private OnlineModel model() {
    return new NetworkMemorySpec(memory, loss, LEAK).build(N, scaling, draw.generator());
  }

  /** f_theta0 and z by the batch pass of the network, at a scaled input. */
  private double[] meanAndFeatures(double[] q, double[] qd, double[] qdd, double load) {
    DMatrixRMaj x = new DMatrixRMaj(1, 3 * N + 1);
    scaling.inputInto(q, qd, qdd, x.data, 0);
    x.data[3 * N] = load;
    MlpWorkspace ws = mlp.newWorkspace(1);
    double[] f = mlp.forward(theta, x, ws).data.clone();
    Mlp below = Mlp.of(3 * N + 1, List.of(5), WIDTH);
    MlpWorkspace hidden = below.newWorkspace(1);
    DMatrixRMaj a = below.forward(theta.slice(0, 4), x, hidden);
    double[] all = Arrays.copyOf(f, N + COUNT);
    for (int i = 0; i < COUNT; i++) {
      double z = directions.get(i, WIDTH);
      for (int k = 0; k < WIDTH; k++) {
        z += directions.get(i, k) * Math.max(0, a.data[k]);
      }
      all[N + i] = z;
    }
    return all;
  }

  /** A model that was right for the mean arm long enough to be trusted, and is so still. */
  private OnlineModel trusted() {
    OnlineModel model = model();
    double[] rest = new double[N];
    for (int i = 0; i < 60; i++) {
      double[] q = state();
      model.learn(q, rest, rest, torqueOf(new double[COUNT], q, rest, rest));
    }
    return model;
  }

  @Test
  void shouldPredictWhatIsRightForTheMeanOfAllArmsOnceThatHasBeenRightForAWhile() {
    double[] q = state();
    double[] rest = new double[N];
    OnlineModel fresh = model();
    fresh.predictInto(q, rest, rest, u);
    assertThat(Arrays.stream(u).map(Math::abs).sum()).isZero();
    trusted().predictInto(q, rest, rest, u);
    double[] expected = torqueOf(new double[COUNT], q, rest, rest);
    for (int j = 0; j < N; j++) {
      assertThat(u[j]).isCloseTo(expected[j], within(1e-6));
    }
  }

  @Test
  void shouldGiveNoTorqueToAnArmThatIsUnlikeAllOfItsTraining() {
    OnlineModel model = new NetworkMemorySpec(memory, structured(1e-9, 1e-9), LEAK).build(N,
        scaling, draw.generator());
    double[] rest = new double[N];
    for (int i = 0; i < 100; i++) {
      double[] q = state();
      double[] opposite = torqueOf(new double[COUNT], q, rest, rest);
      for (int j = 0; j < N; j++) {
        opposite[j] = -opposite[j];
      }
      model.learn(q, rest, rest, opposite);
    }
    model.predictInto(new double[N], rest, rest, u);
    assertThat(Arrays.stream(u).map(Math::abs).sum()).isZero();
  }

  @Test
  void shouldStandAtTheMinimumOfTheLossAndThePriorAfterEverySample() {
    OnlineModel model = model();
    double[] phi = {4, 9};
    DMatrixRMaj[] normal = {CommonOps_DDRM.identity(COUNT), CommonOps_DDRM.identity(COUNT)};
    DMatrixRMaj[] right = {new DMatrixRMaj(COUNT, 1), new DMatrixRMaj(COUNT, 1)};
    for (int i = 0; i < 40; i++) {
      double[] q = state();
      double[] qd = state();
      double[] qdd = state();
      double[] tau = draw.array(N);
      double load = i % 2;
      double[] f = meanAndFeatures(q, qd, qdd, load);
      model.carry(load);
      assertThat(model.learn(q, qd, qdd, tau)).isEqualTo(LearnOutcome.UPDATED);
      for (int j = 0; j < N; j++) {
        // d/dw of phi_j (f_j - tau_j)^2 + |w|^2 is zero, f_j = f_theta0,j + spread_j w . z
        DMatrixRMaj z = new DMatrixRMaj(COUNT, 1, true, Arrays.copyOfRange(f, N, N + COUNT));
        CommonOps_DDRM.scale(spread[j], z);
        CommonOps_DDRM.multAddTransB(phi[j], z, z, normal[j]);
        CommonOps_DDRM.addEquals(right[j], phi[j] * (tau[j] / scaling.tauMax()[j] - f[j]), z);
        DMatrixRMaj w = new DMatrixRMaj(COUNT, 1);
        CommonOps_DDRM.solve(normal[j], right[j], w);
        for (int k = 0; k < COUNT; k++) {
          assertThat(model.theta().block(j).get(0, k)).as("joint %d sample %d", j, i)
              .isCloseTo(w.get(k), within(1e-6));
        }
      }
    }
  }

  @Test
  void shouldLearnAnArmOfItsFamilyFromFewSamplesAndKnowItElsewhere() {
    OnlineModel model = new NetworkMemorySpec(memory, structured(1e4, 1e4), LEAK).build(N, scaling,
        draw.generator());
    double[] w = {0.7, -1.2, 0.4};
    for (int i = 0; i < 80; i++) {
      double[] q = state();
      double[] qd = state();
      double[] qdd = state();
      model.learn(q, qd, qdd, torqueOf(w, q, qd, qdd));
    }
    double[] q = state();
    double[] elsewhere = {-q[0], 1.9};
    double[] rest = new double[N];
    double[] expected = torqueOf(w, elsewhere, rest, rest);
    model.predictInto(elsewhere, rest, rest, u);
    for (int j = 0; j < N; j++) {
      assertThat(u[j]).isCloseTo(expected[j], within(0.02 * Math.abs(expected[j]) + 0.02));
    }
  }

  private double[] torqueOf(double[] w, double[] q, double[] qd, double[] qdd) {
    double[] f = meanAndFeatures(q, qd, qdd, 0);
    double[] tau = new double[N];
    for (int j = 0; j < N; j++) {
      double sum = f[j];
      for (int k = 0; k < COUNT; k++) {
        sum += spread[j] * w[k] * f[N + k];
      }
      tau[j] = sum * scaling.tauMax()[j];
    }
    return tau;
  }

  @Test
  void shouldTellALoadFromNone() {
    OnlineModel model = trusted();
    double[] q = {0.2, 0.1};
    double[] rest = new double[N];
    model.predictInto(q, rest, rest, u);
    double[] empty = u.clone();
    model.carry(1);
    model.predictInto(q, rest, rest, u);
    assertThat(u).isNotEqualTo(empty);
    double[] expected = meanAndFeatures(q, rest, rest, 1);
    assertThat(u[0]).isCloseTo(expected[0] * 50, within(1e-6));
  }

  @Test
  void shouldFadeOutWhereNoArmWasSeenAndLearnNothingThere() {
    OnlineModel model = trusted();
    double[] before = model.theta().toArray();
    double[] rest = new double[N];
    double[] q = {2, 0};
    model.predictInto(q, rest, rest, u);
    double atTheEdge = u[0];
    assertThat(atTheEdge).isNotZero();
    q[0] = 3.1;
    model.predictInto(q, rest, rest, u);
    assertThat(Arrays.stream(u).map(Math::abs).sum()).isZero();
    model.learn(q, rest, rest, new double[]{10, 5});
    assertThat(Arrays.stream(model.theta().toArray()).map(Math::abs).sum())
        .isLessThanOrEqualTo(Arrays.stream(before).map(Math::abs).sum());
    assertThat(model.report().outOfRange).isEqualTo(1);
    q[0] = 1e300;
    model.predictInto(q, rest, rest, u);
    assertThat(Arrays.stream(u).map(Math::abs).sum()).isZero();
  }

  @Test
  void shouldGoOnFromItsWholeStateToTheBit() {
    OnlineModel model = model();
    for (int i = 0; i < 50; i++) {
      model.learn(draw.array(N), draw.array(N), draw.array(N), draw.array(N));
    }
    StateBlocks state = new StateBlocks();
    model.collectState(state);
    double[] values = new double[state.size()];
    state.copyInto(values);
    OnlineModel other = model();
    StateBlocks into = new StateBlocks();
    other.collectState(into);
    into.restore(values);
    double[] x = draw.array(N);
    model.learn(x, x, x, x);
    other.learn(x, x, x, x);
    assertThat(other.theta().toArray()).containsExactly(model.theta().toArray());
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
    NetworkMemorySpec spec = new NetworkMemorySpec(memory, structured(0.1, 0.1), 1e-4);
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

  @Test
  void shouldAllocateNothing() {
    OnlineModel model = model();
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
    NetworkMemorySpec spec = new NetworkMemorySpec(memory, loss, LEAK);
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
  }

  @Test
  void shouldRefuseAMemoryWhosePartsDoNotFit() {
    assertThatThrownBy(() -> new LearnedMemory(List.of(5), theta, directions, spread,
        memory.range(), scaling)).hasMessageContaining("finite parameters of its shapes");
    assertThatThrownBy(() -> new LearnedMemory(List.of(5, WIDTH), theta, new DMatrixRMaj(2, 4),
        spread, memory.range(), scaling))
        .hasMessage("Network memory: must have directions of 7 numbers, got 4.");
    assertThatThrownBy(() -> new LearnedMemory(List.of(5, WIDTH), theta, directions,
        new double[]{1, 0}, memory.range(), scaling)).hasMessageContaining("spread above 0");
    assertThatThrownBy(() -> new LearnedMemory(List.of(5, WIDTH), theta, directions, spread,
        new InputRange(new double[2], new double[2]), scaling))
        .hasMessage("Network memory: must have a range of 6 inputs, got 2.");
    assertThatThrownBy(() -> new InputRange(new double[]{1}, new double[]{0}))
        .hasMessage("Trained range: bounds must be finite and in order, got [1.0] below [0.0].");
  }
}
