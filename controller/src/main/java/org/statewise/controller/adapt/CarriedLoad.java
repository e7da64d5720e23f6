package org.statewise.controller.adapt;

import org.statewise.models.HotPath;

/**
 * Whether the tool carries something, as a model is asked for it: the gripper's state behind one pole of 20
 * ms. A load hangs on the arm at once, but the torque that bears it must not jump: the torque rate guard
 * would cut it off. One thread; nothing allocates.
 */
final class CarriedLoad {
  private static final double NS = 20e6;

  private double load;
  private long lastNs;
  private boolean known;
  private boolean heldBefore;

  /** 1 for something, 0 for nothing, between them shortly after a change. */
  @HotPath
  double of(boolean held, long armTimeNs) {
    double target = held ? 1 : 0;
    double stepNs = armTimeNs - lastNs;
    load += (known ? 1 - Math.exp(-Math.max(0, stepNs) / NS) : 1) * (target - load);
    lastNs = armTimeNs;
    known = true;
    return load;
  }

  /** 1 for something, 0 for nothing, a state ago; takes what holds from this one on. */
  @HotPath
  double before(boolean held) {
    double load = heldBefore ? 1 : 0;
    heldBefore = held;
    return load;
  }
}
