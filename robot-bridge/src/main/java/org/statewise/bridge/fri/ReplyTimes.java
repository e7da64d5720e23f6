package org.statewise.bridge.fri;

import java.util.function.LongConsumer;

/** How long a commanding client takes to answer. The I/O thread's, but for who listens. */
final class ReplyTimes {
  private volatile LongConsumer listener = _ -> {};
  private long sentNs;
  private boolean awaited;

  /** From now on {@code ns} gets each time, on the I/O thread. */
  void listener(LongConsumer ns) {
    listener = ns;
  }

  /** A message leaves; {@code wantsAnswer} if its client commands. */
  void sends(boolean wantsAnswer) {
    awaited = wantsAnswer;
    sentNs = System.nanoTime();
  }

  /** A datagram came; {@code answers} if the last message has its answer now. */
  void receives(boolean answers) {
    if (awaited && answers) {
      awaited = false;
      listener.accept(System.nanoTime() - sentNs);
    }
  }
}
