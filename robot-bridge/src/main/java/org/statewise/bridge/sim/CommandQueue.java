package org.statewise.bridge.sim;

import java.util.Arrays;
import org.statewise.models.HotPath;

/** Holds each command back for a whole number of periods, then repeats it until the next one. */
final class CommandQueue {
  private final int n;
  private final int delay;
  /** The newest command, those on their way, the one in force, the one before it: n each. */
  private final double[] slots;

  CommandQueue(int n, int delayPeriods) {
    this.n = n;
    this.delay = delayPeriods;
    slots = new double[n * (delayPeriods + 3)];
  }

  /** Takes a command; the last one before a shift counts. */
  @HotPath
  void put(double[] tau) {
    System.arraycopy(tau, 0, slots, 0, n);
  }

  /** A period begins: every command moves on by one place. */
  @HotPath
  void shift() {
    System.arraycopy(slots, 0, slots, n, n * (delay + 2));
  }

  /** The torque in force at joint {@code j}, Nm. */
  @HotPath
  double tau(int j) {
    return slots[n * (delay + 1) + j];
  }

  /** The torque that was in force at joint {@code j} before the last shift, Nm. */
  @HotPath
  double tauBefore(int j) {
    return slots[n * (delay + 2) + j];
  }

  /** Forgets every command. */
  @HotPath
  void clear() {
    Arrays.fill(slots, 0);
  }
}
