package org.statewise.models.online;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.feature.Features;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;
import org.statewise.models.optim.LinearFilter;
import org.statewise.models.optim.Vectors;

/**
 * A linear model on fixed features, f_j = h_j(q, qd, qdd) . w_j, whose weights a second-order
 * filter learns: one filter for all joints if they see the same features with the same precision,
 * one a joint otherwise.
 *
 * <p>With a loss of weighted squares, sum_j phi_j(q, qd) e_j^2, phi_j is the precision of joint j's
 * sample: the filter's noise variance is 1 / phi_j. A loss that is a network of (f, tau) has no
 * such reading. Weights below zero count as zero, those above {@link
 * LinearFilter#MAX_PRECISION} as that.
 *
 * <p>The report's stepSize is the mean gain of the filters, the fraction of this sample's error
 * that the update removes. A sample that would leave a weight not finite is undone, and the filters
 * start anew from the weights before.
 */
final class FeatureModel extends RegressionModel {
  private static final double MAX_FEATURE_SQUARE = 1e12;

  private final Features features;
  private final LinearFilter[] filters;
  private final Loss loss;
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
    super(scaling, new Parameters(filters.stream().map(LinearFilter::weights).toList()));
    int n = scaling.joints();
    this.features = features;
    this.filters = filters.toArray(LinearFilter[]::new);
    this.loss = loss;
    h = new double[features.rows() * features.count()];
    input = new double[3 * n];
    state = new DMatrixRMaj(1, 2 * n);
    lossF = new DMatrixRMaj(1, n);
    lossTau = new DMatrixRMaj(1, n);
  }

  @Override
  @HotPath
  void evaluate(double[] q, double[] qd, double[] qdd) {
    features.featureInto(q, qd, qdd, h);
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
  boolean isUsable(double[] q, double[] qd, double[] qdd) {
    if (loss != null) {
      evaluateLoss(q, qd, qdd);
    }
    return Vectors.dot(h, 0, h, 0, h.length) <= MAX_FEATURE_SQUARE
        && Double.isFinite(report.loss);
  }

  /** phi_j(q, qd), and the loss that they belong to. */
  @HotPath
  private void evaluateLoss(double[] q, double[] qd, double[] qdd) {
    scaling.inputInto(q, qd, qdd, input, 0);
    System.arraycopy(input, 0, state.data, 0, state.numCols);
    System.arraycopy(sample.f, 0, lossF.data, 0, lossF.numCols);
    System.arraycopy(sample.target, 0, lossTau.data, 0, lossTau.numCols);
    report.loss = loss.evaluate(state, lossF, lossTau);
    loss.weightsInto(report.phi);
    report.outOfRange = loss.outOfRange();
  }

  @Override
  @HotPath
  double step() {
    double gain = 0;
    for (int i = 0; i < filters.length; i++) {
      double precision = loss == null ? 1 : report.phi[i];
      precision = Math.min(Math.max(precision, 0), LinearFilter.MAX_PRECISION);
      gain += filters[i].update(h, rowOf(i), sample.target, i, precision);
    }
    return gain / filters.length;
  }

  @Override
  @HotPath
  public void slowDown(double share) {
    for (int i = 0; i < filters.length; i++) {
      filters[i].slowDown(share);
    }
  }

  @Override
  public void collectState(StateBlocks state) {
    for (LinearFilter filter : filters) {
      filter.collectState(state);
    }
  }

  @Override
  @HotPath
  void forget() {
    for (int i = 0; i < filters.length; i++) {
      filters[i].reset();
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
