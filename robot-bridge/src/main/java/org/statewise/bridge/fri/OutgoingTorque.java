package org.statewise.bridge.fri;

import org.statewise.bridge.api.TorqueCommand;

/**
 * The newest command or release of the control thread, on its way to the I/O thread: a reused
 * carrier.
 */
final class OutgoingTorque {
  /** The controller has released the arm; the other fields have no meaning then. */
  boolean release;
  final TorqueCommand command;

  OutgoingTorque(int joints) {
    command = new TorqueCommand(joints);
  }

  void copyFrom(OutgoingTorque other) {
    release = other.release;
    command.copyFrom(other.command);
  }
}
