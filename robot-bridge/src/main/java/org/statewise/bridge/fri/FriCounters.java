package org.statewise.bridge.fri;

import java.util.concurrent.atomic.AtomicLong;

/** The live counters behind {@link FriStatistics}; one thread adds, any thread reads. */
final class FriCounters {
  final AtomicLong accepted = new AtomicLong();
  final AtomicLong foreign = new AtomicLong();
  final AtomicLong undecodable = new AtomicLong();
  final AtomicLong malformed = new AtomicLong();
  final AtomicLong outOfRange = new AtomicLong();
  final AtomicLong duplicated = new AtomicLong();
  final AtomicLong reordered = new AtomicLong();
  final AtomicLong lost = new AtomicLong();
  final AtomicLong sessions = new AtomicLong();
  final AtomicLong sent = new AtomicLong();

  FriStatistics snapshot() {
    return new FriStatistics(accepted.get(), foreign.get(), undecodable.get(), malformed.get(),
        outOfRange.get(), duplicated.get(), reordered.get(), lost.get(), sessions.get(),
        sent.get());
  }
}
