package org.statewise.models.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.Draw;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;

/** What holds for every model that learns, whatever it is made of. */
class PeersTest {
  private static final int N = 3;
  private final Scaling scaling = Scaling.uniform(2, 2, 10, new double[]{100, 50, 20});
  private final Draw draw = new Draw(5);
  private final double[] u = new double[N];

  static Stream<OnlineModelSpec> specs() {
    return Peers.all();
  }

  private OnlineModel build(OnlineModelSpec spec) {
    return spec.build(N, scaling, new Draw(6).generator());
  }

  private double[] torque(double[] q, double[] qd) {
    double[] tau = new double[N];
    for (int j = 0; j < N; j++) {
      tau[j] = (5 * Math.sin(q[j]) + 2 * Math.tanh(qd[j] / 0.02) + 3) / (j + 1);
    }
    return tau;
  }

  @ParameterizedTest
  @MethodSource("specs")
  void shouldAddNothingBeforeItHasLearnedSomething(OnlineModelSpec spec) {
    build(spec).predictInto(draw.array(N), draw.array(N), draw.array(N), u);
    assertThat(u).containsOnly(0);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void shouldBringTheErrorDown(OnlineModelSpec spec) {
    OnlineModel model = build(spec);
    double before = 0;
    double after = 0;
    double[] q = new double[N];
    double[] qd = new double[N];
    double[] qdd = new double[N];
    for (int i = 0; i < 4000; i++) {
      for (int j = 0; j < N; j++) {
        double phase = 0.004 * i * (j + 1);
        q[j] = Math.sin(phase);
        qd[j] = (j + 1) * Math.cos(phase);
        qdd[j] = -(j + 1) * (j + 1) * Math.sin(phase);
      }
      double[] tau = torque(q, qd);
      model.predictInto(q, qd, qdd, u);
      double sum = 0;
      double zero = 0;
      for (int j = 0; j < N; j++) {
        sum += (u[j] - tau[j]) * (u[j] - tau[j]);
        zero += tau[j] * tau[j];
      }
      LearnOutcome outcome = model.learn(q, qd, qdd, tau);
      assertThat(outcome).isNotEqualTo(LearnOutcome.REJECTED);
      if (i >= 2000) {
        after += sum;
        before += zero;
      }
    }
    assertThat(after).isLessThan(0.25 * before);
    assertThat(model.report().thetaNorm).isPositive().isFinite();
    assertThat(model.report().stepSize).isFinite();
  }

  @ParameterizedTest
  @MethodSource("specs")
  void shouldRejectWhatIsNoNumberAndBeAsBefore(OnlineModelSpec spec) {
    OnlineModel model = build(spec);
    double[] x = draw.array(N);
    model.learn(x, x, x, torque(x, x));
    double[] before = model.theta().toArray();
    for (double bad : new double[]{Double.NaN, Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY}) {
      double[] broken = {0, bad, 0};
      assertThat(model.learn(broken, x, x, x)).isEqualTo(LearnOutcome.REJECTED);
      assertThat(model.learn(x, broken, x, x)).isEqualTo(LearnOutcome.REJECTED);
      assertThat(model.learn(x, x, broken, x)).isEqualTo(LearnOutcome.REJECTED);
      assertThat(model.learn(x, x, x, broken)).isEqualTo(LearnOutcome.REJECTED);
      assertThat(model.report().stepSize).isZero();
      model.predictInto(broken, x, x, u);
      for (double each : u) {
        assertThat(each).isNaN();
      }
    }
    assertThat(model.theta().toArray()).containsExactly(before);
    assertThat(model.learn(x, x, x, torque(x, x))).isNotEqualTo(LearnOutcome.REJECTED);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void shouldStayFiniteWhateverNumbersCome(OnlineModelSpec spec) {
    OnlineModel model = build(spec);
    double[] sizes = {1e-300, 1, 1e5, 1e20, 1e99, 1e150, 1e200, 1e308};
    for (int i = 0; i < 400; i++) {
      double[] x = draw.array(N);
      double[] wild = draw.array(N);
      for (int j = 0; j < N; j++) {
        wild[j] *= sizes[i % sizes.length];
      }
      model.learn(i % 5 == 0 ? wild : x, i % 5 == 1 ? wild : x, i % 5 == 2 ? wild : x,
          i % 5 >= 3 ? wild : x);
      assertThat(model.theta().allFinite()).isTrue();
      assertThat(model.report().thetaNorm).isFinite();
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void shouldAllocateNothing(OnlineModelSpec spec) {
    OnlineModel model = build(spec);
    double[][] xs = {draw.array(N), draw.array(N), draw.array(N)};
    double[] broken = {0, Double.NaN, 0};
    Parameters snapshot = model.theta().newLike();
    int[] at = {0};
    assertThat(AllocationProbe.bytesPerCall(3000, 300, () -> {
      double[] x = xs[at[0]++ % xs.length];
      model.predictInto(x, x, x, u);
      model.learn(x, x, x, x);
      model.learn(x, x, x, broken);
      model.report();
      model.snapshotInto(snapshot);
    })).isZero();
  }

  @ParameterizedTest
  @MethodSource("specs")
  void shouldPredictTheSameFromASnapshot(OnlineModelSpec spec) {
    OnlineModel model = build(spec);
    for (int i = 0; i < 20; i++) {
      double[] x = draw.array(N);
      model.learn(x, x, x, torque(x, x));
    }
    Parameters snapshot = model.theta().newLike();
    model.snapshotInto(snapshot);
    OnlineModel other = build(spec);
    other.restore(snapshot);
    double[] x = draw.array(N);
    model.predictInto(x, x, x, u);
    double[] again = new double[N];
    other.predictInto(x, x, x, again);
    assertThat(again).containsExactly(u);
    assertThatThrownBy(() -> other.restore(new Mlp(11, 13).newParameters()))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("got 156");
  }

  @ParameterizedTest
  @MethodSource("specs")
  void shouldReportWhatItIs(OnlineModelSpec spec) {
    OnlineModel model = build(spec);
    assertThat(model.joints()).isEqualTo(N);
    assertThat(model.multiplyAddsPerUpdate()).isPositive();
    assertThat(spec.word()).isNotBlank();
    assertThatThrownBy(() -> spec.build(N + 1, scaling, draw.generator()))
        .hasMessage("Scaling: must have constants for 4 joints, got 3.");
  }
}
