package org.statewise.bridge.sim;

import java.util.Arrays;
import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Payload;
import org.statewise.models.dynamics.JointFrictionModel;
import org.statewise.models.dynamics.RigidBody;

/**
 * The mechanics of a simulated arm: rigid bodies, friction that sticks, and stops. One step of
 * length h is semi-implicit: gyroscopic and gravity torques are those before it, friction, damping
 * and stops those after it, so that no stiffness makes it unstable:
 *
 * <pre>
 * (M + h D) v' = M v + h (tau + tauExt - c - g) + friction,  q' = q + h v'
 * </pre>
 *
 * Dry friction is bounded by its Stribeck level at the speed before the step and solved exactly for
 * sticking by {@link FrictionSolver}.
 */
final class ArmPlant implements ArmMechanics {
  final double[] q;
  final double[] qd;
  /** A stop's spring: the torque limit of a strong joint presses it in by a hundredth of a radian. */
  private static final double STOP_NM_PER_RAD = 20_000;
  private static final double STOP_NM_S_PER_RAD = 200;

  private final int n;
  private final double h;
  private final RigidBody body;
  private final JointFrictionModel friction;
  private final FrictionSolver solver;
  private final double[] qMin;
  private final double[] qMax;
  private final double[] a;
  private final double[] p;
  private final double[] bound;

  /** What the brakes bear beside the weight. */
  private final double[] brakeTorque;
  private final double[] applied;
  private boolean braked = true;

  /** @throws IllegalArgumentException if a joint of the arm moves no inertia */
  ArmPlant(SimulatedArmConfig config) {
    ArmModel arm = config.arm();
    n = arm.jointCount();
    h = config.timing().innerStepNs() * 1e-9;
    body = new RigidBody(arm);
    // Only level and viscous friction are used here: the width of the smooth form plays no part.
    friction = new JointFrictionModel(arm, 1);
    solver = new FrictionSolver(n);
    q = config.q0Rad().stream().mapToDouble(Double::doubleValue).toArray();
    qd = new double[n];
    qMin = arm.joints().stream().mapToDouble(joint -> joint.limits().qMinRad()).toArray();
    qMax = arm.joints().stream().mapToDouble(joint -> joint.limits().qMaxRad()).toArray();
    a = new double[n * n];
    p = new double[n];
    bound = new double[n];
    brakeTorque = new double[n];
    applied = new double[n];
    double[] qdd = new double[n];
    body.forwardDynamicsInto(q, qd, qd, qdd);
    if (!Double.isFinite(qdd[0])) {
      throw new IllegalArgumentException(
          "every joint of " + arm.name()
              + " must move some inertia to be simulated, but one does not");
    }
  }

  @Override
  @HotPath
  public void attach(Payload payload) {
    body.setPayload(payload);
  }

  @Override
  @HotPath
  public void release() {
    body.clearPayload();
  }

  /** The torque that holds the arm and its load against gravity, Nm. */
  @HotPath
  void gravityInto(double[] tau) {
    body.gravityInto(q, tau);
  }

  @Override
  public double energy() {
    return body.kineticEnergy(q, qd) + body.potentialEnergy(q);
  }

  /** Rigid joints have no motor whose friction could be told from that of the joint. */
  @Override
  @HotPath
  public void compensateFriction(int j, boolean on) {}

  @Override
  @HotPath
  public double[] encoderQ() {
    return q;
  }

  @Override
  @HotPath
  public double[] encoderQd() {
    return qd;
  }

  @Override
  @HotPath
  public double[] linkQ() {
    return q;
  }

  @Override
  @HotPath
  public void jointTorqueInto(double[] tau) {
    if (braked) {
      gravityInto(tau);
      for (int j = 0; j < n; j++) {
        tau[j] -= brakeTorque[j];
      }
    } else {
      System.arraycopy(applied, 0, tau, 0, n);
    }
  }

  @Override
  @HotPath
  public void brake() {
    braked = true;
    Arrays.fill(qd, 0);
  }

  @Override
  @HotPath
  public void stepBraked(double[] external) {
    // Rigid joints stand exactly.
    System.arraycopy(external, 0, brakeTorque, 0, n);
  }

  /** The damping is implicit, and thus stable at any size. */
  @Override
  @HotPath
  public void step(double[] tau, double[] damping, double[] external) {
    braked = false;
    System.arraycopy(tau, 0, applied, 0, n);
    body.equationOfMotionInto(q, qd, a, p);
    for (int j = 0; j < n; j++) {
      // p = M v + h (tau + tauExt - c - g)
      double momentum = h * (tau[j] + external[j] - p[j]);
      for (int k = 0; k < n; k++) {
        momentum += a[j * n + k] * qd[k];
      }
      p[j] = momentum;
      bound[j] = h * friction.level(j, qd[j]);
    }
    for (int j = 0; j < n; j++) {
      a[j * n + j] += h * (friction.viscous(j) + damping[j]);
      pushBack(j);
    }
    solver.solve(a, p, bound, qd);
    for (int j = 0; j < n; j++) {
      q[j] += h * qd[j];
    }
  }

  /**
   * Adds a stop's spring, -k (q + h v' - limit), and its damper while the joint goes further in.
   */
  @HotPath
  private void pushBack(int j) {
    double beyond = 0;
    if (q[j] > qMax[j]) {
      beyond = q[j] - qMax[j];
    } else if (q[j] < qMin[j]) {
      beyond = q[j] - qMin[j];
    }
    if (beyond != 0) {
      double d = beyond * qd[j] > 0 ? STOP_NM_S_PER_RAD : 0;
      p[j] -= h * STOP_NM_PER_RAD * beyond;
      a[j * n + j] += h * (d + h * STOP_NM_PER_RAD);
    }
  }
}
