package org.statewise.bridge.remote;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.exchange.LatestValue;
import org.statewise.bridge.exchange.RemoteAge;
import org.statewise.bridge.exchange.WaitingClock;
import org.statewise.proto.arm.State;

/**
 * Takes the states that come from a bridge: checks each, writes down when it came and how old it was
 * then, and publishes it. The I/O thread calls {@link #accept}; any thread may read the counts.
 */
final class StateIntake {
  private final boolean waits;
  private final LongSupplier realNs;
  private final WaitingClock clock;
  private final LatestValue<JointState> states;
  private final JointState incoming;
  private final RemoteAge age = new RemoteAge();
  private final AtomicLong malformedStates = new AtomicLong();
  private final AtomicLong staleStates = new AtomicLong();
  private volatile long refusedCommands;
  private long lastEchoNs;

  /**
   * @param waits whether the arm waits for its controller
   * @param realNs monotonic
   * @param clock the link's clock if the arm waits
   * @param states where good states go
   */
  StateIntake(int joints, boolean waits, LongSupplier realNs, WaitingClock clock,
      LatestValue<JointState> states) {
    this.waits = waits;
    this.realNs = realNs;
    this.clock = clock;
    this.states = states;
    incoming = new JointState(joints);
  }

  void accept(State state) {
    long nowNs = realNs.getAsLong();
    long slippedBeforeNs = clock.slippedNs();
    long receivedNs = waits ? clock.arrive() : nowNs;
    takeEcho(state, nowNs);
    long lastSequence = incoming.sequence;
    if (Long.compareUnsigned(state.getSequence(), lastSequence) <= 0 && lastSequence != 0) {
      staleStates.incrementAndGet();
    } else if (!Messages.stateInto(state, incoming)) {
      malformedStates.incrementAndGet();
    } else {
      incoming.receivedNs = receivedNs;
      if (state.getSentNs() == 0 && state.getSampledNs() == 0) {
        RemoteAge.forget(incoming);
      } else {
        age.stamp(incoming, state.getSampledNs(), nowNs, clock.slippedNs() - slippedBeforeNs);
      }
      refusedCommands = state.getRefusedCommands();
      states.publish(incoming);
    }
  }

  /** Each echo is one round trip, on the clocks that never stand still. */
  private void takeEcho(State state, long nowNs) {
    if (state.getEchoReceivedNs() != lastEchoNs) {
      lastEchoNs = state.getEchoReceivedNs();
      age.roundTrip(state.getEchoSentNs(), lastEchoNs, state.getSentNs(), nowNs);
    }
  }

  long malformedStates() {
    return malformedStates.get();
  }

  long staleStates() {
    return staleStates.get();
  }

  long refusedCommands() {
    return refusedCommands;
  }
}
