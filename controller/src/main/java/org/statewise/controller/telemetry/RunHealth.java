package org.statewise.controller.telemetry;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;

/**
 * Whether the run is alive and whether the arm is controlled, as seen from behind the telemetry ring:
 * a loop that hangs, and a telemetry thread that died, look the same here, and both are ill. The
 * telemetry thread writes, any thread asks.
 */
public final class RunHealth implements Consumer<TickRecord> {
  /** Without a state a tick takes tens of milliseconds; whatever needs longer than this hangs. */
  private static final long MAX_TICK_NS = 2_000_000_000;

  private final LongSupplier clockNs;
  private volatile Glance last;

  /** What the newest tick said; one object, so that its parts belong together. */
  private record Glance(long atNs, LoopPhase phase, AwaitResult await) {}

  /**
   * What a probe is told.
   *
   * @param good whether the answer is yes
   * @param sentence why, for people
   */
  public record Verdict(boolean good, String sentence) {}

  /** Counts from now on; {@code clockNs} is monotonic, ns. */
  public RunHealth(LongSupplier clockNs) {
    this.clockNs = clockNs;
    last = new Glance(clockNs.getAsLong(), LoopPhase.WAITING, AwaitResult.LATE);
  }

  @Override
  public void accept(TickRecord tick) {
    last = new Glance(clockNs.getAsLong(), tick.phase, tick.await);
  }

  /** Whether the loop advances, or has ended in order. */
  public Verdict alive() {
    Glance now = last;
    long silentNs = clockNs.getAsLong() - now.atNs();
    if (now.phase().isFinal() || silentNs <= MAX_TICK_NS) {
      return new Verdict(true, "alive: phase " + word(now.phase()));
    }
    return new Verdict(false, String.format(Locale.ROOT,
        "stuck: no tick for %.1f s in phase %s", silentNs * 1e-9, word(now.phase())));
  }

  /**
   * Whether the arm follows its task, or is held for the next one: phase RUNNING or HOLDING, its states
   * come, and the loop is alive.
   */
  public Verdict ready() {
    Verdict alive = alive();
    Glance now = last;
    if (!alive.good()) {
      return alive;
    }
    if (now.phase() != LoopPhase.RUNNING && now.phase() != LoopPhase.HOLDING) {
      return new Verdict(false, "not ready: phase " + word(now.phase()));
    }
    if (now.await() != AwaitResult.FRESH) {
      return new Verdict(false, "not ready: no state from the arm");
    }
    return new Verdict(true, "ready: phase " + word(now.phase()));
  }

  private static String word(LoopPhase phase) {
    return phase.name().toLowerCase(Locale.ROOT);
  }
}
