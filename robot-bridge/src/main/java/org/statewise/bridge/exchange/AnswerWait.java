package org.statewise.bridge.exchange;

import org.statewise.models.HotPath;

/**
 * How long a simulated arm has waited for its controller's answer. Only time in which the arm looked counts: one
 * look for {@link #LOOK_NS} at most, however long the machine gave it no processor, for then the controller may
 * have had none either. So a machine that stood still for seconds does not make an arm go on without its
 * controller; the controller's own clock goes on after {@link WaitingClock#MAX_STANDSTILL_NS} of plain time. One thread.
 */
public final class AnswerWait {
  /** What the time from one look to the next counts at most, ns. */
  static final long LOOK_NS = 2_000_000;

  private long leftNs;
  private long lookedNs;

  /**
   * Begins a wait.
   *
   * @param longestNs how long it lasts
   * @param nowNs monotonic
   */
  @HotPath
  public void begin(long longestNs, long nowNs) {
    leftNs = longestNs;
    lookedNs = nowNs;
  }

  /** Counts the time since the last look; whether some is left. */
  @HotPath
  public boolean goesOn(long nowNs) {
    leftNs -= Math.min(nowNs - lookedNs, LOOK_NS);
    lookedNs = nowNs;
    return leftNs > 0;
  }
}
