package org.statewise.models.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.statewise.models.loss.LossSpec;

final class NetworkMemoryModelTest extends NetworkMemoryFixture {
  @Test
  void shouldPredictWhatIsRightForTheMeanOfAllArmsOnceThatHasBeenRightForAWhile() {
    double[] q = state();
    double[] rest = new double[N];
    OnlineModel fresh = model();
    fresh.predictInto(q, rest, rest, u);
    assertThat(Arrays.stream(u).map(Math::abs).sum()).isZero();
    OnlineModel trusted = trusted();
    assertThat(Arrays.stream(trusted.report().confidence).min()).hasValueCloseTo(1.0, within(0.03));
    assertThat(Arrays.stream(trusted.report().confidence).max().orElseThrow())
        .isLessThanOrEqualTo(1);
    trusted.predictInto(q, rest, rest, u);
    double[] expected = torqueOf(new double[COUNT], q, rest, rest);
    for (int j = 0; j < N; j++) {
      assertThat(u[j]).isCloseTo(expected[j], within(1e-6));
    }
  }

  @Test
  void shouldGiveNoTorqueToAnArmThatIsUnlikeAllOfItsTraining() {
    OnlineModel model = model(structured(1e-9, 1e-9));
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
        DMatrixRMaj z = new DMatrixRMaj(COUNT, 1, true,
            Arrays.copyOfRange(f, N + j * COUNT, N + (j + 1) * COUNT));
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
    OnlineModel model = model(structured(1e4, 1e4));
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
    assertThat(model.report().confidence).containsOnly(0);
    q[0] = 1e300;
    model.predictInto(q, rest, rest, u);
    assertThat(Arrays.stream(u).map(Math::abs).sum()).isZero();
  }

  @Test
  void shouldLearnByALossThatLooksAtTheLoop() {
    OnlineModel constant = model(structured(100, 100));
    OnlineModel byState = model(logLinear(Math.log(100), 0));
    OnlineModel lessAtRest = model(logLinear(Math.log(100), -1));
    double[] rest = new double[N];
    for (int i = 0; i < 20; i++) {
      double[] q = state();
      double[] tau = torqueOf(new double[]{0.5, 0.2, -0.1}, q, rest, rest);
      for (OnlineModel model : List.of(constant, byState, lessAtRest)) {
        assertThat(model.learn(q, rest, rest, tau)).isEqualTo(LearnOutcome.UPDATED);
      }
    }
    assertThat(byState.theta().toArray()).containsExactly(constant.theta().toArray(),
        within(1e-9));
    assertThat(byState.report().phi).containsExactly(new double[]{100, 100}, within(1e-9));
    // At rest the second input is 1: B tanh(-1 / B) of the logarithm is lost.
    double bound = Math.log(25);
    assertThat(lessAtRest.report().phi[0])
        .isCloseTo(100 * Math.exp(bound * Math.tanh(-1 / bound)), within(1e-9));
    assertThat(lessAtRest.theta().toArray()).isNotEqualTo(constant.theta().toArray());
  }

  @Test
  void shouldRefuseALossOfOtherInputs() {
    assertThatThrownBy(() -> spec(new LossSpec.LogLinear(3), LEAK))
        .hasMessage("Network memory: a log-linear loss must have 7 inputs a joint, got 3.");
  }
}
