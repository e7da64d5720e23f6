package org.statewise.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.arm.Vec3;

class RigidBodyTest {
  private final Random random = new Random(20);

  static Stream<ArmModel> arms() {
    return Stream.of(ShippedArms.load("iiwa7"), ShippedArms.load("iiwa14"),
        Arms.random(1, 1), Arms.random(4, 2), Arms.random(9, 3));
  }

  @Test
  void shouldAgreeWithTheTextbooksPlanarArm() {
    double l1 = 0.7;
    double c1 = 0.3;
    double m1 = 2;
    double c2 = 0.25;
    double m2 = 1.5;
    RigidBody body = new RigidBody(Arms.planar(l1, c1, m1, 0.04, c2, m2, 0.03));
    for (int i = 0; i < 100; i++) {
      double[] q = Arms.vector(random, 2, 3);
      double[] v = Arms.vector(random, 2, 3);
      double[] a = Arms.vector(random, 2, 5);
      double cos = Math.cos(q[1]);
      double sin = Math.sin(q[1]);
      double m22 = 0.03 + m2 * c2 * c2;
      double m12 = m22 + m2 * l1 * c2 * cos;
      double m11 = 0.04 + m1 * c1 * c1 + m2 * l1 * l1 + m22 + 2 * m2 * l1 * c2 * cos;
      double k = m2 * l1 * c2 * sin;
      double g2 = 9.81 * m2 * c2 * Math.cos(q[0] + q[1]);
      double g1 = 9.81 * (m1 * c1 + m2 * l1) * Math.cos(q[0]) + g2;
      double[] tau = new double[2];

      body.inverseDynamicsInto(q, v, a, tau);

      assertThat(tau[0]).isCloseTo((m11 + 0.3) * a[0] + m12 * a[1]
          - k * v[1] * (2 * v[0] + v[1]) + g1, within(1e-12));
      assertThat(tau[1]).isCloseTo(m12 * a[0] + (m22 + 0.2) * a[1] + k * v[0] * v[0] + g2,
          within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("arms")
  void shouldSatisfyLagrangesEquation(ArmModel arm) {
    int n = arm.jointCount();
    RigidBody body = new RigidBody(arm);
    body.setPayload(new Payload(0.857, new Vec3(0.02, -0.01, 0.12)));
    double[] tau = new double[n];
    for (int i = 0; i < 20; i++) {
      double[] q = Arms.vector(random, n, 1.5);
      double[] qd = Arms.vector(random, n, 1.5);
      double[] qdd = Arms.vector(random, n, 3);
      body.inverseDynamicsInto(q, qd, qdd, tau);
      for (int j = 0; j < n; j++) {
        // tau_j = d/dt dT/dqd_j - dT/dq_j + dV/dq_j
        assertThat(tau[j]).isCloseTo(lagrange(body, q, qd, qdd, j), within(2e-6));
      }
    }
  }

  private static double lagrange(RigidBody body, double[] q, double[] qd, double[] qdd, int j) {
    double h = 1e-4;
    double later = momentum(body, moved(q, qd, qdd, h), spun(qd, qdd, h), j);
    double earlier = momentum(body, moved(q, qd, qdd, -h), spun(qd, qdd, -h), j);
    double[] up = q.clone();
    double[] down = q.clone();
    up[j] += h;
    down[j] -= h;
    double dTdq = (body.kineticEnergy(up, qd) - body.kineticEnergy(down, qd)) / (2 * h);
    double dVdq = (body.potentialEnergy(up) - body.potentialEnergy(down)) / (2 * h);
    return (later - earlier) / (2 * h) - dTdq + dVdq;
  }

  /** dT/dqd_j; T is quadratic in qd, so a wide central difference is exact. */
  private static double momentum(RigidBody body, double[] q, double[] qd, int j) {
    double[] up = qd.clone();
    double[] down = qd.clone();
    up[j] += 1;
    down[j] -= 1;
    return (body.kineticEnergy(q, up) - body.kineticEnergy(q, down)) / 2;
  }

  private static double[] moved(double[] q, double[] qd, double[] qdd, double t) {
    double[] at = q.clone();
    for (int j = 0; j < q.length; j++) {
      at[j] += qd[j] * t + 0.5 * qdd[j] * t * t;
    }
    return at;
  }

  private static double[] spun(double[] qd, double[] qdd, double t) {
    double[] at = qd.clone();
    for (int j = 0; j < qd.length; j++) {
      at[j] += qdd[j] * t;
    }
    return at;
  }

  @ParameterizedTest
  @MethodSource("arms")
  void shouldInvertItself(ArmModel arm) {
    int n = arm.jointCount();
    RigidBody body = new RigidBody(arm);
    double[] tau = new double[n];
    double[] back = new double[n];
    for (int i = 0; i < 50; i++) {
      double[] q = Arms.vector(random, n, 3);
      double[] qd = Arms.vector(random, n, 2);
      double[] qdd = Arms.vector(random, n, 5);
      body.inverseDynamicsInto(q, qd, qdd, tau);
      body.forwardDynamicsInto(q, qd, tau, back);
      assertThat(back).containsExactly(qdd, within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("arms")
  void shouldHaveAMassMatrixThatAnswersTheInverseDynamics(ArmModel arm) {
    int n = arm.jointCount();
    RigidBody body = new RigidBody(arm);
    DMatrixRMaj m = new DMatrixRMaj(n, n);
    double[] gravity = new double[n];
    double[] tau = new double[n];
    for (int i = 0; i < 20; i++) {
      double[] q = Arms.vector(random, n, 3);
      body.massMatrixInto(q, m);
      assertThat(MatrixFeatures_DDRM.isSymmetric(m, 0)).isTrue();
      assertThat(MatrixFeatures_DDRM.isPositiveDefinite(m)).isTrue();
      double[] qdd = Arms.vector(random, n, 1);
      DMatrixRMaj product = new DMatrixRMaj(n, 1);
      CommonOps_DDRM.mult(m, DMatrixRMaj.wrap(n, 1, qdd), product);
      body.gravityInto(q, gravity);
      body.inverseDynamicsInto(q, new double[n], qdd, tau);
      for (int j = 0; j < n; j++) {
        assertThat(tau[j] - gravity[j]).isCloseTo(product.get(j), within(1e-11));
      }
      assertThat(body.kineticEnergy(q, qdd)).isCloseTo(
          0.5 * CommonOps_DDRM.dot(product, DMatrixRMaj.wrap(n, 1, qdd)), within(1e-12));
    }
  }

  @Test
  void shouldKeepItsEnergyWithoutFriction() {
    // A free fall of one second from an outstretched pose turns about 60 J; a fourth-order
    // integration with steps of 0.5 ms must not lose more than 1e-6 J of them.
    RigidBody body = new RigidBody(ShippedArms.load("iiwa7"));
    double[] q = {0.1, 1.2, 0.3, -0.8, 0.2, 0.9, 0.1};
    double[] qd = new double[7];
    RungeKutta integrator = new RungeKutta(body);
    double before = body.potentialEnergy(q);
    double fastest = 0;
    for (int i = 0; i < 2000; i++) {
      integrator.step(q, qd, 5e-4);
      fastest = Math.max(fastest, body.kineticEnergy(q, qd));
      assertThat(body.potentialEnergy(q) + body.kineticEnergy(q, qd))
          .isCloseTo(before, within(1e-6));
    }
    assertThat(fastest).isGreaterThan(5);
  }

  @Test
  void shouldForgetAPayloadExactly() {
    RigidBody body = new RigidBody(Arms.random(5, 7));
    double[] q = Arms.vector(random, 5, 2);
    double[] bare = new double[5];
    double[] loaded = new double[5];
    double[] after = new double[5];
    body.gravityInto(q, bare);
    body.setPayload(new Payload(3, new Vec3(0.1, 0.2, 0.3)));
    body.setPayload(new Payload(1, new Vec3(0, 0, 0.1)));
    body.gravityInto(q, loaded);
    body.clearPayload();
    body.gravityInto(q, after);

    assertThat(loaded).isNotEqualTo(bare);
    assertThat(after).isEqualTo(bare);
  }

  @Test
  void shouldGiveNoNumberWhereAJointMovesNothing() {
    RigidBody body = new RigidBody(Arms.planar(1, 0, 0, 0, 0, 0, 0));
    double[] qdd = new double[2];
    body.forwardDynamicsInto(new double[2], new double[2], new double[2], qdd);
    assertThat(qdd[0]).isZero();

    Cholesky cholesky = new Cholesky(2);
    assertThat(cholesky.factor(new double[]{1, 1, 1, 1})).isFalse();
    assertThat(cholesky.factor(new double[]{1, 0, 0, Double.NaN})).isFalse();
    assertThat(cholesky.factor(new double[]{4, 0, 2, 3})).isTrue();
  }

  @Test
  void shouldNotAllocate() {
    RigidBody body = new RigidBody(ShippedArms.load("iiwa7"));
    Payload payload = new Payload(0.857, new Vec3(0, 0, 0.12));
    double[] q = {-2.8, 2, 1.5, -1.4, 0.9, 1, -0.1};
    double[] qd = Arms.vector(random, 7, 1);
    double[] tau = new double[7];
    double[] qdd = new double[7];
    DMatrixRMaj m = new DMatrixRMaj(7, 7);
    double[] energy = new double[1];

    long bytes = AllocationProbe.bytesPerCall(5_000, 2_000, () -> {
      body.setPayload(payload);
      body.gravityInto(q, tau);
      body.forwardDynamicsInto(q, qd, tau, qdd);
      body.inverseDynamicsInto(q, qd, qdd, tau);
      body.massMatrixInto(q, m);
      body.equationOfMotionInto(q, qd, m.data, tau);
      energy[0] += body.kineticEnergy(q, qd) + body.potentialEnergy(q);
      body.clearPayload();
    });

    assertThat(bytes).isZero();
  }
}
