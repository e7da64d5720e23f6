package org.statewise.bridge.remote;

import org.statewise.bridge.api.TorqueCommand;

/**
 * The newest request of the controller's side, from the server's I/O thread to the arm's loop: a
 * reused carrier for a latest-value exchange. It carries totals, not events, so that a request
 * which overwrites another loses nothing: an overwritten hold still shows in {@link #holds}.
 */
final class ControllerRequest {
  /** The session that this comes from, counted from 1; 0 while no controller is connected. */
  long session;

  /** How many times the arm was commanded to hold since the server started. */
  long holds;

  /**
   * Whether {@link #sequence} and {@link #command} carry a torque that came after the last hold.
   */
  boolean commands;

  /** How many commands came from controllers since the server started, this one included. */
  long accepted;

  /** The controller's own count of commands. */
  long sequence;

  final TorqueCommand command;

  ControllerRequest(int joints) {
    command = new TorqueCommand(joints);
  }

  void copyFrom(ControllerRequest other) {
    session = other.session;
    holds = other.holds;
    commands = other.commands;
    accepted = other.accepted;
    sequence = other.sequence;
    command.copyFrom(other.command);
  }
}
