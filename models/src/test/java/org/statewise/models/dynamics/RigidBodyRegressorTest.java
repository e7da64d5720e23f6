package org.statewise.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.arm.Vec3;

class RigidBodyRegressorTest {
  private static final double EPS = 0.02;
  private final Random random = new Random(3);

  private static double[] torques(double[] y, double[] pi, int n) {
    double[] tau = new double[n];
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < pi.length; i++) {
        tau[j] += y[j * pi.length + i] * pi[i];
      }
    }
    return tau;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 7, 9})
  void shouldGiveTheTorquesOfInverseDynamicsForAnyArm(int n) {
    for (long seed = 1; seed <= 5; seed++) {
      ArmModel arm = Arms.random(n, seed);
      RigidBodyRegressor regressor = new RigidBodyRegressor(arm, EPS);
      RigidBody body = new RigidBody(arm);
      double[] pi = new double[regressor.columns()];
      regressor.nominalInto(pi);
      double[] y = new double[n * pi.length];
      double[] expected = new double[n];
      for (int sample = 0; sample < 20; sample++) {
        double[] q = Arms.vector(random, n, 3);
        double[] qd = Arms.vector(random, n, 2);
        double[] qdd = Arms.vector(random, n, 10);
        regressor.regressorInto(q, qd, qdd, y);
        body.inverseDynamicsInto(q, qd, qdd, expected);
        assertThat(torques(y, pi, n)).containsExactly(expected, within(1e-9));
      }
    }
  }

  @Test
  void shouldGiveTheColumnsOfMassAndFirstMomentAloneToo() {
    int n = 5;
    RigidBodyRegressor regressor = new RigidBodyRegressor(Arms.random(n, 2), EPS);
    double[] whole = new double[n * regressor.columns()];
    int columns = RigidBodyRegressor.STATIC_PER_JOINT * n;
    double[] part = new double[n * columns];
    double[] q = Arms.vector(random, n, 3);
    double[] qd = Arms.vector(random, n, 2);
    double[] qdd = Arms.vector(random, n, 10);
    regressor.regressorInto(q, qd, qdd, whole);
    regressor.staticInto(q, qd, qdd, part);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < columns; i++) {
        int column = RigidBodyRegressor.PER_JOINT * (i / RigidBodyRegressor.STATIC_PER_JOINT)
            + i % RigidBodyRegressor.STATIC_PER_JOINT;
        assertThat(part[j * columns + i]).isEqualTo(whole[j * regressor.columns() + column]);
      }
    }
    assertThat(Arrays.stream(part).map(Math::abs).sum()).isPositive();
  }

  @Test
  void shouldPutAPayloadIntoTheLastLinksParameters() {
    ArmModel arm = ShippedArms.load("iiwa7");
    int n = arm.jointCount();
    RigidBodyRegressor regressor = new RigidBodyRegressor(arm, EPS);
    double m = 0.857;
    double z = 0.12;
    double[] payload = new double[regressor.columns()];
    int last = RigidBodyRegressor.PER_JOINT * (n - 1);
    payload[last + RigidBodyRegressor.MASS] = m;
    payload[last + RigidBodyRegressor.FIRST_MOMENT + 2] = m * z;
    payload[last + RigidBodyRegressor.SECOND_MOMENT] = m * z * z;
    payload[last + RigidBodyRegressor.SECOND_MOMENT + 1] = m * z * z;
    double[] q = Arms.vector(random, n, 2);
    double[] qd = Arms.vector(random, n, 2);
    double[] qdd = Arms.vector(random, n, 5);
    double[] y = new double[n * payload.length];
    regressor.regressorInto(q, qd, qdd, y);
    RigidBody body = new RigidBody(arm);
    double[] without = new double[n];
    body.inverseDynamicsInto(q, qd, qdd, without);
    body.setPayload(new Payload(m, new Vec3(0, 0, z)));
    double[] with = new double[n];
    body.inverseDynamicsInto(q, qd, qdd, with);
    double[] difference = torques(y, payload, n);
    for (int j = 0; j < n; j++) {
      assertThat(difference[j]).isEqualTo(with[j] - without[j], within(1e-9));
    }
  }

  @Test
  void shouldHaveFrictionInTheMovingJointsColumnsAlone() {
    ArmModel arm = Arms.random(2, 1);
    RigidBodyRegressor regressor = new RigidBodyRegressor(arm, EPS);
    double[] friction = new double[regressor.columns()];
    friction[RigidBodyRegressor.PER_JOINT + RigidBodyRegressor.VISCOUS] = 3;
    friction[RigidBodyRegressor.PER_JOINT + RigidBodyRegressor.COULOMB] = 5;
    double[] y = new double[2 * friction.length];
    regressor.regressorInto(new double[]{1, 2}, new double[]{0.3, -0.01}, new double[2], y);
    assertThat(torques(y, friction, 2))
        .containsExactly(new double[]{0, -0.03 + 5 * Math.tanh(-0.5)}, within(1e-12));
  }

  @Test
  void shouldAllocateNothing() {
    ArmModel arm = Arms.random(7, 1);
    RigidBodyRegressor regressor = new RigidBodyRegressor(arm, EPS);
    double[] y = new double[7 * regressor.columns()];
    double[] x = Arms.vector(random, 7, 1);
    assertThat(AllocationProbe.bytesPerCall(3000, 300,
        () -> regressor.regressorInto(x, x, x, y))).isZero();
    assertThat(regressor.multiplyAdds()).isPositive();
    assertThat(regressor.jointCount()).isEqualTo(7);
  }

  @Test
  void shouldRefuseAStepWithoutWidth() {
    assertThatThrownBy(() -> new RigidBodyRegressor(Arms.random(1, 1), 0))
        .hasMessage("epsRadPerS must be positive and finite, but is 0.0");
  }
}
