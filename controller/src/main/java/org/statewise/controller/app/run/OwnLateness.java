package org.statewise.controller.app.run;

import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.FaultReason;
import org.statewise.controller.worker.WorkerThread;

/**
 * How late this program's own threads get a processor: a thread that only sleeps, a millisecond at a time,
 * sees it at every wake-up. So a fault of timing can be told from an arm's or a network's.
 */
final class OwnLateness implements AutoCloseable {
  private static final long NAP_NS = 1_000_000;
  private static final long RECENT_NS = 1_000_000_000;
  private static final int LATE_PERIODS = 2;
  private static final Set<FaultReason> OF_TIMING = Set.of(FaultReason.NO_STATE,
      FaultReason.ARM_TOOK_OVER, FaultReason.ARM_FAULT);
  private static final Set<String> GUARDS_OF_TIMING = Set.of("freshness", "state-age",
      "missed-states", "link-quality");

  private final LongSupplier clockNs;
  private final long periodNs;
  private final WorkerThread thread = new WorkerThread("statewise-late", this::watch);
  private long lastNs;
  private long longestNs;
  private long recentNs;
  private long recentSinceNs;

  /** @param clockNs of the machine, monotonic */
  OwnLateness(LongSupplier clockNs, long periodNs) {
    this.clockNs = clockNs;
    this.periodNs = periodNs;
    lastNs = clockNs.getAsLong();
  }

  static OwnLateness start(long periodNs) {
    OwnLateness lateness = new OwnLateness(System::nanoTime, periodNs);
    lateness.thread.start();
    return lateness;
  }

  private void watch() {
    while (!thread.closing()) {
      thread.rest(NAP_NS);
      wake();
    }
  }

  /** A nap is over. */
  synchronized void wake() {
    long nowNs = clockNs.getAsLong();
    long lateNs = Math.max(0, nowNs - lastNs - NAP_NS);
    lastNs = nowNs;
    longestNs = Math.max(longestNs, lateNs);
    if (lateNs >= recentNs || nowNs - recentSinceNs > RECENT_NS) {
      recentNs = lateNs;
      recentSinceNs = nowNs;
    }
  }

  /** The longest of the run, ms. */
  synchronized double longestMillis() {
    return longestNs * 1e-6;
  }

  /** The failure of a run, with what this program had to do with it. */
  String explained(String failure, ControlTick tick) {
    return explained(failure, OF_TIMING.contains(tick.faultReason())
        || tick.stoppedBy().filter(GUARDS_OF_TIMING::contains).isPresent());
  }

  String explained(String failure, boolean ofTiming) {
    // One that is late just now is seen too.
    wake();
    if (failure.isEmpty() || !ofTiming || recentNs() < LATE_PERIODS * periodNs) {
      return failure;
    }
    return String.format(Locale.ROOT, "%s; this program itself was late: in the second before, its"
        + " threads had no processor for %.1f ms at a stretch, and the arm's period is %.1f ms."
        + " deploy/robot-pc.md says how to give it one", failure, recentNs() * 1e-6,
        periodNs * 1e-6);
  }

  /** The longest of the last second, ms. */
  double recentMillis() {
    return recentNs() * 1e-6;
  }

  private synchronized long recentNs() {
    return recentNs;
  }

  @Override
  public void close() {
    thread.close();
  }
}
