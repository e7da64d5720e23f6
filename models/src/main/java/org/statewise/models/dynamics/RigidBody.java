package org.statewise.models.dynamics;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Payload;

/**
 * Rigid-body dynamics of a serial arm, without friction:
 *
 * <pre>tau = M(q) qdd + c(q, qd) + g(q)</pre>
 *
 * where M includes each rotor's inertia at its joint, c holds Coriolis and centrifugal torques and
 * g gravity. Inverse dynamics run Newton-Euler, forward dynamics the composite-rigid-body mass
 * matrix with a Cholesky factorisation.
 *
 * <p>All vectors have length n, the number of joints; rad, rad/s, rad/s^2, Nm. Results are bit for
 * bit the same on every machine. Nothing allocates after construction. An instance has scratch
 * memory of its own and serves one thread.
 */
@HotPath
public final class RigidBody {
  private final int n;
  private final LinkTable links;
  private final JointRotations rotations;
  private final NewtonEuler newtonEuler;
  private final CompositeBody composite;
  private final Cholesky cholesky;
  private final ChainEnergy energy;
  private final double[] zeros;
  private final double[] scratch;
  private final double[] massMatrix;

  /** The dynamics of {@code arm} without a payload. */
  public RigidBody(ArmModel arm) {
    n = arm.jointCount();
    links = new LinkTable(arm);
    rotations = new JointRotations(links);
    newtonEuler = new NewtonEuler(links, rotations);
    composite = new CompositeBody(links, rotations);
    cholesky = new Cholesky(n);
    energy = new ChainEnergy(links, rotations);
    zeros = new double[n];
    scratch = new double[n];
    massMatrix = new double[n * n];
  }

  /** The number of joints. */
  public int jointCount() {
    return n;
  }

  /** Puts a payload on the last link in place of any other. */
  public void setPayload(Payload payload) {
    links.setPayload(payload);
  }

  /** Takes the payload off. */
  public void clearPayload() {
    links.clearPayload();
  }

  /**
   * tau = M(q) qdd + c(q, qd) + g(q).
   *
   * @param tau receives the torques; may alias {@code qd} or {@code qdd}
   */
  public void inverseDynamicsInto(double[] q, double[] qd, double[] qdd, double[] tau) {
    rotations.set(q);
    newtonEuler.torquesInto(qd, qdd, true, tau);
  }

  /** tau = g(q). */
  public void gravityInto(double[] q, double[] tau) {
    rotations.set(q);
    newtonEuler.torquesInto(zeros, zeros, true, tau);
  }

  /**
   * qdd = M(q)^-1 (tau - c(q, qd) - g(q)).
   *
   * @param qdd receives the accelerations; all NaN if a joint moves no inertia at all, so that M is
   *     singular; may not alias an input
   */
  public void forwardDynamicsInto(double[] q, double[] qd, double[] tau, double[] qdd) {
    rotations.set(q);
    newtonEuler.torquesInto(qd, zeros, true, scratch);
    composite.massMatrixInto(massMatrix);
    if (!cholesky.factor(massMatrix)) {
      Arrays.fill(qdd, Double.NaN);
      return;
    }
    for (int j = 0; j < n; j++) {
      qdd[j] = tau[j] - scratch[j];
    }
    cholesky.solve(qdd);
  }

  /**
   * M(q), symmetric, rotors included.
   *
   * @param m receives n x n numbers, kg m^2; it must have that shape already
   */
  public void massMatrixInto(double[] q, DMatrixRMaj m) {
    rotations.set(q);
    composite.massMatrixInto(m.data);
  }

  /**
   * M(q) and the torques c(q, qd) + g(q) at zero acceleration in one go, for integrators of their
   * own.
   *
   * @param m receives n x n numbers, row-major, kg m^2
   * @param bias receives n torques, Nm; may alias {@code qd}
   */
  public void equationOfMotionInto(double[] q, double[] qd, double[] m, double[] bias) {
    rotations.set(q);
    composite.massMatrixInto(m);
    newtonEuler.torquesInto(qd, zeros, true, bias);
  }

  /** T = 1/2 qd^T M(q) qd, J, rotors included. */
  public double kineticEnergy(double[] q, double[] qd) {
    rotations.set(q);
    // M qd is the torque for the acceleration qd from rest without gravity.
    newtonEuler.torquesInto(zeros, qd, false, scratch);
    double twice = 0;
    for (int j = 0; j < n; j++) {
      twice += qd[j] * scratch[j];
    }
    return 0.5 * twice;
  }

  /** V = -sum_j m_j g . x_j, J, zero for masses at the origin of the base. */
  public double potentialEnergy(double[] q) {
    rotations.set(q);
    return energy.potential();
  }
}
