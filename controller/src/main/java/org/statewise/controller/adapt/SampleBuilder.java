package org.statewise.controller.adapt;

import org.statewise.bridge.api.JointState;
import org.statewise.models.HotPath;

/**
 * Makes samples out of the ticks: state t is complete when state t + 1 is there, since only then is its
 * acceleration known:
 *
 * <p>qdd_t = (qd_{t+1} - qd_{t-1}) / (s_{t+1} - s_{t-1}), s the arm's clock.
 *
 * <p>A command is held from one state to the next, so around state t the torques of t - 1 and of t acted
 * half the time each: tau_t = (u_{t-1} + u_t) / 2. Where the source gives an acceleration, as imported
 * streams do, the sample is complete at once.
 *
 * <p>A gap between states starts over: no difference is ever taken across one.
 */
public final class SampleBuilder {
  private final TorqueTarget target;
  private final long longestStepNs;
  // Two states back, and one state back with the torque that was sent then.
  private final JointState before;
  private final JointState last;
  private final double[] uBefore;
  private final double[] uLast;
  private int known;

  /** @param longestStepNs states further apart than this are a gap */
  public SampleBuilder(int joints, TorqueTarget target, long longestStepNs) {
    this.target = target;
    this.longestStepNs = longestStepNs;
    before = new JointState(joints);
    last = new JointState(joints);
    uBefore = new double[joints];
    uLast = new double[joints];
  }

  /** Forgets what it has seen. */
  @HotPath
  public void restart() {
    known = 0;
  }

  /**
   * Takes the state of this tick and the torque sent in answer.
   *
   * @return whether {@code out} now holds a complete sample
   */
  @HotPath
  public boolean offer(JointState now, double[] u, Sample out) {
    if (known > 0 && !follows(now)) {
      known = 0;
    }
    boolean complete = Double.isFinite(now.qdd[0]) ? direct(now, u, out) : differences(now, out);
    shift(now, u);
    return complete;
  }

  private boolean follows(JointState now) {
    long stepNs = now.armTimeNs - last.armTimeNs;
    return stepNs > 0 && stepNs <= longestStepNs;
  }

  private boolean direct(JointState now, double[] u, Sample out) {
    copy(now.q, out.q);
    copy(now.qd, out.qd);
    copy(now.qdd, out.qdd);
    copy(target == TorqueTarget.MEASURED ? now.tau : u, out.tau);
    return true;
  }

  private boolean differences(JointState now, Sample out) {
    if (known < 2) {
      return false;
    }
    double spanSeconds = (now.armTimeNs - before.armTimeNs) * 1e-9;
    copy(last.q, out.q);
    copy(last.qd, out.qd);
    for (int j = 0; j < out.qdd.length; j++) {
      out.qdd[j] = (now.qd[j] - before.qd[j]) / spanSeconds;
      out.tau[j] = target == TorqueTarget.MEASURED ? last.tau[j] : 0.5 * (uBefore[j] + uLast[j]);
    }
    return true;
  }

  private void shift(JointState now, double[] u) {
    before.copyFrom(last);
    copy(uLast, uBefore);
    last.copyFrom(now);
    copy(u, uLast);
    known = Math.min(known + 1, 2);
  }

  private static void copy(double[] from, double[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }
}
