package org.statewise.controller.evaluate.closedloop;

import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.dynamics.RigidBody;

/**
 * The generalised momentum observer (De Luca and Mattone, 2003): what disturbs an arm, without its
 * acceleration. With p = M(q) qd and C^T qd = dM/dt qd - C qd,
 *
 * <pre>
 * r = K (p - p_0 - integral (u + dM/dt qd - C qd + r) dt)
 * </pre>
 *
 * <p>where u is the command of an arm that compensates gravity. On the arm of its description r follows
 * the disturbance as a first-order low-pass of K; -r is what it adds to the feed-forward.
 */
final class MomentumObserver extends RivalModel {
  private final double perSecond;
  private final double dt;
  private final RigidBody body;
  private final int n;
  private final double[] m;
  private final double[] mLast;
  private final double[] bias;
  private final double[] gravity;
  private final double[] uLast;
  private final double[] integral;
  private final double[] r;
  private boolean begun;

  MomentumObserver(ArmModel nominal, double perSecond, double dtSeconds) {
    super(nominal);
    this.perSecond = perSecond;
    dt = dtSeconds;
    body = new RigidBody(nominal);
    n = nominal.jointCount();
    m = new double[n * n];
    mLast = new double[n * n];
    bias = new double[n];
    gravity = new double[n];
    uLast = new double[n];
    integral = new double[n];
    r = new double[n];
  }

  @Override
  @HotPath
  public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel) {
    for (int j = 0; j < n; j++) {
      uModel[j] = -r[j];
    }
  }

  @Override
  void see(TickRecord tick) {
    if (tick.phase == LoopPhase.RUNNING || tick.phase == LoopPhase.ENGAGING) {
      observe(tick.state.q, tick.state.qd, tick.u);
    }
  }

  /** @param u what is commanded from this state on, Nm */
  void observe(double[] q, double[] qd, double[] u) {
    body.equationOfMotionInto(q, qd, m, bias);
    body.gravityInto(q, gravity);
    for (int i = 0; i < n; i++) {
      double p = 0;
      double change = 0;
      for (int k = 0; k < n; k++) {
        p += m[i * n + k] * qd[k];
        change += (m[i * n + k] - mLast[i * n + k]) * qd[k];
      }
      if (!begun) {
        // integral = p_0
        integral[i] = p;
      } else {
        integral[i] += dt * (uLast[i] - (bias[i] - gravity[i]) + r[i]) + change;
        r[i] = share * perSecond * (p - integral[i]);
      }
      uLast[i] = u[i];
    }
    System.arraycopy(m, 0, mLast, 0, m.length);
    begun = true;
  }

  double disturbance(int joint) {
    return r[joint];
  }
}
