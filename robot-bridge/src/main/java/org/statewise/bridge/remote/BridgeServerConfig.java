package org.statewise.bridge.remote;

import java.util.Optional;

/**
 * How a {@link BridgeServer} listens.
 *
 * @param host the address to listen on, {@code 127.0.0.1} for this machine alone
 * @param port 0 to 65535; 0 takes any free one
 * @param maxFrameBytes the longest frame that is accepted, 1 KiB to 16 MiB
 * @param handshakeTimeoutMillis how long a connection may take to say Hello, positive
 * @param maxUnansweredStates how many states in a row a controller that commands may leave
 *     unanswered before it counts as lost, positive
 * @param maxCommandAgePeriods how many periods the state that a command answers may be older than the
 *     arm's newest one, not negative; older commands are refused
 * @param tls if present, only controllers with a trusted certificate are served
 */
public record BridgeServerConfig(
    String host,
    int port,
    int maxFrameBytes,
    int handshakeTimeoutMillis,
    int maxUnansweredStates,
    int maxCommandAgePeriods,
    Optional<TlsConfig> tls) {
  private static final int MIN_FRAME_BYTES = 1024;
  private static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;

  /** How many periods old a command may be unless configured. */
  public static final int DEFAULT_COMMAND_AGE_PERIODS = 5;

  /** Five seconds to say Hello; 50 states are 200 ms of silence at 250 Hz. */
  public BridgeServerConfig(String host, int port, int maxCommandAgePeriods,
      Optional<TlsConfig> tls) {
    this(host, port, Protocol.DEFAULT_MAX_FRAME_BYTES, 5_000, 50, maxCommandAgePeriods, tls);
  }

  public BridgeServerConfig {
    require(!host.isBlank(), "host must not be blank", host);
    require(port >= 0 && port <= 65_535, "port must be within 0 and 65535", port);
    require(maxFrameBytes >= MIN_FRAME_BYTES && maxFrameBytes <= MAX_FRAME_BYTES,
        "maxFrameBytes must be within " + MIN_FRAME_BYTES + " and " + MAX_FRAME_BYTES,
        maxFrameBytes);
    require(handshakeTimeoutMillis > 0, "handshakeTimeoutMillis must be positive",
        handshakeTimeoutMillis);
    require(maxUnansweredStates > 0, "maxUnansweredStates must be positive", maxUnansweredStates);
    require(maxCommandAgePeriods >= 0, "maxCommandAgePeriods must not be negative",
        maxCommandAgePeriods);
  }

  private static void require(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", but is " + value);
    }
  }
}
