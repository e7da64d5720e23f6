package org.statewise.controller.safety;

import org.statewise.models.HotPath;

/**
 * A command answers a state that is young: age = now - arrival. With an old one, or with none for as
 * long, nobody knows where the arm is.
 */
final class FreshnessGuard implements Guard {
  private final long oldestNs;

  FreshnessGuard(long oldestNs) {
    this.oldestNs = oldestNs;
  }

  @Override
  @HotPath
  public GuardVerdict check(GuardContext context) {
    return context.nowNs - context.state.receivedNs <= oldestNs
        ? GuardVerdict.PASS
        : GuardVerdict.ABANDON;
  }
}
