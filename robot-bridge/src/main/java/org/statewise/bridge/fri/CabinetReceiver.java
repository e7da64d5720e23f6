package org.statewise.bridge.fri;

/**
 * The client's answers as a cabinet takes them: decodable, of the right kind, newer than the last. An
 * answer is in time if it reflects the message that was sent last. One thread.
 */
final class CabinetReceiver {
  private final FriDialect dialect;
  private final Framing framing = new Framing();
  private final CommandCodec codec;
  private final SequenceTracker sequence = new SequenceTracker();
  private final FriCounters counters = new FriCounters();
  private CommandMessage newest;
  private CommandMessage spare;
  private boolean answered;
  private boolean answeredLast;
  private boolean newClient;
  private boolean hasClient;
  private long silentSteps;

  private final ClientNotices notices = new ClientNotices();
  private final CabinetIos ios;

  CabinetReceiver(int joints, FriDialect dialect, byte[] outputName, DeclaredIos declared) {
    this.dialect = dialect;
    codec = new CommandCodec(dialect.outputs() ? outputName : new byte[0]);
    newest = new CommandMessage(joints, declared);
    spare = new CommandMessage(joints, declared);
    ios = new CabinetIos(declared);
  }

  void receive(byte[] bytes, int length, int sentCounter) {
    if (length > Framing.MAX_DATAGRAM_BYTES || !decode(bytes, length)) {
      counters.undecodable.incrementAndGet();
      return;
    }
    if (spare.header.messageIdentifier != MessageHeader.COMMAND
        || (spare.jointPosition.present && !spare.jointPosition.isWhole())
        || (spare.jointTorque.present && !spare.jointTorque.isWhole())) {
      counters.malformed.incrementAndGet();
      return;
    }
    if (spare.header.sequenceCounter == 0 && newest.header.sequenceCounter != 0) {
      // Clients count from 0: this is another one.
      sequence.forget();
    }
    switch (sequence.offer(spare.header.sequenceCounter)) {
      case DUPLICATED -> counters.duplicated.incrementAndGet();
      case REORDERED, FAR_AHEAD -> counters.reordered.incrementAndGet();
      case NEWER, RESTARTED -> take(sentCounter);
    }
    counters.lost.set(sequence.lost());
  }

  private boolean decode(byte[] bytes, int length) {
    if (!dialect.framed()) {
      return codec.decode(bytes, 0, length, spare);
    }
    return framing.isFrame(bytes, length)
        && codec.decode(bytes, Framing.MARGIN_BYTES, length - Framing.MARGIN_BYTES, spare);
  }

  private void take(int sentCounter) {
    counters.accepted.incrementAndGet();
    if (spare.header.sequenceCounter == 0) {
      newClient = true;
      notices.forget();
      counters.sessions.incrementAndGet();
    }
    CommandMessage taken = spare;
    spare = newest;
    newest = taken;
    ios.take(taken.ios);
    notices.take(taken);
    hasClient = true;
    answered |= taken.header.reflectedSequenceCounter == sentCounter;
    silentSteps = 0;
  }

  /** Whether an answer in time came since this was last asked. */
  boolean takeAnswer() {
    silentSteps++;
    answeredLast = answered;
    answered = false;
    return answeredLast;
  }

  /** Whether an answer in time has come since {@link #takeAnswer}. */
  boolean hasAnswer() {
    return answered;
  }

  /** What {@link #takeAnswer} returned last. */
  boolean answered() {
    return answeredLast;
  }

  /** Whether a new client has sent something since this was last asked. */
  boolean takeNewClient() {
    boolean taken = newClient;
    newClient = false;
    return taken;
  }

  /** Whether there is a client. */
  boolean hasClient() {
    return hasClient;
  }

  /** How many answers were due since the client last sent anything. */
  long silentSteps() {
    return silentSteps;
  }

  /** The client is gone; the next may count from anywhere. */
  void forget() {
    sequence.forget();
    newest.clear();
    hasClient = false;
  }

  /** The inputs and outputs, with what clients wrote. */
  CabinetIos ios() {
    return ios;
  }

  /** The next thing that the client does without effect, as a sentence; empty for nothing new. */
  String nextNotice() {
    return notices.next();
  }

  /** The newest answer; its joint values are whole where they are there. */
  CommandMessage command() {
    return newest;
  }

  int lastClientCounter() {
    return newest.header.sequenceCounter;
  }

  FriStatistics statistics() {
    return counters.snapshot();
  }

  void countSent() {
    counters.sent.incrementAndGet();
  }

  void countForeign() {
    counters.foreign.incrementAndGet();
  }
}
