package org.statewise.bridge.remote;

import org.statewise.bridge.api.JointState;

/**
 * One state and what became of the commands so far, from the arm's loop to the server's I/O thread:
 * a reused carrier for a latest-value exchange.
 */
final class StateReport {
  /** The session that this is for, as in {@link ControllerRequest#session}. */
  long session;

  /** The session's count of reports, from 1; a gap shows how many were overwritten. */
  long count;

  /** The session's last command that the arm took, 0 before the first. */
  long lastCommandSequence;

  /** How many of the session's commands the arm refused. */
  long refusedCommands;

  final JointState state;

  StateReport(int joints) {
    state = new JointState(joints);
  }

  void copyFrom(StateReport other) {
    session = other.session;
    count = other.count;
    lastCommandSequence = other.lastCommandSequence;
    refusedCommands = other.refusedCommands;
    state.copyFrom(other.state);
  }
}
