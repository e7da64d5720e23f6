package org.statewise.models.online;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.feature.Features;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;
import org.statewise.models.optim.LinearFilter;

/**
 * A linear model on fixed features, f_j = h_j(q, qd, qdd) . w_j, whose weights a second-order
 * filter learns: one filter for all joints if they see the same features with the same precision,
 * one a joint otherwise.
 *
 * <p>With a loss of weighted squares, sum_j phi_j(q, qd) e_j^2, phi_j is the precision of joint j's
 * sample: the filter's noise variance is 1 / phi_j. A loss that is a network of (f, tau) has no
 * such reading. Weights below zero count as zero, those above {@link
 * LinearFilter#LARGEST_PRECISION} as that.
 *
 * <p>The report's stepSize is the mean gain of the filters, the fraction of this sample's error
 * that the update removes. A sample that would leave a weight not finite is undone, and the filters
 * start anew from the weights before.
 */
final class FeatureModel implements OnlineModel {
  private static final double LARGEST_FEATURE_SQUARE = 1e12;

  private final Features features;
  private final LinearFilter[] filters;
  private final Loss loss;
  private final Scaling scaling;
  private final ScaledSample sample;
  private final LearnReport report;
  private final Parameters theta;
  private final Parameters previous;
  private final double[] h;

  /** (q, qd, qdd); then (q, qd), f and tau as a loss wants them. */
  private final double[] input;
  private final DMatrixRMaj state;
  private final DMatrixRMaj lossF;
  private final DMatrixRMaj lossTau;

  /**
   * Owns everything it is given.
   *
   * @param filters one of n outputs, or n of one output
   * @param loss of weighted squares, whose weights are precisions; null for equal ones
   */
  FeatureModel(Features features, List<LinearFilter> filters, Loss loss, Scaling scaling) {
    int n = scaling.joints();
    this.features = features;
    this.filters = filters.toArray(LinearFilter[]::new);
    this.loss = loss;
    this.scaling = scaling;
    sample = new ScaledSample(scaling);
    report = new LearnReport(n);
    theta = new Parameters(filters.stream().map(LinearFilter::weights).toList());
    previous = theta.newLike();
    h = new double[features.rows() * features.count()];
    input = new double[3 * n];
    state = new DMatrixRMaj(1, 2 * n);
    lossF = new DMatrixRMaj(1, n);
    lossTau = new DMatrixRMaj(1, n);
  }

  @Override
  public int joints() {
    return scaling.joints();
  }

  @Override
  @HotPath
  public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel) {
    if (!ScaledSample.finite(q) || !ScaledSample.finite(qd) || !ScaledSample.finite(qdd)) {
      // Features need not look at every input, but the guards have to see a broken one.
      Arrays.fill(uModel, Double.NaN);
      return;
    }
    features.featureInto(q, qd, qdd, h);
    predict();
    sample.torqueInto(uModel);
  }

  @HotPath
  private void predict() {
    for (int i = 0; i < filters.length; i++) {
      filters[i].predictInto(h, rowOf(i), sample.f, i);
    }
  }

  @HotPath
  private int rowOf(int filter) {
    return features.rows() == 1 ? 0 : filter * features.count();
  }

  @Override
  @HotPath
  public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
    boolean usable = sample.take(q, qd, qdd, tau);
    features.featureInto(q, qd, qdd, h);
    predict();
    usable &= sample.compare(report);
    if (loss != null) {
      weigh(q, qd, qdd);
    }
    if (!usable || !(squareOf(h) <= LARGEST_FEATURE_SQUARE) || !Double.isFinite(report.loss)) {
      report.thetaNorm = theta.norm();
      return LearnOutcome.REJECTED;
    }
    return step();
  }

  /** phi_j(q, qd), and the loss that they belong to. */
  @HotPath
  private void weigh(double[] q, double[] qd, double[] qdd) {
    scaling.inputInto(q, qd, qdd, input, 0);
    System.arraycopy(input, 0, state.data, 0, state.numCols);
    System.arraycopy(sample.f, 0, lossF.data, 0, lossF.numCols);
    System.arraycopy(sample.target, 0, lossTau.data, 0, lossTau.numCols);
    report.loss = loss.evaluate(state, lossF, lossTau);
    loss.weightsInto(report.phi);
    report.outOfRange = loss.outOfRange();
  }

  @HotPath
  private LearnOutcome step() {
    previous.copyFrom(theta);
    double gain = 0;
    for (int i = 0; i < filters.length; i++) {
      double precision = loss == null ? 1 : report.phi[i];
      precision = Math.min(Math.max(precision, 0), LinearFilter.LARGEST_PRECISION);
      gain += filters[i].update(h, rowOf(i), sample.target, i, precision);
    }
    double norm = theta.norm();
    if (!Double.isFinite(norm)) {
      theta.copyFrom(previous);
      for (int i = 0; i < filters.length; i++) {
        filters[i].reset();
      }
      report.thetaNorm = theta.norm();
      return LearnOutcome.REJECTED;
    }
    report.stepSize = gain / filters.length;
    report.thetaNorm = norm;
    return LearnOutcome.UPDATED;
  }

  @HotPath
  private static double squareOf(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * x[i];
    }
    return sum;
  }

  @Override
  @HotPath
  public boolean useLoss(Loss loss, double alpha) {
    return false;
  }

  @Override
  @HotPath
  public void slowDown(double share) {
    for (int i = 0; i < filters.length; i++) {
      filters[i].slowDown(share);
    }
  }

  @Override
  public Optional<PayloadEstimate> payload() {
    return Optional.empty();
  }

  @Override
  @HotPath
  public LearnReport report() {
    return report;
  }

  @Override
  public Parameters theta() {
    return theta;
  }

  @Override
  @HotPath
  public void snapshotInto(Parameters snapshot) {
    snapshot.copyFrom(theta);
  }

  @Override
  public void collectState(StateBlocks state) {
    for (LinearFilter filter : filters) {
      filter.collectState(state);
    }
  }

  @Override
  public void restore(Parameters snapshot) {
    Restoring.into(theta, snapshot);
    for (LinearFilter filter : filters) {
      filter.reset();
    }
  }

  @Override
  public long multiplyAddsPerUpdate() {
    long sum = features.multiplyAdds();
    for (LinearFilter filter : filters) {
      sum += filter.multiplyAddsPerUpdate();
    }
    // A loss network evaluates once: a multiplication a parameter.
    return loss == null ? sum : sum + loss.phi().count();
  }
}
