package org.statewise.controller.record;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.worker.WorkerThread;

/**
 * The thread {@code statewise-recorder}: drains the ring and writes, so that the disk's pace never
 * reaches the control thread. Every half second it hands what it holds to the operating system, so
 * a killed process loses at most the last second.
 *
 * <p>When writing fails the recording stops, {@link #failure} says why, and the ring is still
 * drained, into nothing: a full disk costs the recording and never the run. The same holds where the next
 * of several files cannot be begun, and where the disk has less room than it is to keep.
 */
public final class Recorder implements Closeable {
  private static final long FLUSH_NS = 500_000_000;
  private static final long IDLE_NS = 2_000_000;
  private static final int BATCH = 256;

  private final TickRing ring;
  private final PartWriter writer;
  private final LongSupplier clockNs;
  private final WorkerThread thread;
  /** Written by the recorder's thread alone. */
  private volatile String failure;
  private volatile long written;
  private final AtomicLong lost = new AtomicLong();
  private long flushedNs;

  /**
   * Opens the first file.
   *
   * @param ring drained by this recorder alone
   * @param parts opened and ended by this recorder
   * @param clockNs monotonic wall time, ns
   */
  public Recorder(TickRing ring, RecordingParts parts, LongSupplier clockNs) throws IOException {
    this.ring = ring;
    writer = new PartWriter(parts, ring::dropped);
    this.clockNs = clockNs;
    thread = new WorkerThread("statewise-recorder", this::run);
  }

  public void start() {
    flushedNs = clockNs.getAsLong();
    thread.start();
  }

  private void run() {
    while (true) {
      // Read before draining: everything offered before close() is then still taken.
      boolean last = thread.closing();
      int taken = ring.drain(this::record, BATCH);
      flushWhenDue();
      if (taken == 0) {
        if (last) {
          break;
        }
        thread.rest(IDLE_NS);
      }
    }
    finish();
  }

  private void record(TickRecord tick) {
    if (failure != null) {
      lost.incrementAndGet();
      return;
    }
    try {
      writer.write(tick);
      written = writer.keptTicks();
    } catch (IOException | RuntimeException e) {
      lost.incrementAndGet();
      fail(e);
    }
  }

  private void flushWhenDue() {
    long nowNs = clockNs.getAsLong();
    if (failure == null && nowNs - flushedNs >= FLUSH_NS) {
      flushedNs = nowNs;
      try {
        writer.flush();
        written = writer.keptTicks();
      } catch (IOException | RuntimeException e) {
        fail(e);
      }
    }
  }

  private void finish() {
    if (failure != null) {
      return;
    }
    try {
      writer.end();
      written = writer.keptTicks();
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  private void fail(Exception cause) {
    long kept = writer.keptTicks();
    // What was given to the file since its last whole chunk cannot be read.
    lost.addAndGet(writer.ticks() - kept);
    written = kept;
    failure = "recording stopped after " + kept + " ticks: "
        + (cause.getMessage() == null ? cause.toString() : cause.getMessage());
    try {
      writer.abandon();
    } catch (IOException | RuntimeException e) {
      failure = failure + "; closing the file failed too: " + e.getMessage();
    }
  }

  /** Why the recording stopped, as a sentence; empty while it goes on. Any thread. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** How many ticks can be read from the files. Any thread. */
  public long written() {
    return written;
  }

  /** How many ticks a recording that stopped does not hold. Any thread. */
  public long lost() {
    return lost.get();
  }

  /** How many ticks found the ring full. Any thread. */
  public long dropped() {
    return ring.dropped();
  }

  /**
   * Writes what the ring still holds and ends the last file. Call it when nothing is offered any more;
   * look at {@link #failure} afterwards.
   */
  @Override
  public void close() {
    // Never started, as when the arm could not be reached, it ends the file all the same.
    thread.close();
  }
}
