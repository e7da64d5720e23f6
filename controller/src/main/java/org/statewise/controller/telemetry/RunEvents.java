package org.statewise.controller.telemetry;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.adapt.Intervention;
import org.statewise.controller.loop.FaultReason;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;

/**
 * Turns ticks into {@link RunEvent events}. It sits behind the telemetry ring, so the control thread
 * never waits for who listens; one thread at a time may call it, and listeners are called on it.
 *
 * <p>A guard that limits many ticks in a row, or again and again, is one episode: one event when it
 * begins, one when the guard has been quiet for a second.
 */
public final class RunEvents implements Consumer<TickRecord> {
  private static final long QUIET_NS = 1_000_000_000;

  private final List<String> guards;
  private final Supplier<Optional<String>> recorderFailure;
  private final InstantSource clock;
  private final List<Consumer<RunEvent>> listeners;
  private final long[] tripTicks;
  private final long[] lastTripNs;
  private LoopPhase phase;
  private AwaitResult link = AwaitResult.LATE;
  private boolean linkSeen;
  private long silentSinceNs;
  private boolean recorderFailed;

  /**
   * @param guards names, in the order of the chain
   * @param recorderFailure why the recording stopped, as a sentence; empty while it goes on
   * @param clock of the events' time
   * @param listeners each gets every event, in order
   */
  public RunEvents(List<String> guards, Supplier<Optional<String>> recorderFailure,
      InstantSource clock, List<Consumer<RunEvent>> listeners) {
    this.guards = List.copyOf(guards);
    this.recorderFailure = recorderFailure;
    this.clock = clock;
    this.listeners = List.copyOf(listeners);
    tripTicks = new long[guards.size()];
    lastTripNs = new long[guards.size()];
  }

  @Override
  public void accept(TickRecord tick) {
    watchLink(tick);
    for (int k = 0; k < tripTicks.length; k++) {
      watchGuard(k, tick);
    }
    intervened(tick.tick, tick.intervention, false);
    intervened(tick.tick, tick.observerIntervention, true);
    // After its cause, so that a log reads in order.
    enter(tick.tick, tick.phase, tick.fault, tick.stopRequested);
    watchRecorder(tick.tick);
  }

  private void intervened(long tick, Intervention what, boolean ofObserver) {
    if (what != Intervention.NONE) {
      String part = ofObserver ? "of the observer alone: " : "";
      tell(tick, RunEvent.Kind.ADAPTATION, what.word(ofObserver),
          Map.of("reason", part + what.sentence()));
    }
  }

  /**
   * The run is over: tells what no tick showed any more, such as the fault of a tick that failed. Not
   * beside {@link #accept}.
   */
  public void finish(LoopPhase lastPhase, FaultReason reason) {
    enter(-1, lastPhase, reason, false);
    watchRecorder(-1);
  }

  /** Tells an event that no tick shows, such as a server that began to listen. Not beside the others. */
  public void tell(long tick, RunEvent.Kind kind, String name, Map<String, Object> details) {
    RunEvent event = new RunEvent(clock.instant(), tick, kind, name, details);
    listeners.forEach(listener -> listener.accept(event));
  }

  private void enter(long tick, LoopPhase next, FaultReason reason, boolean requested) {
    if (next == phase) {
      return;
    }
    Map<String, Object> details = new LinkedHashMap<>();
    if (phase != null) {
      details.put("from", word(phase));
    }
    if (reason != FaultReason.NONE) {
      details.put("reason", reason.sentence());
    } else if (next == LoopPhase.STOPPING) {
      details.put("requested", requested);
    }
    phase = next;
    tell(tick, RunEvent.Kind.PHASE, word(phase), details);
  }

  private void watchLink(TickRecord tick) {
    AwaitResult now = tick.await;
    if (now == link) {
      return;
    }
    link = now;
    Map<String, Object> details = new LinkedHashMap<>();
    switch (now) {
      case FRESH -> {
        if (linkSeen) {
          details.put("silentSeconds", (tick.nowNs - silentSinceNs) * 1e-9);
        }
        linkSeen = true;
        tell(tick.tick, RunEvent.Kind.LINK, "up", details);
      }
      case LATE -> {
        silentSinceNs = tick.nowNs;
        tell(tick.tick, RunEvent.Kind.LINK, "silent", details);
      }
      case LOST -> tell(tick.tick, RunEvent.Kind.LINK, "lost", details);
    }
  }

  private void watchGuard(int k, TickRecord tick) {
    if ((tick.trips & 1 << k) != 0) {
      lastTripNs[k] = tick.nowNs;
      tripTicks[k]++;
      if (tripTicks[k] == 1) {
        tell(tick.tick, RunEvent.Kind.GUARD, guards.get(k),
            details("state", "tripped", "phase", word(tick.phase)));
      }
    } else if (tripTicks[k] > 0 && tick.nowNs - lastTripNs[k] >= QUIET_NS) {
      Map<String, Object> details = details("state", "quiet", "ticks", tripTicks[k]);
      tripTicks[k] = 0;
      tell(tick.tick, RunEvent.Kind.GUARD, guards.get(k), details);
    }
  }

  private void watchRecorder(long tick) {
    if (!recorderFailed) {
      recorderFailure.get().ifPresent(why -> {
        recorderFailed = true;
        tell(tick, RunEvent.Kind.RECORDER, "failed", Map.of("reason", why));
      });
    }
  }

  private static Map<String, Object> details(String key, Object value, String other,
      Object otherValue) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(key, value);
    details.put(other, otherValue);
    return details;
  }

  private static String word(LoopPhase phase) {
    return phase.name().toLowerCase(Locale.ROOT);
  }
}
