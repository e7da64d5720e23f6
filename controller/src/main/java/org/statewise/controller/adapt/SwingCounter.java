package org.statewise.controller.adapt;

import java.util.Arrays;
import org.statewise.models.HotPath;

/**
 * Counts how often a torque swings to and fro within one band of frequencies, by joint. The torque passes
 * a second-order high-pass at half the band's lowest frequency; a swing is a change of the filtered torque
 * from beyond +threshold to beyond -threshold or back, not later than half a period of the lowest frequency
 * after the one before. A step of the load makes one or two swings, a limit cycle makes them without end.
 * Each reversal of the desired velocity takes one swing from the count: friction turns with it.
 *
 * <p>What swings as much without adaptation is no oscillation of it: {@link #listen} measures, while the
 * model is withdrawn, how much the torque in its place swings, and the threshold is 1.5 times that
 * amplitude if it is more than the given one. Waves of a drive swing while the joint moves, so that what was
 * measured in motion is no excuse once the joint is to be at rest and has been for a quarter of a second.
 */
final class SwingCounter {
  private static final double MEAN_SECONDS = 0.25;
  private static final double REST_RAD_PER_S = 1e-3;
  private static final int OF_A_STEP = 2;
  private static final double OVER_BASELINE = 1.5;
  /** Of a swing's mean square: by that, half of it is of the same size. */
  private static final double SAME_SQUARE = 0.5;

  private final double[] leastNm;
  private final double[] thresholdNm;
  private final int swingsToFind;
  private final int longestTicks;
  private final int restTicks;
  private final double forget;
  private final HighPass band;
  private final double[] meanSquare;
  private final double[] baseline;
  /** Whether the joint was moving when its baseline was measured. */
  private final boolean[] inMotion;
  private final int[] sinceMotion;
  private final int[] side;
  private final int[] swings;
  private final int[] sinceSwing;
  private final int[] direction;
  private int swinging = -1;
  private double swingingSquare;

  /**
   * @param thresholdNm by joint, Nm
   * @param lowestHertz of the band
   * @param swingsToFind so many in a row are an oscillation
   */
  SwingCounter(double[] thresholdNm, double lowestHertz, int swingsToFind, double periodSeconds) {
    leastNm = thresholdNm.clone();
    this.thresholdNm = thresholdNm.clone();
    this.swingsToFind = swingsToFind;
    longestTicks = (int) Math.ceil(0.5 / lowestHertz / periodSeconds);
    restTicks = (int) Math.ceil(MEAN_SECONDS / periodSeconds);
    forget = Math.min(1, periodSeconds / MEAN_SECONDS);
    int n = thresholdNm.length;
    band = new HighPass(n, lowestHertz / 2, periodSeconds);
    meanSquare = new double[n];
    baseline = new double[n];
    inMotion = new boolean[n];
    sinceMotion = new int[n];
    side = new int[n];
    swings = new int[n];
    sinceSwing = new int[n];
    direction = new int[n];
  }

  /** Forgets what it has seen, swings included; the thresholds stay. */
  @HotPath
  void restart() {
    band.restart();
    Arrays.fill(meanSquare, 0);
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
    listen(u, qdDes);
    boolean found = false;
    for (int j = 0; j < u.length; j++) {
      count(j);
      forgive(j, qdDes[j]);
      if (swings[j] >= swingsToFind) {
        found = true;
        swinging = j;
        swingingSquare = meanSquare[j];
      }
    }
    return found;
  }

  /** Whether some joint has swung more often in a row than a step of the load makes it. */
  @HotPath
  boolean begins() {
    for (int j = 0; j < swings.length; j++) {
      if (swings[j] > OF_A_STEP) {
        swinging = j;
        swingingSquare = meanSquare[j];
        return true;
      }
    }
    return false;
  }

  /** Takes the torque and the desired velocity of a tick and counts nothing. */
  @HotPath
  void listen(double[] u, double[] qdDes) {
    band.pass(u);
    for (int j = 0; j < u.length; j++) {
      boolean moves = Math.abs(qdDes[j]) > REST_RAD_PER_S;
      sinceMotion[j] = moves ? 0 : Math.min(restTicks, sinceMotion[j] + 1);
      meanSquare[j] += forget * (band.left(j) * band.left(j) - meanSquare[j]);
    }
  }

  /** Takes what was listened to for the baseline; with {@code again}, no more than at the time before. */
  @HotPath
  void keepBaseline(boolean again) {
    for (int j = 0; j < baseline.length; j++) {
      if (!again || meanSquare[j] < baseline[j]) {
        baseline[j] = meanSquare[j];
        inMotion[j] = sinceMotion[j] < restTicks;
      }
      // The amplitude of a sine is root 2 of its root mean square.
      thresholdNm[j] = Math.max(leastNm[j], OVER_BASELINE * Math.sqrt(2 * baseline[j]));
    }
  }

  /** Mean square of what the high-pass left of joint {@code j}'s torque in the last quarter of a second, Nm^2. */
  @HotPath
  double power(int j) {
    return meanSquare[j];
  }

  /** What the high-pass left of joint {@code j}'s last torque, Nm. */
  @HotPath
  double left(int j) {
    return band.left(j);
  }

  /** The joint that swung last; -1 if none did. */
  @HotPath
  int swinging() {
    return swinging;
  }

  /** Whether the baseline swings as much as that joint did: adaptation was not the cause. */
  @HotPath
  boolean persisted() {
    return swinging >= 0 && baseline[swinging] >= SAME_SQUARE * swingingSquare;
  }

  @HotPath
  private void count(int j) {
    double torque = band.left(j);
    boolean excused = !inMotion[j] || sinceMotion[j] < restTicks;
    double least = excused ? thresholdNm[j] : leastNm[j];
    int now = torque > least ? 1 : torque < -least ? -1 : 0;
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
      swings[j] = Math.max(0, swings[j] - 1);
    }
    direction[j] = now;
  }
}
