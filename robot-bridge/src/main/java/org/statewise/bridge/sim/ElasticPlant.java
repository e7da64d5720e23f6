package org.statewise.bridge.sim;

import java.util.List;
import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Payload;
import org.statewise.models.dynamics.Cholesky;
import org.statewise.models.dynamics.RigidBody;

/**
 * The mechanics of an arm whose joints are elastic: a motor side theta and a link side q each, a spring
 * and damper between them, the cabinet's inner torque loop and friction at the motor (Albu-Schaeffer,
 * Ott and Hirzinger, 2007; numbers in {@link ElasticJoint}):
 *
 * <pre>
 * tau_J = K (theta - q) + D (thetaDot - qDot)
 * M(q) qdd + c + g = tau_J + tau_ext,     B thetaDdot + tau_f(thetaDot, z) + tau_J = tau_m
 * tau_m = tau_c + kT (tau_c - tau_J) - kS dtau_J/dt, cut off at the motor's limit
 * </pre>
 *
 * <p>M, c and g are those of the middle of a step, extrapolated from the last one; everything that is stiff (spring, damper, inner
 * loop, presliding, viscous friction) is taken at the middle of each of its substeps, by the implicit
 * midpoint rule. That rule neither adds nor takes energy from a linear spring, and is stable at any
 * stiffness. Each motor's new speed is an affine function of its link's, x = a + b y with 0 &lt;= b
 * &lt; 1, so that one positive definite system of the size of the arm remains:
 *
 * <pre>(M + h G (1 - b)) y = M v + h (P - c - g),   G = h K / 4 + D / 2</pre>
 *
 * <p>One thread; nothing allocates after construction.
 */
final class ElasticPlant {
  /** Substeps resolve the fastest of the torque loops with so many radians a step at most. */
  private static final double MAX_RAD_A_STEP = 0.03;

  /** Link side, rad. */
  final double[] q;
  /** Link side, rad/s. */
  final double[] qd;
  /** Motor side, rad: what the encoders see. */
  final double[] theta;
  /** Motor side, rad/s. */
  final double[] thetaDot;
  /** Torque between motor and link in the middle of the last substep, Nm: what the sensors see. */
  final double[] tauJ;

  private final int n;
  private final int substeps;
  private final double h;
  private final RigidBody links;
  private final Cholesky cholesky;
  private final ElasticJoint[] joints;
  private final MotorSide motors;
  private final double[] qdBefore;
  private final double[] qMiddle;
  private final double[] qdMiddle;
  private final double[] mass;
  private final double[] bias;
  private final double[] system;
  private final double[] next;

  /**
   * An arm at rest at {@code q}, its motors where the springs bear its weight.
   *
   * @param arm links and gears; its rotor inertias are not used, those of {@code joints} are
   * @param joints one a joint
   * @param q link side, rad
   * @param stepNs length of a {@link #step}, ns; it is divided as the fastest torque loop needs it
   */
  ElasticPlant(ArmModel arm, List<ElasticJoint> joints, List<Double> q, long stepNs) {
    n = arm.jointCount();
    if (joints.size() != n) {
      throw new IllegalArgumentException(
          "there must be " + n + " elastic joints, but there are " + joints.size());
    }
    this.joints = joints.toArray(ElasticJoint[]::new);
    double fastest = joints.stream().mapToDouble(ElasticJoint::torqueLoopRadPerS).max().orElse(0);
    substeps = Math.max(1, (int) Math.ceil(fastest * stepNs * 1e-9 / MAX_RAD_A_STEP));
    h = stepNs * 1e-9 / substeps;
    links = new RigidBody(withoutRotors(arm));
    cholesky = new Cholesky(n);
    motors = new MotorSide(this.joints, h);
    this.q = q.stream().mapToDouble(Double::doubleValue).toArray();
    qd = new double[n];
    theta = new double[n];
    thetaDot = new double[n];
    tauJ = new double[n];
    qdBefore = new double[n];
    qMiddle = new double[n];
    qdMiddle = new double[n];
    mass = new double[n * n];
    bias = new double[n];
    system = new double[n * n];
    next = new double[n];
    settle();
  }

  private static ArmModel withoutRotors(ArmModel arm) {
    return new ArmModel(arm.name(), arm.gravity(), arm.joints().stream()
        .map(joint -> joint.withRotorInertiaKgM2(0))
        .toList());
  }

  /** Stands still, each motor where its spring bears the weight of arm and load. */
  void settle() {
    links.gravityInto(q, tauJ);
    for (int j = 0; j < n; j++) {
      qd[j] = 0;
      qdBefore[j] = 0;
      thetaDot[j] = 0;
      theta[j] = motors.holding(j, q[j], tauJ[j]);
    }
    motors.settle();
  }

  /** Loads the arm from now on. */
  @HotPath
  void attach(Payload payload) {
    links.setPayload(payload);
  }

  /** Unloads the arm. */
  @HotPath
  void release() {
    links.clearPayload();
  }

  /** The torque that holds links and load against gravity where the links stand, Nm. */
  @HotPath
  void gravityInto(double[] tau) {
    links.gravityInto(q, tau);
  }

  /** Whether the friction observer of motor {@code j} is on from now on. */
  @HotPath
  void compensateFriction(int j, boolean on) {
    motors.compensate(j, on);
  }

  /** Kinetic and potential energy of links, motors and springs, J. Presliding and waves left out. */
  double energy() {
    double sum = links.kineticEnergy(q, qd) + links.potentialEnergy(q);
    for (int j = 0; j < n; j++) {
      double wound = theta[j] - q[j];
      sum += 0.5 * joints[j].motorInertiaKgM2() * thetaDot[j] * thetaDot[j]
          + 0.5 * joints[j].stiffnessNmPerRad() * wound * wound;
    }
    return sum;
  }

  /**
   * Moves on by one step.
   *
   * @param tauC torque that the cabinet asks of its inner loops, Nm
   * @param damping additional viscous damping at the joints, Nm s/rad, not negative
   * @param tauExternal torque on the links from outside, Nm
   */
  @HotPath
  void step(double[] tauC, double[] damping, double[] tauExternal) {
    lookAhead();
    for (int i = 0; i < substeps; i++) {
      substep(tauC, damping, tauExternal, false);
    }
  }

  /** Moves on by one step with the brakes closed: the motors stand, the links may still swing. */
  @HotPath
  void stepBraked(double[] tauExternal) {
    lookAhead();
    for (int i = 0; i < substeps; i++) {
      substep(tauExternal, tauExternal, tauExternal, true);
    }
  }

  /** M, c and g where the links will be in the middle of the step, so that it is of second order. */
  @HotPath
  private void lookAhead() {
    for (int j = 0; j < n; j++) {
      double change = qd[j] - qdBefore[j];
      qdBefore[j] = qd[j];
      qdMiddle[j] = qd[j] + 0.5 * change;
      qMiddle[j] = q[j] + 0.5 * substeps * h * (qd[j] + 0.25 * change);
    }
    links.equationOfMotionInto(qMiddle, qdMiddle, mass, bias);
  }

  @HotPath
  private void substep(double[] tauC, double[] damping, double[] tauExternal, boolean braked) {
    for (int j = 0; j < n; j++) {
      if (braked) {
        motors.stand(j, theta[j], q[j], thetaDot[j], qd[j]);
      } else {
        motors.prepare(j, theta[j], q[j], thetaDot[j], qd[j], tauC[j], damping[j], tauJ[j]);
      }
      // M v + h (P - c - g + tau_ext)
      double momentum = h * (motors.push(j) - bias[j] + tauExternal[j]);
      for (int k = 0; k < n; k++) {
        system[j * n + k] = mass[j * n + k];
        momentum += mass[j * n + k] * qd[k];
      }
      next[j] = momentum;
      system[j * n + j] += h * motors.resistance(j);
    }
    cholesky.factor(system);
    cholesky.solve(next);
    for (int j = 0; j < n; j++) {
      double motorNext = motors.follow(j, thetaDot[j], next[j]);
      tauJ[j] = motors.torque(j, next[j]);
      theta[j] += 0.5 * h * (thetaDot[j] + motorNext);
      q[j] += 0.5 * h * (qd[j] + next[j]);
      thetaDot[j] = motorNext;
      qd[j] = next[j];
    }
  }
}
