package org.statewise.controller.adapt;

import java.util.Arrays;
import org.statewise.models.HotPath;

/**
 * Notices a torque that swings to and fro by itself. Each joint's torque passes a second-order
 * high-pass; a swing is a change of the filtered torque from beyond +threshold to beyond -threshold or
 * back. A step of the load makes one or two swings, a limit cycle makes them without end: so many within
 * a window are an oscillation. Motions that are asked for lie below the cut-off.
 */
final class Oscillation {
  private static final double CUT_OFF_HZ = 3;
  /** Of the torque limit. */
  private static final double THRESHOLD = 0.01;
  private static final int SWINGS = 6;
  private static final double WINDOW_SECONDS = 0.75;

  private final double[] tauMax;
  private final double keep;
  private final int windowTicks;
  private final double[] in;
  private final double[] first;
  private final double[] second;
  private final int[] side;
  private final int[] swings;
  private final int[] sinceSwing;
  private boolean settled;

  Oscillation(double[] tauMax, double periodSeconds) {
    this.tauMax = tauMax.clone();
    keep = 1 / (1 + 2 * Math.PI * CUT_OFF_HZ * periodSeconds);
    windowTicks = (int) Math.ceil(WINDOW_SECONDS / SWINGS / periodSeconds);
    int n = tauMax.length;
    in = new double[n];
    first = new double[n];
    second = new double[n];
    side = new int[n];
    swings = new int[n];
    sinceSwing = new int[n];
  }

  /** Forgets what it has seen, swings included. */
  @HotPath
  void restart() {
    settled = false;
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
    Arrays.fill(side, 0);
    forgetSwings();
  }

  @HotPath
  void forgetSwings() {
    Arrays.fill(swings, 0);
  }

  /** Takes the torque of a tick; says whether some joint swings. */
  @HotPath
  boolean swings(double[] u) {
    boolean found = false;
    for (int j = 0; j < u.length; j++) {
      double x = u[j] / tauMax[j];
      double y = settled ? keep * (first[j] + x - in[j]) : 0;
      second[j] = keep * (second[j] + y - first[j]);
      first[j] = y;
      in[j] = x;
      found |= count(j);
    }
    settled = true;
    return found;
  }

  @HotPath
  private boolean count(int j) {
    int now = second[j] > THRESHOLD ? 1 : second[j] < -THRESHOLD ? -1 : 0;
    sinceSwing[j]++;
    if (now != 0 && now != side[j]) {
      swings[j] = sinceSwing[j] <= windowTicks ? swings[j] + 1 : 1;
      sinceSwing[j] = 0;
      side[j] = now;
    } else if (sinceSwing[j] > windowTicks) {
      swings[j] = 0;
      side[j] = 0;
    }
    return swings[j] >= SWINGS;
  }
}
