package org.statewise.controller.loop;

import org.statewise.models.HotPath;

/**
 * The desired acceleration at the time when a command will act, by the slope since the last state:
 *
 * <pre>
 * qddAhead = qddDes + lead (qddDes - qddDesBefore) / h
 * </pre>
 *
 * <p>A command is held for a period and acts late, so that the acceleration of its own instant is that
 * of the past by then. Across phases and gaps nothing is extrapolated; after one the lead grows from nothing.
 */
final class AccelerationLead {
  private final long leadNs;
  private final int growsOver;
  private final long longestStepNs;
  private final double[] before;
  private final double[] ahead;
  private long beforeNs;
  private int states;
  private LoopPhase beforePhase = LoopPhase.WAITING;

  AccelerationLead(int joints, LoopSettings settings) {
    leadNs = settings.leadNs();
    growsOver = settings.leadStates();
    longestStepNs = 5 * settings.periodNs();
    before = new double[joints];
    ahead = new double[joints];
  }

  /** What the feed-forward is to be computed for, rad/s^2; {@code qddDes} is not written. */
  @HotPath
  double[] of(double[] qddDes, long armTimeNs, LoopPhase phase) {
    long stepNs = armTimeNs - beforeNs;
    boolean follows = phase == beforePhase && stepNs > 0 && stepNs <= longestStepNs;
    states = follows ? Math.min(states + 1, growsOver) : 0;
    double lead = follows ? (double) leadNs / stepNs * states / growsOver : 0;
    for (int j = 0; j < ahead.length; j++) {
      ahead[j] = qddDes[j] + lead * (qddDes[j] - before[j]);
      before[j] = qddDes[j];
    }
    beforeNs = armTimeNs;
    beforePhase = phase;
    return ahead;
  }
}
