package org.statewise.controller.loop;

import org.statewise.bridge.api.JointState;
import org.statewise.controller.adapt.OnlineAdapter;
import org.statewise.controller.law.FadingPrior;
import org.statewise.controller.law.JointPd;
import org.statewise.models.HotPath;

/**
 * The control law: feed-forward of a prior, a memory and an observer, and feedback (paper, section II).
 * While the output is faded in, the torque that holds the arm where it is makes up for what is missing.
 */
final class ControlLaw {
  private final JointPd pd;
  private final FadingPrior prior;
  private final OnlineAdapter adapter;
  private final AccelerationLead lead;
  private final TickClock clock;
  private final double fadeStep;
  private final double[] uHold;

  ControlLaw(ControlSetup setup) {
    pd = setup.pd();
    prior = setup.prior();
    adapter = setup.adapter();
    clock = setup.clock();
    lead = new AccelerationLead(setup.joints(), setup.settings());
    fadeStep = setup.settings().fadeStep();
    uHold = new double[setup.joints()];
  }

  /** A tick has passed: exchanges of the prior and switches of the adaptation fade on. */
  @HotPath
  void advance() {
    prior.advance();
    adapter.advance(fadeStep);
  }

  /** @param u receives the torques that hold the arm still at {@code q}, Nm */
  @HotPath
  void holdInto(double[] q, double[] u) {
    prior.holdInto(q, u);
  }

  /**
   * @param state of the arm
   * @param record receives the torque for that state and the set-point, and its parts, Nm
   */
  @HotPath
  void computeInto(PhaseMachine phases, JointState state, TickRecord record) {
    double[] qddDes = lead.of(phases.setpoint().qddDes, state.armTimeNs, phases.phase());
    // uFf = uPrior + uModel with uModel = uMemory + uObserver: the prior of (q, qd, qddDes), memory and observer of
    // that and the load, or of the desired q and qd
    prior.computeInto(state.q, state.qd, qddDes, record.uPrior);
    adapter.predictInto(state, phases.setpoint(), qddDes, record.uModel, record.uObserver);
    prior.holdInto(state.q, uHold);
    clock.reached(TickStage.PREDICT);
    if (phases.phase() == LoopPhase.BRAKING) {
      brake(state, record);
    } else {
      pd.computeInto(state, phases.setpoint(), record.uFb);
      combine(phases.fade(), record);
    }
  }

  /** u = uHold + fade (uPrior + uModel + uFb - uHold). */
  private void combine(double fade, TickRecord record) {
    for (int j = 0; j < uHold.length; j++) {
      double whole = record.uPrior[j] + record.uModel[j] + record.uFb[j];
      record.u[j] = uHold[j] + fade * (whole - uHold[j]);
    }
  }

  /** u = uHold + uFb with uFb = -kd qd. */
  private void brake(JointState state, TickRecord record) {
    pd.brakeInto(state, record.uFb);
    for (int j = 0; j < uHold.length; j++) {
      record.u[j] = uHold[j] + record.uFb[j];
    }
  }
}
