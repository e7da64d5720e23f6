package org.statewise.controller.adapt;

import org.statewise.models.HotPath;

/**
 * Leaves of the samples what a memory can use. Positions, velocities, accelerations, what the prior
 * leaves of the torque, the feedback in it and whether the tool carries something all pass the same two poles,
 *
 * <pre>
 * H(s) = 1 / (1 + s / (2 pi f))^2
 * </pre>
 *
 * <p>so that they still belong together, as torques and regressors are filtered alike where rigid bodies
 * are learned (Slotine and Li, Composite adaptive control of robot manipulators, Automatica 25, 1989). What
 * it is for: on elastic joints the prior's inertia is not the inertia that an encoder sees above the
 * resonance, and what the prior leaves there is that difference times an acceleration. A model that learns
 * it feeds the joint's swing back to the joint.
 *
 * <p>After a gap it begins anew, with the mean of what came since. One thread; nothing allocates.
 */
final class SampleLowPass {
  private static final int PARTS = 5;

  private final double radPerNs;
  private final long longestStepNs;
  private final int joints;
  private final double[] first;
  private final double[] second;
  private long lastNs;
  private long count;

  /**
   * @param hertz f; 0 lets samples through as they are
   * @param longestStepNs samples further apart than this are a gap, ns
   */
  SampleLowPass(int joints, double hertz, long longestStepNs) {
    radPerNs = 2e-9 * Math.PI * hertz;
    this.longestStepNs = longestStepNs;
    this.joints = joints;
    first = new double[PARTS * joints + 1];
    second = new double[PARTS * joints + 1];
  }

  /**
   * @param armTimeNs of the tick that completed the sample, ns
   * @param sample with what the prior leaves as its torque; is overwritten
   */
  @HotPath
  void pass(long armTimeNs, Sample sample) {
    if (radPerNs == 0) {
      return;
    }
    long stepNs = armTimeNs - lastNs;
    count = count == 0 || stepNs <= 0 || stepNs > longestStepNs ? 1 : count + 1;
    lastNs = armTimeNs;
    double gain = Math.max(1 - Math.exp(-radPerNs * stepNs), 1.0 / count);
    boolean finite = pass(sample.q, 0, gain);
    finite &= pass(sample.qd, joints, gain);
    finite &= pass(sample.qdd, 2 * joints, gain);
    finite &= pass(sample.tau, 3 * joints, gain);
    finite &= pass(sample.uFb, 4 * joints, gain);
    passLoad(sample, gain);
    count = finite ? count : 0;
  }

  @HotPath
  private void passLoad(Sample sample, double gain) {
    int i = PARTS * joints;
    first[i] = gain == 1 ? sample.load : first[i] + gain * (sample.load - first[i]);
    second[i] = gain == 1 ? sample.load : second[i] + gain * (first[i] - second[i]);
    sample.load = second[i];
  }

  /** What is no number stays as it is, so that the model refuses it; false then, to forget it. */
  @HotPath
  private boolean pass(double[] x, int from, double gain) {
    boolean finite = true;
    for (int j = 0; j < x.length; j++) {
      int i = from + j;
      // A gain of one takes the value whatever was there before.
      first[i] = gain == 1 ? x[j] : first[i] + gain * (x[j] - first[i]);
      second[i] = gain == 1 ? x[j] : second[i] + gain * (first[i] - second[i]);
      if (Double.isFinite(second[i])) {
        x[j] = second[i];
      } else {
        finite = false;
      }
    }
    return finite;
  }
}
