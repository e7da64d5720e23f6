package org.statewise.controller.adapt;

import org.statewise.models.HotPath;

/**
 * The means by which adaptation is compared with the prior, and the verdict on them. All run over a
 * sliding window of half a second, over joints, of torques as parts of the torque limits. With e the
 * prediction error of the model, r what the prior leaves of the torque, uModel the model's torque and uFb
 * the feedback, adaptation does harm when
 *
 * <pre>
 * prediction:    mean e^2 > 4 mean r^2 + 0.02^2
 * disagreement:  mean uModel^2 > 9 mean r^2 + 0.1^2
 * tracking:      mean uFb^2 > 4 mean r^2 + 0.03^2
 * parameters:    |theta| > 1e6
 * </pre>
 */
final class Harm {
  static final double WINDOW_SECONDS = 0.5;
  private static final double MAX_NORM = 1e6;

  private final double[] tauMax;
  private final double forget;
  private boolean outgrown;
  private double meanError;
  private double meanResidual;
  private double meanModel;
  private double meanFeedback;

  /** @param tauMax torque limits, Nm; not copied */
  Harm(double[] tauMax, double periodSeconds) {
    this.tauMax = tauMax;
    forget = Math.min(1, periodSeconds / WINDOW_SECONDS);
  }

  /** Forgets what it has seen. */
  @HotPath
  void restart() {
    outgrown = false;
    meanError = 0;
    meanResidual = 0;
    meanModel = 0;
    meanFeedback = 0;
  }

  /** A sample was learned: e, r as in the class, Nm. */
  @HotPath
  void learned(double[] error, double[] residual, double thetaNorm) {
    meanError += forget * (square(error) - meanError);
    meanResidual += forget * (square(residual) - meanResidual);
    outgrown |= !(thetaNorm <= MAX_NORM);
  }

  /** Takes the torques of a tick, Nm; what harm there is, or NONE. */
  @HotPath
  Intervention judge(double[] uModel, double[] uFb) {
    meanModel += forget * (square(uModel) - meanModel);
    meanFeedback += forget * (square(uFb) - meanFeedback);
    if (outgrown) {
      return Intervention.PARAMETERS;
    }
    // Written so that a mean that is no number is harm too.
    if (!(meanError <= 4 * meanResidual + 0.02 * 0.02)) {
      return Intervention.PREDICTION;
    }
    if (!(meanModel <= 9 * meanResidual + 0.1 * 0.1)) {
      return Intervention.DISAGREEMENT;
    }
    return meanFeedback <= 4 * meanResidual + 0.03 * 0.03
        ? Intervention.NONE
        : Intervention.TRACKING;
  }

  @HotPath
  private double square(double[] tau) {
    double sum = 0;
    for (int j = 0; j < tau.length; j++) {
      double part = tau[j] / tauMax[j];
      sum += part * part;
    }
    return sum / tau.length;
  }
}
