package org.statewise.bridge.remote;

import org.statewise.bridge.api.TorqueCommand;

/**
 * The newest command or release of the control thread, on its way to the client's I/O thread: a
 * reused carrier for a latest-value exchange.
 */
final class OutgoingCommand {
  /** The arm is to hold; the other fields have no meaning then. */
  boolean release;

  /** The controller's count of commands, from 1. */
  long sequence;

  final TorqueCommand command;

  OutgoingCommand(int joints) {
    command = new TorqueCommand(joints);
  }

  void copyFrom(OutgoingCommand other) {
    release = other.release;
    sequence = other.sequence;
    command.copyFrom(other.command);
  }
}
