package org.statewise.models.online;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.dynamics.RigidBodyRegressor;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;
import org.statewise.models.optim.ForgettingInformation;
import org.statewise.models.optim.Vectors;

/**
 * Estimates by how much the arm's masses, moments and friction differ from the prior's, and
 * computes the torque that follows: f = Y(q, qd, qdd) d, with d estimated by recursive least
 * squares with forgetting over all joints at once. On a rigid-body prior d is the deviation from
 * the description, so that parameters which torques do not determine stay as described.
 *
 * <p>theta is d in units of its expected spread, d_i = s_i theta_i ({@link DescriptionSpread}).
 * With the rows x_j = Y_j s / r_j, r_j the noise of joint j, and i the next coordinate in turn,
 *
 * <pre>
 * A = lambda A + sum_j x_j x_j^T + c e_i e_i^T,  c = m (1 - lambda)
 * theta = theta + A^-1 (sum_j x_j e_j / r_j - c e_i theta_i)
 * </pre>
 *
 * <p>A starts at I: the spreads are the prior deviations, and A^-1 is the covariance of theta given
 * all samples if lambda is 1 and the noise is white, and a cautious figure for it if lambda is
 * less. The ridge is given back as it is forgotten, see {@link ForgettingInformation}.
 *
 * <p>The spreads are small for the inner links and wide for the last link: whatever has changed is
 * most likely in the gripper. The deviation of the last link's mass is the payload's mass.
 *
 * <p>The report's stepSize is the fraction of this sample's error that the update removed.
 */
public final class RigidBodyModel extends RegressionModel {
  private static final double MAX_SQUARE = 1e12;
  private static final double EPS_RAD_PER_S = 0.02;

  private final RigidBodyRegressor regressor;
  private final double[] spread;

  /** 1 / r_j in scaled units. */
  private final double precisionRoot;
  private final ForgettingInformation information;
  private final double[] d;
  private final double[] x;
  private final double[] row;
  private final double[] step;

  /**
   * @param lambda forgetting, above 0 and at most 1
   * @param noise deviation of a torque that no parameter explains, as a fraction of tauMax,
   *     positive
   * @param spreads s, 13 numbers a joint, positive
   */
  RigidBodyModel(ArmModel arm, Scaling scaling, double lambda, double noise, double[] spreads) {
    super(scaling, new Parameters(List.of(new DMatrixRMaj(1, spreads.length))));
    regressor = new RigidBodyRegressor(arm, EPS_RAD_PER_S);
    int m = regressor.columns();
    precisionRoot = 1 / noise;
    spread = spreads.clone();
    information = new ForgettingInformation(m, lambda, 1);
    d = theta.block(0).data;
    x = new double[m * scaling.joints()];
    row = new double[m];
    step = new double[m];
  }

  /** {@inheritDoc} Here that is x_j of all joints. */
  @Override
  @HotPath
  void evaluate(double[] q, double[] qd, double[] qdd) {
    regressor.regressorInto(q, qd, qdd, x);
    int m = d.length;
    for (int j = 0; j < sample.f.length; j++) {
      double perTorque = 1 / scaling.newtonMetres(j, 1);
      for (int i = 0; i < m; i++) {
        x[j * m + i] *= spread[i] * perTorque;
      }
    }
    predict();
  }

  @HotPath
  private void predict() {
    int m = d.length;
    for (int j = 0; j < sample.f.length; j++) {
      sample.f[j] = Vectors.dot(x, j * m, d, 0, m);
    }
  }

  @Override
  @HotPath
  boolean isUsable(double[] q, double[] qd, double[] qdd) {
    double square = Vectors.dot(x, 0, x, 0, x.length);
    return square * precisionRoot * precisionRoot <= MAX_SQUARE;
  }

  @Override
  @HotPath
  double step() {
    int m = d.length;
    // A = lambda A + sum_j x_j x_j^T + c e_i e_i^T
    information.decay();
    Arrays.fill(step, 0);
    for (int j = 0; j < sample.f.length; j++) {
      for (int i = 0; i < m; i++) {
        row[i] = precisionRoot * x[j * m + i];
      }
      double e = precisionRoot * (sample.target[j] - sample.f[j]);
      Vectors.addScaled(e, row, 0, step, 0, m);
      information.add(row);
    }
    int next = information.refillNext();
    // theta = theta + A^-1 (sum_j x_j e_j - c e_i theta_i)
    step[next] -= information.refill() * d[next];
    information.solve(step);
    Vectors.addScaled(bandwidthShare, step, 0, d, 0, m);
    return removed();
  }

  /** 1 - |error after| / |error before|. */
  @HotPath
  private double removed() {
    double before = report.loss * sample.f.length;
    predict();
    double after = 0;
    for (int j = 0; j < sample.f.length; j++) {
      double e = sample.f[j] - sample.target[j];
      after += e * e;
    }
    return before > 0 ? 1 - Math.sqrt(after / before) : 0;
  }

  /** By how much the last link is heavier than in the prior, kg. */
  public double payloadMassKg() {
    int i = d.length - RigidBodyRegressor.PER_JOINT + RigidBodyRegressor.MASS;
    return spread[i] * d[i];
  }

  /** The standard deviation of {@link #payloadMassKg}, kg: 5 before the first sample. */
  public double payloadMassSigmaKg() {
    int i = d.length - RigidBodyRegressor.PER_JOINT + RigidBodyRegressor.MASS;
    Arrays.fill(row, 0);
    row[i] = 1;
    return spread[i] * Math.sqrt(information.variance(row));
  }

  @Override
  public Optional<PayloadEstimate> payload() {
    return Optional.of(new PayloadEstimate(payloadMassKg(), payloadMassSigmaKg()));
  }

  @Override
  public void collectState(StateBlocks state) {
    super.collectState(state);
    information.collectState(state);
  }

  @Override
  @HotPath
  void forget() {
    information.reset();
  }

  @Override
  public long multiplyAddsPerUpdate() {
    long m = d.length;
    long n = sample.f.length;
    // Row j of Y is zero before link j, and the rotations skip that: a third of n full ones.
    return regressor.multiplyAdds() + 6 * n * m + m * m / 2
        + information.multiplyAddsPerAdd() * (n + 2) / 3 + 3 * m * m / 2;
  }
}
