package org.statewise.bridge.api;

import java.util.Arrays;
import org.statewise.models.HotPath;

/**
 * The measured state of an arm at one instant: a reused carrier with one writer, the thread that
 * reads the link. SI units, joint 0 is A1, positive torque accelerates positively.
 */
public final class JointState {
  /** The arm's count of states; grows by one each period, so a gap is a missed state. */
  public long sequence;

  /** The arm's clock when the state was sampled, ns. */
  public long armTimeNs;

  /** The link's clock when the state arrived, ns. */
  public long receivedNs;

  /**
   * How old the state already was when it arrived, ns, not negative; 0 where the link is in the
   * arm's own process or does not know.
   */
  public long ageOnArrivalNs;

  /**
   * The most that {@link #ageOnArrivalNs} may be wrong, ns; negative where the link does not know.
   */
  public long ageErrorNs;

  /** What the arm itself was doing. */
  public ArmMode mode = ArmMode.BRAKES_ENGAGED;

  /** Measured position, rad. */
  public final double[] q;

  /** Measured velocity, rad/s. */
  public final double[] qd;

  /** Acceleration, rad/s^2; NaN where the source has none, as live arms do. */
  public final double[] qdd;

  /** Measured torque, Nm. */
  public final double[] tau;

  /**
   * Where the links are, behind whatever springs the joints have, rad. Only a simulation knows it: NaN
   * in all joints where the source does not, as on every real arm. For reports; nothing may be
   * controlled by it.
   */
  public final double[] qLink;

  /** A state of {@code joints} joints at rest, with unknown acceleration and link side. */
  public JointState(int joints) {
    q = new double[joints];
    qd = new double[joints];
    qdd = new double[joints];
    tau = new double[joints];
    qLink = new double[joints];
    Arrays.fill(qdd, Double.NaN);
    Arrays.fill(qLink, Double.NaN);
  }

  /** How old the state is at {@code nowNs} of the link's clock, ns: from its sampling, as far as is known. */
  @HotPath
  public long ageNs(long nowNs) {
    return nowNs - receivedNs + ageOnArrivalNs;
  }

  /** Takes over everything from a state of the same joint count. */
  @HotPath
  public void copyFrom(JointState other) {
    sequence = other.sequence;
    armTimeNs = other.armTimeNs;
    receivedNs = other.receivedNs;
    ageOnArrivalNs = other.ageOnArrivalNs;
    ageErrorNs = other.ageErrorNs;
    mode = other.mode;
    System.arraycopy(other.q, 0, q, 0, q.length);
    System.arraycopy(other.qd, 0, qd, 0, qd.length);
    System.arraycopy(other.qdd, 0, qdd, 0, qdd.length);
    System.arraycopy(other.tau, 0, tau, 0, tau.length);
    System.arraycopy(other.qLink, 0, qLink, 0, qLink.length);
  }
}
