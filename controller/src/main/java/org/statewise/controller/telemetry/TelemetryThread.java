package org.statewise.controller.telemetry;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;

/** Drains the telemetry ring into whoever wants to know, a few hundred times a second. */
public final class TelemetryThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TelemetryThread.class);
  private static final long POLL_NS = 4_000_000;
  private static final int BATCH = 256;

  private final TickRing ring;
  private final List<Consumer<TickRecord>> consumers;
  private final Thread thread;
  private volatile boolean closing;
  private long failures;

  /** Starts it. */
  public TelemetryThread(TickRing ring, List<Consumer<TickRecord>> consumers) {
    this.ring = ring;
    this.consumers = List.copyOf(consumers);
    thread = Thread.ofPlatform().name("statewise-telemetry").daemon().start(this::work);
  }

  private void work() {
    while (true) {
      // Read before draining: what was offered before the request is still taken.
      boolean last = closing;
      int taken = ring.drain(this::hand, BATCH);
      if (taken == 0) {
        if (last) {
          return;
        }
        LockSupport.parkNanos(this, POLL_NS);
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
    closing = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
