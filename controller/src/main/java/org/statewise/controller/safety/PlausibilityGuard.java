package org.statewise.controller.safety;

import org.statewise.models.HotPath;

/**
 * What is measured could be an arm in motion. With dt by the arm's count of states, between two of
 * them a joint moves at most a multiple of its speed limit, and the arm's clock s, which the task goes
 * by, moves on as the count does,
 *
 * <pre>
 * |q_t - q_{t-1}| <= f qdMax dt,  |s_t - s_{t-1} - dt| <= 5 periods
 * </pre>
 *
 * or the arm is braked. And an arm that says it moves cannot measure the same q and qd, to the bit,
 * many times in a row: then its sensors stand still, damping by them would push, and the arm is left
 * to its own hold.
 */
final class PlausibilityGuard implements Guard {
  /** Below this speed an arm may well be where it was, rad/s. */
  private static final double MOVES_RAD_PER_S = 0.05;

  /** How far the arm's clock may jump: what moves a set-point by no more than a tick's tracking. */
  private static final double CLOCK_PERIODS = 5;

  private final double[] fastest;
  private final int maxRepeats;
  private final double[] qBefore;
  private final double[] qdBefore;
  private boolean known;
  private long sequenceBefore;
  private long armTimeBeforeNs;
  private int repeats;

  /**
   * @param speedFactor f
   * @param maxRepeats states of a moving arm that may equal the one before
   */
  PlausibilityGuard(double[] qdMaxRadPerS, double speedFactor, int maxRepeats) {
    fastest = qdMaxRadPerS.clone();
    for (int j = 0; j < fastest.length; j++) {
      fastest[j] *= speedFactor;
    }
    this.maxRepeats = maxRepeats;
    qBefore = new double[fastest.length];
    qdBefore = new double[fastest.length];
  }

  @Override
  @HotPath
  public GuardVerdict check(GuardContext context) {
    long sequence = context.state.sequence;
    if (known && sequence == sequenceBefore) {
      // No new state: what could be said of this one was said when it came.
      return GuardVerdict.PASS;
    }
    double seconds = (sequence - sequenceBefore) * context.dtSeconds;
    double clockSeconds = (context.state.armTimeNs - armTimeBeforeNs) * 1e-9;
    boolean jumped = known && (jumped(context.state.q, seconds)
        || Math.abs(clockSeconds - seconds) > CLOCK_PERIODS * context.dtSeconds);
    repeats = known && repeats(context.state.q, context.state.qd) ? repeats + 1 : 0;
    known = true;
    sequenceBefore = sequence;
    armTimeBeforeNs = context.state.armTimeNs;
    System.arraycopy(context.state.q, 0, qBefore, 0, qBefore.length);
    System.arraycopy(context.state.qd, 0, qdBefore, 0, qdBefore.length);
    if (repeats > maxRepeats) {
      return GuardVerdict.ABORT;
    }
    return jumped ? GuardVerdict.STOP : GuardVerdict.PASS;
  }

  private boolean jumped(double[] q, double seconds) {
    for (int j = 0; j < q.length; j++) {
      if (!(Math.abs(q[j] - qBefore[j]) <= fastest[j] * seconds)) {
        return true;
      }
    }
    return false;
  }

  private boolean repeats(double[] q, double[] qd) {
    boolean moves = false;
    for (int j = 0; j < q.length; j++) {
      if (q[j] != qBefore[j] || qd[j] != qdBefore[j]) {
        return false;
      }
      moves |= Math.abs(qd[j]) > MOVES_RAD_PER_S;
    }
    return moves;
  }
}
