package org.statewise.controller.safety;

import org.statewise.models.HotPath;

/** The part of the last states that was missed or came too late is at most a limit. */
final class LinkQualityGuard implements Guard {
  private final double maxLoss;

  LinkQualityGuard(double maxLoss) {
    this.maxLoss = maxLoss;
  }

  @Override
  @HotPath
  public GuardVerdict check(GuardContext context) {
    return context.lossFraction <= maxLoss ? GuardVerdict.PASS : GuardVerdict.STOP;
  }
}
