package org.statewise.controller.safety;

import org.statewise.models.HotPath;

/**
 * A command answers a state that is young: age = now - arrival. An old one is not answered, and when
 * nothing younger has come for long enough, nobody knows any more where the arm is.
 */
final class FreshnessGuard implements Guard {
  private final long oldestNs;
  private final long silenceNs;

  FreshnessGuard(long oldestNs, long silenceNs) {
    this.oldestNs = oldestNs;
    this.silenceNs = silenceNs;
  }

  @Override
  @HotPath
  public GuardVerdict check(GuardContext context) {
    long ageNs = context.nowNs - context.state.receivedNs;
    if (ageNs > silenceNs) {
      return GuardVerdict.ABORT;
    }
    return ageNs > oldestNs ? GuardVerdict.SKIP : GuardVerdict.PASS;
  }
}
