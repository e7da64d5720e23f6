package org.statewise.bridge.fri;

/** What every message begins with. Reused. */
final class MessageHeader {
  /** Of messages from the robot. */
  static final int MONITORING = 0x245142;

  /** Of messages to the robot. */
  static final int COMMAND = 0x34001;

  /** Which kind of message this is, in every version of FRI. */
  int messageIdentifier;

  /** The sender's count of its messages, unsigned. */
  int sequenceCounter;

  /** The {@link #sequenceCounter} of the other side's message that this answers. */
  int reflectedSequenceCounter;
}
