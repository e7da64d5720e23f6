package org.statewise.controller.safety;

import org.statewise.models.HotPath;

/**
 * A command answers what the arm measured a moment ago: age = now - sampling, the way to here included. The
 * arm refuses an answer to an older state, and a loop closed over one swings. When only older ones have
 * come for long enough, a network queues them up, and nobody knows where the arm is.
 */
final class StateAgeGuard implements Guard {
  private final long oldestNs;
  private final long silenceNs;
  private boolean onlyOld;
  private long onlyOldSinceNs;

  StateAgeGuard(long oldestNs, long silenceNs) {
    this.oldestNs = oldestNs;
    this.silenceNs = silenceNs;
  }

  @Override
  @HotPath
  public GuardVerdict check(GuardContext context) {
    if (context.state.ageNs(context.nowNs) <= oldestNs) {
      onlyOld = false;
      return GuardVerdict.PASS;
    }
    if (!onlyOld) {
      onlyOld = true;
      onlyOldSinceNs = context.nowNs;
    }
    return context.nowNs - onlyOldSinceNs > silenceNs
        ? GuardVerdict.ABORT
        : GuardVerdict.SKIP;
  }
}
