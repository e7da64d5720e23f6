package org.statewise.controller.loop;

import java.util.Optional;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.controller.safety.GuardChain;
import org.statewise.controller.safety.GuardContext;
import org.statewise.controller.safety.GuardVerdict;
import org.statewise.models.HotPath;

/** The way of a torque to the arm: through the guards, over the link, and what acted is remembered. */
final class TorqueOutput {
  private final boolean observesOnly;
  private final GuardChain guards;
  private final PhaseMachine phases;
  private final CycleMonitor cycle;
  private final TorqueCommand command;
  private final double[] uLast;
  private final GuardContext context;
  private int stoppedBy = -1;

  /** @param record of every tick: guards look at its state and change its torque in place */
  TorqueOutput(ControlSetup setup, PhaseMachine phases, CycleMonitor cycle, TickRecord record) {
    observesOnly = setup.settings().observesOnly();
    guards = setup.guards();
    this.phases = phases;
    this.cycle = cycle;
    command = new TorqueCommand(setup.joints());
    uLast = new double[setup.joints()];
    context = new GuardContext(record.state, phases.setpoint().qDes, uLast, record.u);
    context.dtSeconds = setup.settings().periodNs() * 1e-9;
  }

  /** The torque that acts, Nm: that of the last command. */
  @HotPath
  double[] applied() {
    return uLast;
  }

  /** Records the torque that goes on acting where none is sent. */
  @HotPath
  void keepInto(TickRecord record) {
    System.arraycopy(uLast, 0, record.u, 0, uLast.length);
  }

  /** The guards check the torque and may limit it or end the run; returns whether it may be sent. */
  @HotPath
  boolean passes(TickRecord record, FaultReason ifAborted) {
    context.nowNs = record.nowNs;
    context.follows = phases.follows();
    context.holds = phases.holds();
    context.missedInARow = cycle.missedInARow();
    context.lossFraction = cycle.lossFraction();
    GuardVerdict verdict = guards.check(context);
    record.trips = guards.trips();
    if (observesOnly) {
      return true;
    }
    if (phases.obey(verdict, ifAborted)) {
      stoppedBy = guards.decisive();
    }
    return guards.maySend();
  }

  /** Counts an answer that a guard held back, whether or not it was sent for observation alone. */
  @HotPath
  void countSkipped() {
    if (!guards.maySend()) {
      cycle.countSkipped();
    }
  }

  @HotPath
  void send(ArmLink link, TickRecord record) {
    command.stateSequence = record.state.sequence;
    command.sentNs = link.nowNs();
    command.gripperClosed = phases.setpoint().gripperClosed;
    System.arraycopy(record.u, 0, command.tau, 0, command.tau.length);
    record.sent = link.send(command);
    if (record.sent == SendResult.REFUSED) {
      cycle.countRefused();
    }
    // What acts is what the link says: in a dry run, the torque of the recording.
    System.arraycopy(link.appliedTorque(command), 0, uLast, 0, uLast.length);
    keepInto(record);
  }

  GuardChain guards() {
    return guards;
  }

  /** The guard that ended the run; empty if none did. */
  Optional<String> stoppedBy() {
    return stoppedBy < 0 ? Optional.empty() : Optional.of(guards.names().get(stoppedBy));
  }
}
