package org.statewise.bridge.remote;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;

/** What the tests of both ends share. */
final class Peers {
  /** Far longer than anything takes; only a failing test waits for it. */
  static final int TIMEOUT_SECONDS = 20;
  static final int TIMEOUT_MILLIS = 1_000 * TIMEOUT_SECONDS;

  /** Of a server that is in no hurry and takes whoever comes. */
  static final BridgeLimits LENIENT = new BridgeLimits(4096, TIMEOUT_MILLIS, 1_000_000, 1_000_000,
      TIMEOUT_MILLIS, 1_000_000);

  private static final long POLL_NS = 200_000;

  private Peers() {}

  /** A server on a free port that is in no hurry to call a controller silent or late. */
  static BridgeServer serve(ArmLink arm) throws BridgeException {
    return BridgeServer.start(patient(Optional.empty()), arm);
  }

  static BridgeServerConfig patient(Optional<TlsConfig> tls) {
    return config(LENIENT, tls);
  }

  static BridgeServerConfig config(BridgeLimits limits, Optional<TlsConfig> tls) {
    return new BridgeServerConfig("127.0.0.1", 0, limits, tls);
  }

  static BridgeLink connect(BridgeServer server) throws BridgeException {
    return BridgeLink.connect("127.0.0.1", server.port(), TIMEOUT_MILLIS, Optional.empty());
  }

  static AwaitResult await(ArmLink link, JointState into) {
    return link.awaitState(into, link.nowNs() + TIMEOUT_SECONDS * 1_000_000_000L);
  }

  /** Polls what no event announces, a counter for example. */
  static void until(String what, BooleanSupplier holds) {
    long deadlineNs = System.nanoTime() + TIMEOUT_SECONDS * 1_000_000_000L;
    while (!holds.getAsBoolean()) {
      if (deadlineNs - System.nanoTime() <= 0) {
        throw new AssertionError("never happened: " + what);
      }
      LockSupport.parkNanos(POLL_NS);
    }
  }
}
