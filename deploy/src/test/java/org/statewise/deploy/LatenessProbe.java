package org.statewise.deploy;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How late the machine wakes threads of ordinary priority that only sleep, a thread for each processor and a
 * millisecond at a time: what starves a process that waits for its processor is seen here too, wherever that
 * process is.
 */
final class LatenessProbe implements AutoCloseable {
  private static final long NAP_NS = 1_000_000;

  private final AtomicLong longestNs = new AtomicLong();
  private volatile boolean closed;

  LatenessProbe() {
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      Thread.ofPlatform().daemon().name("lateness-" + i).start(this::nap);
    }
  }

  private void nap() {
    while (!closed) {
      long beganNs = System.nanoTime();
      LockSupport.parkNanos(NAP_NS);
      longestNs.accumulateAndGet(System.nanoTime() - beganNs - NAP_NS, Math::max);
    }
  }

  /** The longest so far, ns. */
  long longestNs() {
    return longestNs.get();
  }

  /** Ends the naps; the threads follow within one. */
  @Override
  public void close() {
    closed = true;
  }
}
