package org.statewise.controller.adapt;

import java.util.Arrays;
import org.statewise.models.HotPath;

/** How much of the learned torque may act: a part of the torque limits, on the sum of memory and observer. */
final class OutputBound {
  private final double[] largest;

  /** @param supervision null for no bound */
  OutputBound(int joints, Supervision supervision) {
    largest = new double[joints];
    Arrays.fill(largest, Double.POSITIVE_INFINITY);
    for (int j = 0; supervision != null && j < joints; j++) {
      largest[j] = supervision.outputFraction() * supervision.tauMaxNm().get(j);
    }
  }

  /**
   * Bounds the sum, then scales it; the observer's part shrinks by the same factor.
   *
   * @param weight how much is let through, 0 to 1
   * @param uModel the sum, Nm; overwritten
   * @param uObserver the observer's part, Nm; overwritten
   */
  @HotPath
  void letThrough(double weight, double[] uModel, double[] uObserver) {
    for (int j = 0; j < uModel.length; j++) {
      double sum = uModel[j];
      // NaN passes through, so that the finite guard sees it.
      uModel[j] = weight * Math.max(-largest[j], Math.min(largest[j], sum));
      double part = Math.abs(sum) > largest[j] ? largest[j] / Math.abs(sum) : 1;
      uObserver[j] *= weight * part;
    }
  }
}
