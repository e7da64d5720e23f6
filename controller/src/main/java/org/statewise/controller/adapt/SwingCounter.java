package org.statewise.controller.adapt;

import java.util.Arrays;
import org.statewise.models.HotPath;

/**
 * Counts how often a torque swings to and fro within one band of frequencies, by joint. The torque passes
 * a second-order high-pass at half the band's lowest frequency; a swing is a change of the filtered torque
 * from beyond +threshold to beyond -threshold or back, not later than half a period of the lowest frequency
 * after the one before. A step of the load makes one or two swings, a limit cycle makes them without end.
 *
 * <p>A joint that is asked to go to and fro makes its torque swing once a reversal: each reversal of the
 * desired velocity takes {@link #SWINGS_A_REVERSAL} swings from the count.
 */
final class SwingCounter {
  /** One for the reversal of the inertia's torque, one for that of friction. */
  static final int SWINGS_A_REVERSAL = 2;

  private final double[] thresholdNm;
  private final int swingsToFind;
  private final double keep;
  private final int longestTicks;
  private final double[] in;
  private final double[] first;
  private final double[] second;
  private final int[] side;
  private final int[] swings;
  private final int[] sinceSwing;
  private final int[] direction;
  private boolean settled;

  /**
   * @param thresholdNm by joint, Nm
   * @param lowestHertz of the band
   * @param swingsToFind so many in a row are an oscillation
   */
  SwingCounter(double[] thresholdNm, double lowestHertz, int swingsToFind, double periodSeconds) {
    this.thresholdNm = thresholdNm.clone();
    this.swingsToFind = swingsToFind;
    keep = 1 / (1 + Math.PI * lowestHertz * periodSeconds);
    longestTicks = (int) Math.ceil(0.5 / lowestHertz / periodSeconds);
    int n = thresholdNm.length;
    in = new double[n];
    first = new double[n];
    second = new double[n];
    side = new int[n];
    swings = new int[n];
    sinceSwing = new int[n];
    direction = new int[n];
  }

  /** Forgets what it has seen, swings included. */
  @HotPath
  void restart() {
    settled = false;
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
    Arrays.fill(side, 0);
    Arrays.fill(direction, 0);
    forgetSwings();
  }

  @HotPath
  void forgetSwings() {
    Arrays.fill(swings, 0);
  }

  /** Takes the torque and the desired velocity of a tick; says whether some joint swings. */
  @HotPath
  boolean swings(double[] u, double[] qdDes) {
    boolean found = false;
    for (int j = 0; j < u.length; j++) {
      double y = settled ? keep * (first[j] + u[j] - in[j]) : 0;
      second[j] = keep * (second[j] + y - first[j]);
      first[j] = y;
      in[j] = u[j];
      count(j);
      forgive(j, qdDes[j]);
      found |= swings[j] >= swingsToFind;
    }
    settled = true;
    return found;
  }

  @HotPath
  private void count(int j) {
    int now = second[j] > thresholdNm[j] ? 1 : second[j] < -thresholdNm[j] ? -1 : 0;
    sinceSwing[j]++;
    if (now != 0 && now != side[j]) {
      swings[j] = sinceSwing[j] <= longestTicks ? swings[j] + 1 : 1;
      sinceSwing[j] = 0;
      side[j] = now;
    } else if (sinceSwing[j] > longestTicks) {
      swings[j] = 0;
      side[j] = 0;
    }
  }

  @HotPath
  private void forgive(int j, double qdDes) {
    int now = qdDes > 0 ? 1 : qdDes < 0 ? -1 : direction[j];
    if (now == -direction[j] && now != 0) {
      swings[j] = Math.max(0, swings[j] - SWINGS_A_REVERSAL);
    }
    direction[j] = now;
  }
}
