package org.statewise.controller.setpoint;

import org.statewise.models.HotPath;

/**
 * A task that is ready to begin, and where its motions stand among those of all tasks of a run: motion k
 * of this task is motion firstMotion + k of the run.
 */
public final class PlannedTask {
  /** Set-points this close together, rad, are the same pose. */
  private static final double SAME_RAD = 1e-9;

  private final SetpointSource source;
  private final double[] qStart;

  /** Written by the control thread when the task begins, read by whoever names motions. */
  private volatile int firstMotion;

  private PlannedTask(SetpointSource source, double[] qStart, int firstMotion) {
    this.source = source;
    this.qStart = qStart;
    this.firstMotion = firstMotion;
  }

  /** The task that a run begins with. */
  public static PlannedTask first(SetpointSource source) {
    return new PlannedTask(source, new double[0], 0);
  }

  /** A task for later, planned from rest at {@code qStart}, rad. */
  public static PlannedTask later(SetpointSource source, double[] qStart) {
    return new PlannedTask(source, qStart.clone(), Integer.MAX_VALUE);
  }

  /** What is desired, from the task's beginning on. */
  public SetpointSource source() {
    return source;
  }

  /** The run's index of this task's motion 0; Integer.MAX_VALUE before it began. */
  public int firstMotion() {
    return firstMotion;
  }

  /** Whether it was planned from {@code q}. */
  @HotPath
  public boolean startsAt(double[] q) {
    boolean same = q.length == qStart.length;
    for (int j = 0; same && j < q.length; j++) {
      same = Math.abs(q[j] - qStart[j]) <= SAME_RAD;
    }
    return same;
  }

  /** It begins; the motions before it went up to index {@code last}. */
  @HotPath
  public void beginAfter(int last) {
    firstMotion = last + 1;
  }
}
