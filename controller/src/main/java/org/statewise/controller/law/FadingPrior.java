package org.statewise.controller.law;

import org.statewise.models.HotPath;

/**
 * A prior that can be exchanged while the arm is driven, without a step in the torque:
 *
 * <p>u = u_old + s (u_new - u_old), with s from 0 to 1 in the fade time. For a payload this is the
 * same as letting its mass grow, since torques are linear in it.
 *
 * <p>One thread.
 */
public final class FadingPrior implements Prior {
  private final double stepPerTick;
  private final double[] scratch;
  private Prior current;
  private Prior next;
  private double share;

  /** Begins with {@code prior}, of n {@code joints}; an exchange takes {@code ticks}, at least 1. */
  public FadingPrior(Prior prior, int joints, long ticks) {
    current = prior;
    scratch = new double[joints];
    stepPerTick = 1.0 / Math.max(1, ticks);
  }

  /** Begins to fade over to {@code prior}; false if another exchange has not ended. */
  @HotPath
  public boolean fadeTo(Prior prior) {
    if (next != null) {
      return false;
    }
    next = prior;
    share = 0;
    return true;
  }

  /** A tick has passed. */
  @HotPath
  public void advance() {
    if (next != null) {
      share += stepPerTick;
      if (share >= 1) {
        current = next;
        next = null;
      }
    }
  }

  @Override
  @HotPath
  public void computeInto(double[] q, double[] qd, double[] qdd, double[] u) {
    current.computeInto(q, qd, qdd, u);
    if (next != null) {
      next.computeInto(q, qd, qdd, scratch);
      blend(u);
    }
  }

  @Override
  @HotPath
  public void computeBehindGearsInto(double[] q, double[] qd, double[] qdd, double[] u) {
    current.computeBehindGearsInto(q, qd, qdd, u);
    if (next != null) {
      next.computeBehindGearsInto(q, qd, qdd, scratch);
      blend(u);
    }
  }

  @Override
  @HotPath
  public void holdInto(double[] q, double[] u) {
    current.holdInto(q, u);
    if (next != null) {
      next.holdInto(q, scratch);
      blend(u);
    }
  }

  private void blend(double[] u) {
    for (int j = 0; j < u.length; j++) {
      u[j] += share * (scratch[j] - u[j]);
    }
  }
}
