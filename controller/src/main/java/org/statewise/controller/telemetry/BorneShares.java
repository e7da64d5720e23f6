package org.statewise.controller.telemetry;

import org.statewise.controller.loop.TickRecord;

/**
 * How much of what the prior leaves memory and observer bear, smoothed over about a second of samples: the
 * sum of squares of each one's torque over that of target minus prior.
 */
final class BorneShares {
  /** Weight of the newest sample: half of the sums is from the last 173 samples. */
  private static final double SMOOTHING = 1.0 / 250;

  private double squaredPriorError;
  private double squaredMemory;
  private double squaredObserver;

  /** Takes a tick that learned a sample. */
  void add(TickRecord tick) {
    double priorError = 0;
    double memory = 0;
    double observer = 0;
    for (int j = 0; j < tick.u.length; j++) {
      double uMemory = tick.uMemory(j);
      priorError += tick.priorError[j] * tick.priorError[j];
      memory += uMemory * uMemory;
      observer += tick.uObserver[j] * tick.uObserver[j];
    }
    squaredPriorError += SMOOTHING * (priorError - squaredPriorError);
    squaredMemory += SMOOTHING * (memory - squaredMemory);
    squaredObserver += SMOOTHING * (observer - squaredObserver);
  }

  /** The memory's share; not a number before the first sample. */
  double memory() {
    return squaredMemory / squaredPriorError;
  }

  /** The observer's share; not a number before the first sample. */
  double observer() {
    return squaredObserver / squaredPriorError;
  }
}
