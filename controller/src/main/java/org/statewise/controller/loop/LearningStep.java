package org.statewise.controller.loop;

import org.statewise.bridge.api.JointState;
import org.statewise.controller.adapt.OnlineAdapter;
import org.statewise.models.HotPath;

/** The last part of a tick: the model is supervised, and learns from the sample that the tick completes. */
final class LearningStep {
  private final OnlineAdapter adapter;
  private final PhaseMachine phases;

  LearningStep(OnlineAdapter adapter, PhaseMachine phases) {
    this.adapter = adapter;
    this.phases = phases;
  }

  /**
   * @param seen the state of the tick, as the law saw it
   * @param applied the torque that acts since this tick, Nm
   */
  @HotPath
  void learn(TickRecord record, JointState seen, double[] applied, boolean sent) {
    if (!sent || phases.phase() != LoopPhase.RUNNING) {
      adapter.interrupt();
      return;
    }
    record.intervention = adapter.supervise(record.uModel, record.uObserver, record.uFb,
        phases.setpoint());
    record.observerIntervention = adapter.observerIntervention();
    boolean guardsAgree = record.trips == 0;
    record.learned = adapter.observe(seen, applied, record.uFb, phases.setpoint(),
        guardsAgree);
    record.outcome = adapter.outcome();
    if (record.learned) {
      record.take(adapter.report(), adapter.priorError());
    }
  }
}
