package org.statewise.controller.mqtt;

import java.io.EOFException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One connection to the broker by the client library, from its attempt to its end; never used again. The
 * MQTT thread asks where it stands; nothing here waits for the broker.
 */
abstract class Session {
  /** Seconds without traffic after which the client pings. */
  static final int KEEP_ALIVE_SECONDS = 15;
  static final int CONNECT_SECONDS = 5;

  /** Prints stack traces when we end a connection; the sentence that says why is ours. Held, or its level is lost. */
  private static final Logger LIBRARY = Logger.getLogger("org.eclipse.paho");

  static {
    LIBRARY.setLevel(Level.OFF);
  }

  /** Where it stands. */
  enum State {
    CONNECTING, UP, OVER
  }

  private final BrokerSockets sockets;
  private final AtomicInteger unacknowledged = new AtomicInteger();
  private volatile State state = State.CONNECTING;
  private volatile String why = "";
  private volatile boolean refused;

  Session(BrokerSockets sockets) {
    this.sockets = sockets;
  }

  final State state() {
    return state;
  }

  /** Why it is over. */
  final String why() {
    return why;
  }

  /** Whether the broker took the connection at all. */
  final boolean reached() {
    return sockets.reached();
  }

  /** Whether it said no to who we are, which another version of MQTT would not change. */
  final boolean refused() {
    return refused;
  }

  /** Messages that were handed over and are neither sent (QoS 0) nor acknowledged (QoS 1) yet. */
  final int unacknowledged() {
    return unacknowledged.get();
  }

  /**
   * Begins to connect.
   *
   * @param will what the broker says for us when we are cut off; empty for nothing
   * @param arrived gets what comes, on a thread of the library
   */
  abstract void open(Optional<Outgoing> will, Consumer<Incoming> arrived);

  /** Begins to subscribe, at QoS 1. */
  abstract void subscribe(String filter);

  /** So many messages may be in flight at once; known once the session is up. */
  abstract int receiveMaximum();

  /** So many messages the library itself counts as not done with; those that still wait there are not counted. */
  abstract int inFlight();

  /**
   * Hands a message over; one of the two is called on a thread of the library when it is known what
   * became of it.
   *
   * <p>The library must never be the one to refuse: before it looks at its window, it gives the topic of a
   * message an alias, and keeps that for a message that it then refuses. The broker never hears of it, and ends
   * the connection at the next message, which names its topic by the alias alone. What is on the way waits in
   * the library or is in flight there; what is no longer may be in flight a little longer. So both together
   * bound what will be in flight, if what is on the way is counted first.
   *
   * @return false if it cannot be handed over now, since the broker may have as many messages as it takes, or
   *     since the connection ends; then neither is called
   */
  final boolean publish(Outgoing message, Runnable delivered, Runnable failed) {
    int handedOver = unacknowledged.get();
    if (handedOver + inFlight() >= receiveMaximum()) {
      return false;
    }
    unacknowledged.incrementAndGet();
    boolean taken = send(message, () -> {
      unacknowledged.decrementAndGet();
      delivered.run();
    }, () -> {
      unacknowledged.decrementAndGet();
      failed.run();
    });
    if (!taken) {
      unacknowledged.decrementAndGet();
    }
    return taken;
  }

  /** False if it cannot be handed over; else one of the two is called once. */
  abstract boolean send(Outgoing message, Runnable delivered, Runnable failed);

  /** Disconnects in order, so that the broker does not publish the will. */
  abstract void disconnect();

  /** Frees what the library holds. */
  abstract void free();

  /** Ends it, whatever the broker does. */
  final void end() {
    state = State.OVER;
    sockets.end();
    free();
  }

  final void up() {
    if (state == State.CONNECTING) {
      state = State.UP;
    }
  }

  /** It is over, by the library's word. */
  final void over(Throwable cause, boolean brokerRefused) {
    if (state != State.OVER) {
      why = sentence(cause);
      refused = brokerRefused;
      state = State.OVER;
    }
  }

  private static String sentence(Throwable cause) {
    Throwable deepest = cause;
    while (deepest != null && deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    if (deepest == null) {
      return "the connection was lost";
    }
    if (deepest instanceof EOFException) {
      return "the broker hung up";
    }
    return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
  }
}
