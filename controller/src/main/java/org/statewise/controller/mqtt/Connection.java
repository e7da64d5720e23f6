package org.statewise.controller.mqtt;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a session with the broker: tries again, slower and slower, for as long as the run lasts, and
 * gives up one that answers nothing. The client library's own reconnecting is not used: it may wait
 * without end for a broker that accepts and says nothing.
 *
 * <p>One thread.
 */
final class Connection {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final long FIRST_DELAY_NS = 500_000_000L;
  private static final long MAX_DELAY_NS = 30_000_000_000L;
  private static final long MAX_ATTEMPT_NS = 3_000_000_000L * Session.CONNECT_SECONDS;

  /** A broker that took nothing of what is on the way for this long is given up. */
  private static final long MAX_STALL_NS = 10_000_000_000L;

  private final MqttSettings settings;
  private final Supplier<Outgoing> will;
  private final Consumer<Incoming> arrived;
  private final MqttMetrics metrics;
  private final SplittableRandom jitter;
  private Session session;
  private boolean speaks5;
  private boolean wasUp;
  private long delayNs = FIRST_DELAY_NS;
  private long nextAttemptNs;
  private boolean first = true;
  private long beganNs;
  private long progressNs;
  private int lastUnacknowledged;
  private String lastError = "";

  /**
   * @param will makes what the broker says for us when we are cut off
   * @param arrived gets what comes, on a thread of the library
   */
  Connection(MqttSettings settings, Supplier<Outgoing> will, Consumer<Incoming> arrived,
      MqttMetrics metrics) {
    this.settings = settings;
    this.will = will;
    this.arrived = arrived;
    this.metrics = metrics;
    speaks5 = settings.version() != MqttSettings.Version.V3_1_1;
    // Robots that lost the same broker must not come back all at once.
    jitter = new SplittableRandom(settings.login().clientId().hashCode());
  }

  /** The session if it is up, else null. */
  Session up() {
    return session != null && session.state() == Session.State.UP ? session : null;
  }

  /**
   * Looks after the session.
   *
   * @return whether it came up or broke in this round
   */
  boolean round(long nowNs) {
    if (session == null) {
      if (first || nowNs - nextAttemptNs >= 0) {
        first = false;
        attempt(nowNs);
      }
      return false;
    }
    return switch (session.state()) {
      case CONNECTING -> {
        if (nowNs - beganNs > MAX_ATTEMPT_NS) {
          lose("the broker does not answer", nowNs);
        }
        yield false;
      }
      case UP -> keep(nowNs);
      case OVER -> {
        boolean had = wasUp;
        lose(session.why(), nowNs);
        yield had;
      }
    };
  }

  private void attempt(long nowNs) {
    BrokerSockets sockets = new BrokerSockets(settings.tls(), settings.broker().host());
    session = speaks5 ? new Session5(settings, sockets) : new Session3(settings, sockets);
    beganNs = nowNs;
    session.open(Optional.of(will.get()), arrived);
  }

  private boolean keep(long nowNs) {
    if (!wasUp) {
      wasUp = true;
      progressNs = nowNs;
      beganNs = nowNs;
      lastError = "";
      metrics.connected(true);
      LOG.atInfo().addKeyValue("name", "up").addKeyValue("broker", settings.broker())
          .addKeyValue("version", speaks5 ? "5" : "3.1.1").log("mqtt");
      return true;
    }
    int unacknowledged = session.unacknowledged();
    if (unacknowledged == 0 || unacknowledged < lastUnacknowledged) {
      progressNs = nowNs;
    }
    lastUnacknowledged = unacknowledged;
    if (nowNs - progressNs > MAX_STALL_NS) {
      lose("the broker takes nothing", nowNs);
      return true;
    }
    return false;
  }

  private void lose(String why, long nowNs) {
    if (wasUp) {
      metrics.connected(false);
      // One that held for a while was no accident of ours.
      delayNs = nowNs - beganNs > MAX_STALL_NS ? FIRST_DELAY_NS : delayNs;
    } else if (settings.version() == MqttSettings.Version.AUTO && session.reached()
        && !session.refused()) {
      // Whoever hung up may speak the other version.
      speaks5 = !speaks5;
    }
    if (!why.equals(lastError)) {
      LOG.atWarn().addKeyValue("name", "down").addKeyValue("broker", settings.broker())
          .addKeyValue("reason", why).log("mqtt");
    }
    lastError = why;
    wasUp = false;
    lastUnacknowledged = 0;
    session.end();
    session = null;
    nextAttemptNs = nowNs + (long) (delayNs * (0.8 + 0.4 * jitter.nextDouble()));
    delayNs = Math.min(2 * delayNs, MAX_DELAY_NS);
  }

  /** Ends the session for good. */
  void end() {
    if (session != null) {
      session.end();
      session = null;
      metrics.connected(false);
    }
  }
}
