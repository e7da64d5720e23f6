package org.statewise.bridge.fri;

import org.statewise.bridge.api.JointState;
import org.statewise.bridge.exchange.RemoteAge;
import org.statewise.models.HotPath;

/**
 * How old a cabinet's states are on arrival: by its time stamp, and by the counter of the client's
 * newest answer that each message reflects, which closes a round trip. The cabinet does not report
 * when it received that answer, so that the round trip includes the time for which the answer lay
 * there, up to a period; ages come out too large by half of that.
 */
@HotPath
final class CabinetAge {
  /** The most answers in flight; a power of two. */
  private static final int ANSWERS = 256;

  private final RemoteAge age = new RemoteAge();
  private final int[] counters = new int[ANSWERS];
  private final long[] sentNs = new long[ANSWERS];
  private int lastReflected;

  /** An answer of that counter left. */
  void answered(int counter, long nowNs) {
    counters[counter & ANSWERS - 1] = counter;
    sentNs[counter & ANSWERS - 1] = nowNs;
  }

  /**
   * Stamps the message's state with its age, which is unknown without a time stamp.
   *
   * @param stoodNs see {@link RemoteAge#stamp}
   */
  void stamp(JointState state, MonitoringMessage message, long receivedNs, long stoodNs) {
    if (!message.hasTimestamp) {
      RemoteAge.forget(state);
      return;
    }
    long stampNs = Integer.toUnsignedLong(message.seconds) * 1_000_000_000L + message.nanoseconds;
    takeReflected(message.header.reflectedSequenceCounter, stampNs, receivedNs);
    age.stamp(state, stampNs, receivedNs, stoodNs);
  }

  /** A zero may reflect the first answer as well as none, and is ignored. */
  private void takeReflected(int counter, long stampNs, long receivedNs) {
    int k = counter & ANSWERS - 1;
    if (counter != 0 && counter != lastReflected && counters[k] == counter) {
      lastReflected = counter;
      age.roundTrip(sentNs[k], stampNs, stampNs, receivedNs);
    }
  }
}
