package org.statewise.models.online;

import java.util.Arrays;
import org.statewise.models.HotPath;
import org.statewise.models.net.Parameters;

/**
 * A model that learns by regression in scaled torques. For each sample it predicts f, compares f with
 * the scaled torque and changes theta, unless a number of the sample is not finite, the error is
 * beyond any real torque, or the model cannot use the sample for a reason of its own.
 */
abstract class RegressionModel extends AbstractOnlineModel {
  final Scaling scaling;

  /** The scaled torque, and f as {@link #evaluate} has written it. */
  final ScaledSample sample;
  private final Parameters previous;

  RegressionModel(Scaling scaling, Parameters theta) {
    super(scaling.joints(), theta);
    this.scaling = scaling;
    sample = new ScaledSample(scaling);
    previous = theta.newLike();
  }

  /**
   * Writes f, scaled, into {@code sample.f}, and keeps what {@link #step} needs. The inputs may be
   * any numbers.
   */
  @HotPath
  abstract void evaluate(double[] q, double[] qd, double[] qdd);

  /**
   * Whether the sample just evaluated can be learned from, apart from the checks that every model
   * makes. A model whose loss is not the mean squared error writes that loss here.
   */
  @HotPath
  boolean isUsable(double[] q, double[] qd, double[] qdd) {
    return true;
  }

  /**
   * Changes theta by the sample just evaluated.
   *
   * @return the step size to report
   */
  @HotPath
  abstract double step();

  @Override
  @HotPath
  public final void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel) {
    if (!ScaledSample.finite(q) || !ScaledSample.finite(qd) || !ScaledSample.finite(qdd)) {
      // A model need not use every input, but the finite guard has to see a broken one.
      Arrays.fill(uModel, Double.NaN);
      return;
    }
    evaluate(q, qd, qdd);
    sample.torqueInto(uModel);
  }

  @Override
  @HotPath
  public final LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
    boolean usable = sample.take(q, qd, qdd, tau);
    evaluate(q, qd, qdd);
    usable &= sample.compare(report);
    usable &= isUsable(q, qd, qdd);
    if (usable) {
      return update();
    }
    report.thetaNorm = norm();
    return LearnOutcome.REJECTED;
  }

  /** One step, which is undone if it leaves theta or its norm not finite. */
  @HotPath
  LearnOutcome update() {
    previous.copyFrom(theta);
    double step = step();
    report.thetaNorm = norm();
    if (!Double.isFinite(report.thetaNorm)) {
      theta.copyFrom(previous);
      forget();
      report.thetaNorm = norm();
      return LearnOutcome.REJECTED;
    }
    report.stepSize = step;
    return LearnOutcome.UPDATED;
  }

  /** The norm to report. */
  @HotPath
  double norm() {
    return theta.norm();
  }
}
