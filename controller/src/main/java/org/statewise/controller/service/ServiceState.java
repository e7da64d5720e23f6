package org.statewise.controller.service;

import java.util.Locale;
import java.util.Optional;
import org.statewise.controller.loop.LoopPhase;

/**
 * What is to be told next, by the protocol of sd_notify(3): READY=1 once the arm is engaged, STATUS= at each change of the
 * phase, STOPPING=1 once the run comes to its end, and WATCHDOG=1 at half of the watchdog's period, but only if the control
 * thread ticked since the last one: a loop that hangs lets the watchdog bite.
 *
 * <p>The telemetry thread writes what it saw, another asks.
 */
final class ServiceState {
  private final long pingNs;
  private volatile Seen seen = new Seen(-1, LoopPhase.WAITING);
  private LoopPhase told;
  private boolean ready;
  private boolean stopping;
  private long lastPingNs;
  private long lastPingTick = -1;

  /** One object, so that its parts belong together. */
  private record Seen(long tick, LoopPhase phase) {}

  /**
   * Has told nothing yet.
   *
   * @param watchdogNs period of the watchdog; 0 for none
   * @param nowNs monotonic clock
   */
  ServiceState(long watchdogNs, long nowNs) {
    pingNs = watchdogNs / 2;
    lastPingNs = nowNs;
  }

  /** Notes a tick. */
  void saw(long tick, LoopPhase phase) {
    seen = new Seen(tick, phase);
  }

  /** What to send at {@code nowNs}; empty for nothing. */
  Optional<String> next(long nowNs) {
    Seen now = seen;
    StringBuilder message = new StringBuilder();
    if (now.phase() != told) {
      message.append("STATUS=").append(status(now.phase())).append('\n');
      told = now.phase();
    }
    if (!ready && now.phase() != LoopPhase.WAITING) {
      message.append("READY=1\n");
      ready = true;
    }
    if (!stopping && now.phase().compareTo(LoopPhase.STOPPING) >= 0) {
      message.append("STOPPING=1\n");
      stopping = true;
    }
    boolean due = ready && pingNs > 0 && nowNs - lastPingNs >= pingNs;
    if (due && now.tick() != lastPingTick) {
      message.append("WATCHDOG=1\n");
      lastPingNs = nowNs;
      lastPingTick = now.tick();
    }
    return message.isEmpty()
        ? Optional.empty()
        : Optional.of(message.substring(0, message.length() - 1));
  }

  private static String status(LoopPhase phase) {
    return switch (phase) {
      case WAITING -> "waiting for the arm's first state";
      case ENGAGING, HOLDING, RUNNING ->
        "the arm is driven: " + phase.name().toLowerCase(Locale.ROOT);
      case STOPPING, BRAKING -> "the arm is brought to rest";
      case STOPPED -> "the arm is at rest, the run is over";
      case FAULT -> "the run ended in a fault: statewise explain says why";
    };
  }
}
