package org.statewise.bridge.remote;

/**
 * The limits that a {@link BridgeServer} sets its peers.
 *
 * @param maxFrameBytes the longest frame that is accepted, 1 KiB to 16 MiB
 * @param handshakeTimeoutMillis how long a connection may take to say Hello, positive
 * @param maxUnansweredStates how many states in a row a controller that commands may leave
 *     unanswered before it counts as lost, positive
 * @param maxCommandAgePeriods how many periods the state that a command answers may be older than
 *     the arm's newest one, not negative; older commands are refused
 * @param maxIdleMillis how long a controller that has the arm may send nothing at all, positive
 * @param maxConnectionsPerSecond how many connections a second are looked at, 1 to 1,000,000
 */
public record BridgeLimits(int maxFrameBytes, int handshakeTimeoutMillis, int maxUnansweredStates,
    int maxCommandAgePeriods, long maxIdleMillis, int maxConnectionsPerSecond) {
  private static final int MIN_FRAME_BYTES = 1024;
  private static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;
  private static final int MAX_CONNECTIONS_PER_SECOND = 1_000_000;

  /** Five seconds to say Hello, and a minute of silence; 50 states are 200 ms at 250 Hz. */
  public static final BridgeLimits DEFAULT = new BridgeLimits(Protocol.DEFAULT_MAX_FRAME_BYTES,
      5_000, 50, 5, 60_000, 20);

  public BridgeLimits {
    require(maxFrameBytes >= MIN_FRAME_BYTES && maxFrameBytes <= MAX_FRAME_BYTES,
        "maxFrameBytes must be within " + MIN_FRAME_BYTES + " and " + MAX_FRAME_BYTES,
        maxFrameBytes);
    require(handshakeTimeoutMillis > 0, "handshakeTimeoutMillis must be positive",
        handshakeTimeoutMillis);
    require(maxUnansweredStates > 0, "maxUnansweredStates must be positive", maxUnansweredStates);
    require(maxCommandAgePeriods >= 0, "maxCommandAgePeriods must not be negative",
        maxCommandAgePeriods);
    require(maxIdleMillis > 0, "maxIdleMillis must be positive", maxIdleMillis);
    require(
        maxConnectionsPerSecond > 0 && maxConnectionsPerSecond <= MAX_CONNECTIONS_PER_SECOND,
        "maxConnectionsPerSecond must be within 1 and " + MAX_CONNECTIONS_PER_SECOND,
        maxConnectionsPerSecond);
  }

  private static void require(boolean holds, String rule, long value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", but is " + value);
    }
  }

  /** These with another age of commands. */
  public BridgeLimits withCommandAgePeriods(int periods) {
    return new BridgeLimits(maxFrameBytes, handshakeTimeoutMillis, maxUnansweredStates, periods,
        maxIdleMillis, maxConnectionsPerSecond);
  }

  /** These with another time of silence. */
  public BridgeLimits withIdleMillis(long millis) {
    return new BridgeLimits(maxFrameBytes, handshakeTimeoutMillis, maxUnansweredStates,
        maxCommandAgePeriods, millis, maxConnectionsPerSecond);
  }

  /** These with another number of connections. */
  public BridgeLimits withConnectionsPerSecond(int connections) {
    return new BridgeLimits(maxFrameBytes, handshakeTimeoutMillis, maxUnansweredStates,
        maxCommandAgePeriods, maxIdleMillis, connections);
  }
}
