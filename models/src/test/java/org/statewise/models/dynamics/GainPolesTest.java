package org.statewise.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointGains;
import org.statewise.models.arm.JointLimits;
import org.statewise.models.arm.ShippedArms;

/**
 * Where the poles of the shipped arms' PD gains lie with the whole inertia, links and rotor; the figures
 * are those of {@code models/docs/arm-format.md}.
 */
class GainPolesTest {
  private static final int N = 7;
  private static final List<Double> WORK = List.of(0.0, 0.5, 0.0, -1.4, 0.0, 1.0, 0.0);

  @ParameterizedTest
  @CsvSource({
    // arm, joint, rad/s at q = 0, lowest and highest anywhere, least damping ratio anywhere
    "iiwa7, 1, 10.9, 6.5, 11.0, 0.42", "iiwa7, 2, 6.8, 6.8, 8.3, 0.69",
    "iiwa7, 3, 6.6, 6.1, 6.7, 0.63", "iiwa7, 4, 5.8, 5.8, 5.9, 0.68",
    "iiwa7, 5, 7.5, 7.5, 7.6, 0.70", "iiwa7, 6, 5.05, 5.0, 5.1, 0.69",
    "iiwa7, 7, 3.8, 3.7, 3.9, 0.69",
    "iiwa14, 1, 8, 5.0, 8.1, 0.44", "iiwa14, 2, 8, 7.9, 10.8, 0.69",
    "iiwa14, 3, 8, 7.1, 8.1, 0.62", "iiwa14, 4, 8, 7.9, 8.2, 0.69",
    "iiwa14, 5, 8, 7.9, 8.1, 0.69", "iiwa14, 6, 8, 7.9, 8.1, 0.69",
    "iiwa14, 7, 8, 7.9, 8.1, 0.69"})
  void shouldHaveEachJointsPolesWhereTheDocsPutThem(String name, int joint, double atZero,
      double lowest, double highest, double leastDamping) {
    ArmModel arm = ShippedArms.load(name);
    RigidBody body = new RigidBody(arm);
    JointGains gains = arm.joints().get(joint - 1).gains();

    double upright = inertia(body, new double[N], joint - 1);
    assertThat(omega(gains, upright)).isCloseTo(atZero, within(0.06));
    assertThat(zeta(gains, upright)).isCloseTo(0.7, within(0.025));
    for (double[] q : poses(arm)) {
      double inertia = inertia(body, q, joint - 1);
      assertThat(omega(gains, inertia)).isBetween(lowest, highest);
      assertThat(zeta(gains, inertia)).isGreaterThan(leastDamping);
    }
  }

  /** M qdd + Kd qd + Kp q = 0, coupled: the poles of one joint alone are not yet those of the arm. */
  @ParameterizedTest
  @CsvSource({"iiwa7, 3.7, 11.0, 0.42", "iiwa14, 5.0, 10.9, 0.43"})
  void shouldDampEveryPoleOfTheWholeArm(String name, double slowest, double fastest,
      double leastDamping) {
    ArmModel arm = ShippedArms.load(name);
    RigidBody body = new RigidBody(arm);
    for (double[] q : poses(arm)) {
      for (Complex_F64 pole : poles(arm, body, q)) {
        assertThat(pole.getMagnitude()).isBetween(slowest, fastest);
        assertThat(-pole.getReal() / pole.getMagnitude()).isGreaterThan(leastDamping);
      }
    }
  }

  private static List<Complex_F64> poles(ArmModel arm, RigidBody body, double[] q) {
    DMatrixRMaj mass = DMatrixRMaj.wrap(N, N, mass(body, q));
    DMatrixRMaj feedback = new DMatrixRMaj(N, 2 * N);
    for (int j = 0; j < N; j++) {
      feedback.set(j, j, -arm.joints().get(j).gains().kpNmPerRad());
      feedback.set(j, N + j, -arm.joints().get(j).gains().kdNmSPerRad());
    }
    DMatrixRMaj acceleration = new DMatrixRMaj(N, 2 * N);
    assertThat(CommonOps_DDRM.solve(mass, feedback, acceleration)).isTrue();
    // d/dt (q, qd) = (0 I; -M^-1 Kp, -M^-1 Kd) (q, qd)
    DMatrixRMaj system = new DMatrixRMaj(2 * N, 2 * N);
    CommonOps_DDRM.insert(acceleration, system, N, 0);
    for (int j = 0; j < N; j++) {
      system.set(j, N + j, 1);
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(2 * N, false);
    assertThat(eigen.decompose(system)).isTrue();
    List<Complex_F64> poles = new ArrayList<>();
    for (int i = 0; i < eigen.getNumberOfEigenvalues(); i++) {
      poles.add(eigen.getEigenvalue(i));
    }
    return poles;
  }

  /** Upright, at work, stretched out, and drawn from all over the position limits. */
  private static List<double[]> poses(ArmModel arm) {
    List<double[]> poses = new ArrayList<>();
    poses.add(new double[N]);
    poses.add(WORK.stream().mapToDouble(Double::doubleValue).toArray());
    poses.add(new double[]{0, Math.PI / 2, 0, 0, 0, 0, 0});
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 500; i++) {
      double[] q = new double[N];
      for (int j = 0; j < N; j++) {
        JointLimits limits = arm.joints().get(j).limits();
        q[j] = random.nextDouble(limits.qMinRad(), limits.qMaxRad());
      }
      poses.add(q);
    }
    return poses;
  }

  private static double inertia(RigidBody body, double[] q, int joint) {
    return mass(body, q)[joint * N + joint];
  }

  private static double[] mass(RigidBody body, double[] q) {
    double[] mass = new double[N * N];
    body.equationOfMotionInto(q, new double[N], mass, new double[N]);
    return mass;
  }

  private static double omega(JointGains gains, double inertia) {
    return Math.sqrt(gains.kpNmPerRad() / inertia);
  }

  private static double zeta(JointGains gains, double inertia) {
    return gains.kdNmSPerRad() / (2 * Math.sqrt(gains.kpNmPerRad() * inertia));
  }
}
