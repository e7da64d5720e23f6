package org.statewise.controller.telemetry;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.worker.WorkerThread;

/** Drains the telemetry ring into its readers, a few hundred times a second. */
public final class TelemetryThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TelemetryThread.class);
  private static final long POLL_NS = 4_000_000;
  private static final int BATCH = 256;

  private final TickRing ring;
  private final List<Consumer<TickRecord>> consumers;
  private final WorkerThread thread;
  private long failures;

  /** Starts it. */
  public TelemetryThread(TickRing ring, List<Consumer<TickRecord>> consumers) {
    this.ring = ring;
    this.consumers = List.copyOf(consumers);
    thread = new WorkerThread("statewise-telemetry", this::work);
    thread.start();
  }

  private void work() {
    while (true) {
      // Read before draining: what was offered before the request is still taken.
      boolean last = thread.closing();
      int taken = ring.drain(this::hand, BATCH);
      if (taken == 0) {
        if (last) {
          return;
        }
        thread.rest(POLL_NS);
      }
    }
  }

  private void hand(TickRecord tick) {
    for (Consumer<TickRecord> consumer : consumers) {
      try {
        consumer.accept(tick);
      } catch (RuntimeException e) {
        // One that fails must not stop the others, nor a run in virtual time that waits for this ring.
        failures++;
        LOG.atLevel(failures == 1 ? Level.ERROR : Level.DEBUG).setCause(e).log("telemetry failed");
      }
    }
  }

  /** Takes what is left in the ring, then ends. */
  @Override
  public void close() {
    thread.close();
  }
}
