package org.statewise.models.online;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.dynamics.RigidBodyRegressor;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;
import org.statewise.models.optim.RankOneCholesky;
import org.statewise.models.optim.Vectors;

/**
 * What the arm's masses, moments and friction differ from the prior's, and the torque that follows:
 * f = Y(q, qd, qdd) d, with d estimated by recursive least squares with forgetting over all joints
 * at once. On a rigid-body prior d is the deviation from the description, so that what cannot be
 * told from torques stays as described.
 *
 * <p>theta is d in units of its expected spread, d_i = s_i theta_i ({@link #spreads}). With the
 * rows x_j = Y_j s / r_j, r_j the noise of joint j, and i the next coordinate in turn,
 *
 * <pre>
 * A = lambda A + sum_j x_j x_j^T + c e_i e_i^T,  c = m (1 - lambda)
 * theta = theta + A^-1 (sum_j x_j e_j / r_j - c e_i theta_i)
 * </pre>
 *
 * <p>A starts at I: the spreads are the prior deviations, and A^-1 is the covariance of theta given
 * all samples if lambda is 1 and the noise is white, and a cautious figure for it if lambda is
 * less. The ridge is given back as it is forgotten, as in {@link
 * org.statewise.models.optim.RecursiveLeastSquares}.
 *
 * <p>Joints inside have small spreads and the last link has wide ones, which says: whatever has
 * changed is most likely in the gripper. The deviation of its mass is the payload's.
 *
 * <p>The report's stepSize is the fraction of this sample's error that the update removed.
 */
public final class RigidBodyModel implements OnlineModel {
  private static final double LARGEST_SQUARE = 1e12;
  private static final double EPS_RAD_PER_S = 0.02;

  private final RigidBodyRegressor regressor;
  private final double lambda;
  private final double refill;
  private final Scaling scaling;
  private final ScaledSample sample;
  private final LearnReport report;
  private final double[] spread;

  /** 1 / r_j in scaled units. */
  private final double precisionRoot;
  private final RankOneCholesky root;
  private final Parameters theta;
  private final double[] d;
  private final double[] previous;
  private final double[] x;
  private final double[] row;
  private final double[] step;

  /** The part of each step of theta that is taken. */
  private double share = 1;

  /** The coordinate whose turn it is. */
  private final double[] turn = new double[1];

  /**
   * @param lambda forgetting, above 0 and at most 1
   * @param noise deviation of a torque that no parameter explains, as a fraction of tauMax,
   *     positive
   * @param spreads s, 13 numbers a joint, positive
   */
  RigidBodyModel(ArmModel arm, Scaling scaling, double lambda, double noise, double[] spreads) {
    this.scaling = scaling;
    this.lambda = lambda;
    regressor = new RigidBodyRegressor(arm, EPS_RAD_PER_S);
    int m = regressor.columns();
    refill = m * (1 - lambda);
    precisionRoot = 1 / noise;
    sample = new ScaledSample(scaling);
    report = new LearnReport(scaling.joints());
    spread = spreads.clone();
    root = new RankOneCholesky(m, 1);
    DMatrixRMaj block = new DMatrixRMaj(1, m);
    theta = new Parameters(List.of(block));
    d = block.data;
    previous = new double[m];
    x = new double[m * scaling.joints()];
    row = new double[m];
    step = new double[m];
  }

  /**
   * How far a description may be wrong. Inner links: the fraction {@code share} of the mass, the
   * same of a mass at 0.1 m for the moments, and of the rotor with 0.1 kg m^2 more. The last link:
   * 5 kg, 0.5 kg m and 0.1 kg m^2, what hands and payloads add. Friction: 5 Nm s/rad and 5 Nm
   * everywhere.
   *
   * @return 13 numbers a joint
   */
  static double[] spreads(ArmModel arm, double share) {
    int n = arm.jointCount();
    double[] s = new double[RigidBodyRegressor.PER_JOINT * n];
    for (int j = 0; j < n; j++) {
      boolean last = j == n - 1;
      double mass = share * Math.max(arm.joints().get(j).link().massKg(), 0.1);
      int at = RigidBodyRegressor.PER_JOINT * j;
      int first = at + RigidBodyRegressor.FIRST_MOMENT;
      int second = at + RigidBodyRegressor.SECOND_MOMENT;
      s[at + RigidBodyRegressor.MASS] = last ? 5 : mass;
      Arrays.fill(s, first, second, last ? 0.5 : 0.1 * mass);
      Arrays.fill(s, second, at + RigidBodyRegressor.ROTOR, last ? 0.1 : 0.01 * mass);
      s[at + RigidBodyRegressor.ROTOR] = share * (arm.joints().get(j).rotorInertiaKgM2() + 0.1);
      s[at + RigidBodyRegressor.VISCOUS] = 5;
      s[at + RigidBodyRegressor.COULOMB] = 5;
    }
    return s;
  }

  @Override
  public int joints() {
    return scaling.joints();
  }

  /** x_j and f for all joints. */
  @HotPath
  private void evaluate(double[] q, double[] qd, double[] qdd) {
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
  public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel) {
    if (!ScaledSample.finite(q) || !ScaledSample.finite(qd) || !ScaledSample.finite(qdd)) {
      Arrays.fill(uModel, Double.NaN);
      return;
    }
    evaluate(q, qd, qdd);
    sample.torqueInto(uModel);
  }

  @Override
  @HotPath
  public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
    boolean usable = sample.take(q, qd, qdd, tau);
    evaluate(q, qd, qdd);
    usable &= sample.compare(report);
    double square = Vectors.dot(x, 0, x, 0, x.length);
    if (!usable || !(square * precisionRoot * precisionRoot <= LARGEST_SQUARE)) {
      report.thetaNorm = theta.norm();
      return LearnOutcome.REJECTED;
    }
    System.arraycopy(d, 0, previous, 0, d.length);
    update();
    double norm = theta.norm();
    if (!Double.isFinite(norm)) {
      System.arraycopy(previous, 0, d, 0, d.length);
      root.reset(1);
      report.thetaNorm = theta.norm();
      return LearnOutcome.REJECTED;
    }
    report.thetaNorm = norm;
    report.stepSize = removed();
    return LearnOutcome.UPDATED;
  }

  @HotPath
  private void update() {
    int m = d.length;
    // A = lambda A + sum_j x_j x_j^T + c e_i e_i^T
    root.decay(lambda);
    Arrays.fill(step, 0);
    for (int j = 0; j < sample.f.length; j++) {
      for (int i = 0; i < m; i++) {
        row[i] = precisionRoot * x[j * m + i];
      }
      double e = precisionRoot * (sample.target[j] - sample.f[j]);
      Vectors.addScaled(e, row, 0, step, 0, m);
      root.add(row);
    }
    Arrays.fill(row, 0);
    int next = next();
    row[next] = Math.sqrt(refill);
    root.add(row);
    // theta = theta + A^-1 (sum_j x_j e_j - c e_i theta_i)
    step[next] -= refill * d[next];
    root.solve(step);
    Vectors.addScaled(share, step, 0, d, 0, m);
    turn[0] = (next + 1) % m;
  }

  @HotPath
  private int next() {
    return Math.floorMod((int) turn[0], d.length);
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

  /** What the last link weighs more than the prior says, kg. */
  public double payloadMassKg() {
    int i = d.length - RigidBodyRegressor.PER_JOINT + RigidBodyRegressor.MASS;
    return spread[i] * d[i];
  }

  /** The standard deviation of {@link #payloadMassKg}, kg: 5 before the first sample. */
  public double payloadMassSigmaKg() {
    int i = d.length - RigidBodyRegressor.PER_JOINT + RigidBodyRegressor.MASS;
    Arrays.fill(row, 0);
    row[i] = 1;
    root.rootSolve(row);
    return spread[i] * Math.sqrt(Vectors.dot(row, 0, row, 0, row.length));
  }

  @Override
  public Optional<PayloadEstimate> payload() {
    return Optional.of(new PayloadEstimate(payloadMassKg(), payloadMassSigmaKg()));
  }

  @Override
  @HotPath
  public boolean useLoss(Loss loss, double alpha) {
    return false;
  }

  @Override
  @HotPath
  public void slowDown(double share) {
    this.share = share;
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
    state.add(theta);
    root.collectState(state);
    state.add(turn);
  }

  @Override
  public void restore(Parameters snapshot) {
    Restoring.into(theta, snapshot);
    root.reset(1);
    turn[0] = 0;
  }

  @Override
  public long multiplyAddsPerUpdate() {
    long m = d.length;
    long n = sample.f.length;
    // Row j of Y is zero before link j, and the rotations skip that: a third of n full ones.
    return regressor.multiplyAdds() + 6 * n * m + m * m / 2
        + root.multiplyAddsPerAdd() * (n + 2) / 3 + 3 * m * m / 2;
  }
}
