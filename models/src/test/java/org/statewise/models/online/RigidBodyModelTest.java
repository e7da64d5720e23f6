package org.statewise.models.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.dynamics.RigidBodyRegressor;

class RigidBodyModelTest {
  private static final double PAYLOAD_KG = 0.857;
  private static final double NOISE = 0.005;
  private static final double SPREAD = 0.05;

  private final ArmModel arm = ShippedArms.load("iiwa7");
  private final int n = arm.jointCount();
  private final RigidBodyRegressor regressor = new RigidBodyRegressor(arm, 0.02);
  private final Scaling scaling = Scaling.uniform(1, 1, 10,
      arm.joints().stream().mapToDouble(joint -> joint.limits().tauMaxNm()).toArray());
  private final double[] q = new double[n];
  private final double[] qd = new double[n];
  private final double[] qdd = new double[n];
  private final double[] tau = new double[n];
  private final double[] y = new double[n * regressor.columns()];

  private RigidBodyModel model(double forgetting) {
    return (RigidBodyModel) new FilterSpec.RigidBodyRls(arm, forgetting, NOISE, SPREAD).build(n,
        scaling, new SplittableRandom(1));
  }

  /** A payload at the flange, and inner links that differ from their description as expected. */
  private double[] truth(RandomGenerator rng) {
    double[] d = DescriptionSpread.of(arm, SPREAD);
    int last = RigidBodyRegressor.PER_JOINT * (n - 1);
    for (int i = 0; i < d.length; i++) {
      boolean inertia = i % RigidBodyRegressor.PER_JOINT < RigidBodyRegressor.VISCOUS;
      d[i] *= i >= last && inertia ? 0 : rng.nextGaussian();
    }
    double z = 0.1;
    d[last + RigidBodyRegressor.MASS] = PAYLOAD_KG;
    d[last + RigidBodyRegressor.FIRST_MOMENT + 2] = PAYLOAD_KG * z;
    d[last + RigidBodyRegressor.SECOND_MOMENT] = PAYLOAD_KG * z * z;
    d[last + RigidBodyRegressor.SECOND_MOMENT + 1] = PAYLOAD_KG * z * z;
    return d;
  }

  private void move(int tick, double[] d, RandomGenerator rng) {
    for (int j = 0; j < n; j++) {
      double omega = 0.7 + 0.37 * j;
      double phase = omega * 0.004 * tick + j;
      q[j] = Math.sin(phase);
      qd[j] = omega * Math.cos(phase);
      qdd[j] = -omega * omega * Math.sin(phase);
    }
    torques(d, rng);
  }

  private void torques(double[] d, RandomGenerator rng) {
    regressor.regressorInto(q, qd, qdd, y);
    for (int j = 0; j < n; j++) {
      tau[j] = NOISE * scaling.newtonMetres(j, rng.nextGaussian());
      for (int i = 0; i < d.length; i++) {
        tau[j] += y[j * d.length + i] * d[i];
      }
    }
  }

  @Test
  void shouldFindThePayloadWithinItsStatedUncertainty() {
    double squares = 0;
    int runs = 10;
    for (int run = 0; run < runs; run++) {
      RandomGenerator rng = new SplittableRandom(run);
      RigidBodyModel model = model(1);
      assertThat(model.payloadMassKg()).isZero();
      assertThat(model.payloadMassSigmaKg()).isEqualTo(5, within(1e-9));
      double[] d = truth(rng);
      for (int tick = 0; tick < 2500; tick++) {
        move(tick, d, rng);
        model.learn(q, qd, qdd, tau);
      }
      double deviations = (model.payloadMassKg() - PAYLOAD_KG) / model.payloadMassSigmaKg();
      assertThat(model.payloadMassSigmaKg()).isLessThan(0.2);
      assertThat(Math.abs(deviations)).isLessThan(3.5);
      squares += deviations * deviations;
    }
    // Were the stated deviation right, the mean square would be 1, give or take 0.45.
    assertThat(squares / runs).isBetween(0.1, 2.5);
  }

  @Test
  void shouldForgetAPayloadThatIsGone() {
    RandomGenerator rng = new SplittableRandom(1);
    RigidBodyModel model = model(0.998);
    double[] d = new double[regressor.columns()];
    d[RigidBodyRegressor.PER_JOINT * (n - 1)] = PAYLOAD_KG;
    for (int tick = 0; tick < 8000; tick++) {
      if (tick == 4000) {
        assertThat(model.payloadMassKg()).isEqualTo(PAYLOAD_KG, within(0.15));
        d = new double[d.length];
      }
      move(tick, d, rng);
      model.learn(q, qd, qdd, tau);
    }
    assertThat(model.payloadMassKg()).isEqualTo(0, within(0.15));
    assertThat(model.payloadMassSigmaKg()).isBetween(0.001, 0.5);
  }

  @Test
  void shouldNotWindUpAtRest() {
    RigidBodyModel model = model(0.999);
    RandomGenerator rng = new SplittableRandom(1);
    double[] d = truth(rng);
    move(1, d, rng);
    Arrays.fill(qd, 0);
    Arrays.fill(qdd, 0);
    torques(d, rng);
    for (int tick = 0; tick < 100_000; tick++) {
      model.learn(q, qd, qdd, tau);
    }
    assertThat(model.payloadMassSigmaKg()).isLessThan(5.5);
    assertThat(model.theta().norm()).isLessThan(100);
    assertThat(model.report().predictionError[1]).isEqualTo(0, within(1.0));
  }

  @Test
  void shouldRefuseAnotherArm() {
    FilterSpec spec = new FilterSpec.RigidBodyRls(arm, 1, 0.01, 0.1);
    assertThatThrownBy(() -> spec.build(2, Scaling.none(2), new SplittableRandom(1)))
        .hasMessageContaining("must have 2 joints, got 7");
    assertThatThrownBy(() -> new FilterSpec.RigidBodyRls(arm, 1, 0, 0.1))
        .hasMessage("Rigid-body model: noise must be above 0 and at most 10, got 0.0.");
  }
}
