package org.statewise.models.online;

import org.statewise.models.HotPath;

/**
 * A sample in scaled torques: checks that all numbers are finite, scales the torque, compares it
 * with the prediction and reports the error. A reused carrier with one writer.
 */
final class ScaledSample {
  /**
   * The largest error to learn from, scaled. Real errors are far smaller; beyond this squares and
   * products might overflow.
   */
  private static final double MAX_ERROR = 1e100;

  /** tau and f, scaled; the model writes f between {@link #take} and {@link #compare}. */
  final double[] target;
  final double[] f;

  private final Scaling scaling;

  ScaledSample(Scaling scaling) {
    this.scaling = scaling;
    target = new double[scaling.joints()];
    f = new double[scaling.joints()];
  }

  /** Whether no number is infinite or NaN. */
  @HotPath
  static boolean finite(double[] x) {
    boolean finite = true;
    for (int i = 0; i < x.length; i++) {
      finite &= Double.isFinite(x[i]);
    }
    return finite;
  }

  /** Scales {@code tau}; false if an input or the torque is not finite. */
  @HotPath
  boolean take(double[] q, double[] qd, double[] qdd, double[] tau) {
    scaling.torqueInto(tau, target, 0);
    return finite(q) && finite(qd) && finite(qdd) && finite(target);
  }

  /**
   * Writes the loss (the mean squared scaled error), the error and a step size of 0 into the
   * report.
   *
   * @return whether all errors are of a size to learn from
   */
  @HotPath
  boolean compare(LearnReport report) {
    double sum = 0;
    double largest = 0;
    for (int j = 0; j < f.length; j++) {
      double e = f[j] - target[j];
      sum += e * e;
      largest = Math.max(largest, Math.abs(e));
      report.predictionError[j] = -scaling.newtonMetres(j, e);
    }
    report.loss = sum / f.length;
    report.stepSize = 0;
    return largest <= MAX_ERROR;
  }

  /** Writes f in Nm. */
  @HotPath
  void torqueInto(double[] uModel) {
    for (int j = 0; j < uModel.length; j++) {
      uModel[j] = scaling.newtonMetres(j, f[j]);
    }
  }
}
