package org.statewise.controller.adapt;

import java.util.Arrays;
import org.statewise.models.HotPath;

/** A second-order high-pass of several signals: two of first order in a row. */
final class HighPass {
  private final double keep;
  private final double[] in;
  private final double[] first;
  private final double[] second;
  private boolean settled;

  /** @param cornerHertz of each of the two */
  HighPass(int signals, double cornerHertz, double periodSeconds) {
    keep = 1 / (1 + 2 * Math.PI * cornerHertz * periodSeconds);
    in = new double[signals];
    first = new double[signals];
    second = new double[signals];
  }

  /** Forgets what it has seen: the next values make no step. */
  @HotPath
  void restart() {
    settled = false;
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
  }

  @HotPath
  void pass(double[] signals) {
    for (int i = 0; i < in.length; i++) {
      double y = settled ? keep * (first[i] + signals[i] - in[i]) : 0;
      second[i] = keep * (second[i] + y - first[i]);
      first[i] = y;
      in[i] = signals[i];
    }
    settled = true;
  }

  /** What is left of signal {@code i}. */
  @HotPath
  double left(int i) {
    return second[i];
  }
}
