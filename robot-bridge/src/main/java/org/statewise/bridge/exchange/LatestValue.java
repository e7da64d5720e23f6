package org.statewise.bridge.exchange;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.models.HotPath;

/**
 * Hands the newest value of one writer to one reader. The writer never waits and older values are
 * overwritten; nothing is allocated after construction.
 *
 * <p>Three carriers rotate: one belongs to the writer, one to the reader, and the third, the mailbox,
 * changes hands by one atomic swap of its index. The swap is a full fence, so what was copied into a
 * carrier before it is seen by whoever takes it.
 */
public final class LatestValue<T> {
  /** Set in the mailbox when its carrier has not been read yet. */
  private static final int FRESH_BIT = 4;

  private final T[] carriers;
  private final BiConsumer<T, T> copyFromTo;
  private final LongSupplier clockNs;
  private final AtomicInteger mailbox = new AtomicInteger(0);
  private int writing = 1;
  private int reading = 2;
  private volatile Thread reader;
  private volatile boolean closed;

  /**
   * @param newCarrier makes a carrier; called three times
   * @param copyFromTo copies its first argument into its second without allocating
   * @param clockNs the clock of {@link #awaitInto}'s deadlines
   */
  @SuppressWarnings("unchecked")
  public LatestValue(Supplier<T> newCarrier, BiConsumer<T, T> copyFromTo, LongSupplier clockNs) {
    this.carriers = (T[]) new Object[]{newCarrier.get(), newCarrier.get(), newCarrier.get()};
    this.copyFromTo = copyFromTo;
    this.clockNs = clockNs;
  }

  /** Writer: makes a copy of {@code value} the newest one and wakes the reader. */
  @HotPath
  public void publish(T value) {
    copyFromTo.accept(value, carriers[writing]);
    writing = mailbox.getAndSet(writing | FRESH_BIT) & ~FRESH_BIT;
    // LockSupport ignores null: no reader has waited yet.
    LockSupport.unpark(reader);
  }

  /** Reader: takes the newest value if it was not taken before. */
  @HotPath
  public boolean pollInto(T into) {
    if ((mailbox.get() & FRESH_BIT) == 0) {
      return false;
    }
    reading = mailbox.getAndSet(reading) & ~FRESH_BIT;
    copyFromTo.accept(carriers[reading], into);
    return true;
  }

  /**
   * Reader: waits for a value that was not taken before, until {@code deadlineNs}. An interrupt does not
   * end the wait; it is still set afterwards.
   */
  @HotPath
  public AwaitResult awaitInto(T into, long deadlineNs) {
    reader = Thread.currentThread();
    boolean interrupted = false;
    AwaitResult result = null;
    while (result == null) {
      result = resultNow(into, deadlineNs);
      if (result == null) {
        LockSupport.parkNanos(this, deadlineNs - clockNs.getAsLong());
        // Left set, it would turn each further park into a spin.
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      reader.interrupt();
    }
    return result;
  }

  /** What the wait has come to; null while it goes on. */
  private AwaitResult resultNow(T into, long deadlineNs) {
    // Read first: what was published before the end is still handed out.
    boolean over = closed;
    if (pollInto(into)) {
      return AwaitResult.FRESH;
    }
    if (over) {
      return AwaitResult.LOST;
    }
    return deadlineNs - clockNs.getAsLong() <= 0 ? AwaitResult.LATE : null;
  }

  /** Any thread: no value will come any more; a waiting reader returns. */
  public void close() {
    closed = true;
    LockSupport.unpark(reader);
  }
}
