package org.statewise.bridge.remote;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.proto.arm.ErrorCode;

/**
 * The events that a bridge logs, in the form of a run's events: the kind of event, then {@code
 * name} and further pairs. Peers cause most of it, so each kind has at most {@link #LINES} lines in
 * {@link #INTERVAL_SECONDS} s; one line then counts how many more there were ({@code more}).
 *
 * <p>Confined to the I/O thread, but for {@link #serving}.
 */
final class BridgeLog {
  /** Enough to see a controller come, go, and come again. */
  static final int LINES = 3;
  static final int INTERVAL_SECONDS = 10;

  /** What is counted together; {@code code} is empty where there is none. */
  private record Kind(Level level, String event, String name, String code) {}

  private final EventExecutor io;
  private final Logger log;
  private final LogThrottle<Kind> throttle = new LogThrottle<>(LINES);
  private boolean intervalRuns;

  /** @param io ends the intervals */
  BridgeLog(EventExecutor io) {
    this(io, LoggerFactory.getLogger(BridgeServer.class));
  }

  /** Into another log. */
  BridgeLog(EventExecutor io, Logger log) {
    this.io = io;
    this.log = log;
  }

  /** The bridge listens. Any thread. */
  void serving(ArmInfo arm, String host, int port, boolean tls) {
    log.atInfo().addKeyValue("name", "bridge").addKeyValue("arm", arm.name())
        .addKeyValue("host", host).addKeyValue("port", port).addKeyValue("tls", tls)
        .log("server");
  }

  /** The arm's own link is over. */
  void armLost(ArmInfo arm) {
    log(new Kind(Level.ERROR, "link", "lost", ""), Map.of("arm", arm.name()));
  }

  /** A connection was closed before it sent anything. */
  void refusedConnection(Channel connection, String reason) {
    log(new Kind(Level.WARN, "connection", "refused", ""), connection, "reason", reason);
  }

  /** A connection's TLS failed. */
  void tlsFailed(Channel connection, String reason) {
    log(new Kind(Level.WARN, "connection", "tls", ""), connection, "reason", reason);
  }

  /** A controller has the arm. */
  void welcomed(Channel connection, String client) {
    log(new Kind(Level.INFO, "controller", "welcomed", ""), connection, "client", client);
  }

  /** A controller left in order. */
  void goodbye(Channel connection) {
    log(new Kind(Level.INFO, "controller", "goodbye", ""), connection, "", "");
  }

  /** A controller that held the lease is gone without a Goodbye. */
  void lost(Channel connection, String reason) {
    log(new Kind(Level.WARN, "controller", "lost", ""), connection, "reason", reason);
  }

  /** A peer is sent an Error and closed; {@code active} if it held the lease. */
  void ended(Channel connection, boolean active, ErrorCode code, String reason) {
    log(new Kind(Level.WARN, "controller", active ? "ended" : "refused", code.name()), connection,
        "reason", reason);
  }

  /** The program itself failed at a connection. */
  void failed(Channel connection, Throwable cause) {
    if (admits(new Kind(Level.ERROR, "controller", "failed", ""))) {
      log.atError().addKeyValue("name", "failed").addKeyValue("address", address(connection))
          .setCause(cause).log("controller");
    }
  }

  private void log(Kind kind, Channel connection, String key, String value) {
    if (admits(kind)) {
      Map<String, Object> pairs = new LinkedHashMap<>();
      pairs.put("address", address(connection));
      if (!key.isEmpty()) {
        pairs.put(key, value);
      }
      write(kind, pairs);
    }
  }

  private void log(Kind kind, Map<String, Object> pairs) {
    if (admits(kind)) {
      write(kind, pairs);
    }
  }

  private static String address(Channel connection) {
    return Protocol.describe(connection.remoteAddress());
  }

  private boolean admits(Kind kind) {
    if (!intervalRuns) {
      intervalRuns = true;
      var _ = io.schedule(this::endInterval, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }
    return throttle.admits(kind);
  }

  private void endInterval() {
    intervalRuns = false;
    throttle.turn((kind, more) -> {
      Map<String, Object> pairs = new LinkedHashMap<>();
      pairs.put("more", more);
      pairs.put("seconds", INTERVAL_SECONDS);
      write(kind, pairs);
    });
  }

  private void write(Kind kind, Map<String, Object> pairs) {
    LoggingEventBuilder line = log.atLevel(kind.level()).addKeyValue("name", kind.name());
    if (!kind.code().isEmpty()) {
      line = line.addKeyValue("code", kind.code());
    }
    for (var pair : pairs.entrySet()) {
      line = line.addKeyValue(pair.getKey(), pair.getValue());
    }
    line.log(kind.event());
  }
}
