package org.statewise.bridge.remote;

import java.util.Objects;
import java.util.Optional;

/**
 * How a {@link BridgeServer} listens.
 *
 * @param host the address to listen on, {@code 127.0.0.1} for this machine alone
 * @param port 0 to 65535; 0 takes any free one
 * @param limits the limits that it sets its peers
 * @param tls if present, only controllers with a trusted certificate are served
 */
public record BridgeServerConfig(String host, int port, BridgeLimits limits,
    Optional<TlsConfig> tls) {

  public BridgeServerConfig {
    require(!host.isBlank(), "host must not be blank", host);
    require(port >= 0 && port <= 65_535, "port must be within 0 and 65535", port);
    Objects.requireNonNull(limits);
  }

  private static void require(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", but is " + value);
    }
  }
}
