package org.statewise.controller.safety;

import org.statewise.models.HotPath;

/**
 * At most so many states were missed in a row before this one. After a longer gap nobody knows what
 * the arm did meanwhile with a torque made for another place: it is braked.
 */
final class MissedStatesGuard implements Guard {
  private final int most;

  MissedStatesGuard(int most) {
    this.most = most;
  }

  @Override
  @HotPath
  public GuardVerdict check(GuardContext context) {
    return context.missedInARow > most ? GuardVerdict.STOP : GuardVerdict.PASS;
  }
}
