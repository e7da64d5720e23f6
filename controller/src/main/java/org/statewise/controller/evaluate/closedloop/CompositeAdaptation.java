package org.statewise.controller.evaluate.closedloop;

import java.util.Arrays;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.dynamics.RigidBodyRegressor;
import org.statewise.models.online.DescriptionSpread;
import org.statewise.models.online.LearnOutcome;

/**
 * Composite adaptation (Slotine and Li, 1989): the parameters of the rigid body learn from what was
 * predicted wrongly and from what was tracked wrongly. With x_j = Y_j diag(spread) / tauMax_j and theta in
 * units of the spreads, f = tauMax x theta, and
 *
 * <pre>
 * a sample:  theta += eta x^T e / (1 + |x|^2),              e = (tau - f) / tauMax
 * a tick:    theta += dt perSecond x^T s / (1 + |x|^2),     s = kd (qdDes - qd + lambda (qDes - q)) / tauMax
 * </pre>
 *
 * <p>Y of a tick is that of the desired acceleration.
 */
final class CompositeAdaptation extends RivalModel {
  private static final double SHARE = 0.3;
  private static final double EPS_RAD_PER_S = 0.02;
  /** lambda, 1/s: how long the error of position may last against that of velocity. */
  private static final double PER_SECOND = 10;

  private final double eta;
  private final double perTick;
  private final RigidBodyRegressor regressor;
  private final double[] spread;
  private final double[] tauMax;
  private final double[] kd;
  private final double[] x;
  private final double[] error;
  final double[] theta;

  CompositeAdaptation(ArmModel nominal, Rival.Composite settings, double dtSeconds) {
    super(nominal);
    eta = settings.eta();
    perTick = dtSeconds * settings.perSecond();
    regressor = new RigidBodyRegressor(nominal, EPS_RAD_PER_S);
    spread = DescriptionSpread.of(nominal, SHARE);
    tauMax = nominal.joints().stream().mapToDouble(joint -> joint.limits().tauMaxNm()).toArray();
    kd = nominal.joints().stream().mapToDouble(joint -> joint.gains().kdNmSPerRad()).toArray();
    x = new double[spread.length * tauMax.length];
    error = new double[tauMax.length];
    theta = new double[spread.length];
  }

  @Override
  @HotPath
  public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel) {
    featuresInto(q, qd, qdd);
    for (int j = 0; j < tauMax.length; j++) {
      uModel[j] = tauMax[j] * predicted(j);
    }
  }

  @Override
  @HotPath
  public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
    featuresInto(q, qd, qdd);
    for (int j = 0; j < tauMax.length; j++) {
      error[j] = tau[j] / tauMax[j] - predicted(j);
    }
    step(eta);
    return super.learn(q, qd, qdd, tau);
  }

  @Override
  void see(TickRecord tick) {
    if (tick.phase != LoopPhase.RUNNING) {
      return;
    }
    featuresInto(tick.state.q, tick.state.qd, tick.qddDes);
    for (int j = 0; j < tauMax.length; j++) {
      error[j] = kd[j] * (tick.qdDes[j] - tick.state.qd[j]
          + PER_SECOND * (tick.qDes[j] - tick.state.q[j])) / tauMax[j];
    }
    step(perTick);
  }

  @HotPath
  private void featuresInto(double[] q, double[] qd, double[] qdd) {
    regressor.regressorInto(q, qd, qdd, x);
    int m = spread.length;
    for (int j = 0; j < tauMax.length; j++) {
      for (int i = 0; i < m; i++) {
        x[j * m + i] *= spread[i] / tauMax[j];
      }
    }
  }

  @HotPath
  private double predicted(int joint) {
    double sum = 0;
    for (int i = 0; i < theta.length; i++) {
      sum += x[joint * theta.length + i] * theta[i];
    }
    return sum;
  }

  /** theta += rate x^T error / (1 + |x|^2) */
  @HotPath
  private void step(double rate) {
    double square = 0;
    for (double value : x) {
      square += value * value;
    }
    double factor = share * rate / (1 + square);
    for (int j = 0; j < error.length; j++) {
      for (int i = 0; i < theta.length; i++) {
        theta[i] += factor * x[j * theta.length + i] * error[j];
      }
    }
    if (!Double.isFinite(square)) {
      Arrays.fill(theta, 0);
    }
  }
}
