package org.statewise.bridge.fri;

import org.statewise.bridge.api.TorqueCommand;

/** What the control thread wants sent, on its way to the I/O thread: a reused carrier. */
final class OutgoingTorque {
  /** The controller has let go; the rest means nothing then. */
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
