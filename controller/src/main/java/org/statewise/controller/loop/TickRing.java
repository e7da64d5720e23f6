package org.statewise.controller.loop;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.statewise.models.HotPath;

/**
 * The way of a tick from the control thread to one slower reader: a bounded ring of preallocated
 * records. One thread offers, one thread drains. A full ring drops the newest record and counts it,
 * so that a reader that stalls costs records and never a tick.
 *
 * <p>Memory order: each side is the only writer of its own counter and publishes it with a release
 * store; a slot belongs to the producer while it lies in [written, read + capacity) and to the
 * consumer while it lies in [read, written). The acquire load of the other side's counter makes the
 * slot's content visible together with the right to touch it.
 */
public final class TickRing {
  private static final long SPACE_POLL_NS = 50_000;

  private final TickRecord[] slots;
  private final int mask;

  /** How many records were ever put in; written by the producer alone. */
  private final AtomicLong written = new AtomicLong();

  /** How many records were ever taken out; written by the consumer alone. */
  private final AtomicLong read = new AtomicLong();

  /** How many records found the ring full; written by the producer alone. */
  private final AtomicLong dropped = new AtomicLong();

  /**
   * @param joints the joint count of every record that will be offered
   * @param capacity how many records the ring holds at least; rounded up to a power of two
   * @throws IllegalArgumentException if the capacity is not in 1 to 2^20
   */
  public TickRing(int joints, int capacity) {
    if (capacity < 1 || capacity > 1 << 20) {
      throw new IllegalArgumentException(
          "the tick ring's capacity must be in 1 to 1048576, not " + capacity);
    }
    int size = capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
    slots = new TickRecord[size];
    for (int i = 0; i < size; i++) {
      slots[i] = new TickRecord(joints);
    }
    mask = size - 1;
  }

  /**
   * Copies a record into the ring. Producer's thread only.
   *
   * @return whether there was room; if not, the record is dropped and counted
   */
  @HotPath
  public boolean offer(TickRecord tick) {
    long next = written.getPlain();
    if (next - read.getAcquire() >= slots.length) {
      dropped.setRelease(dropped.getPlain() + 1);
      return false;
    }
    slots[(int) next & mask].copyFrom(tick);
    written.setRelease(next + 1);
    return true;
  }

  /**
   * Hands the oldest records over, in order, and frees their slots. Consumer's thread only. The
   * record passed on is the ring's own and valid only during the call. A record whose reader throws
   * counts as taken.
   *
   * @param max how many records to take at most
   * @return how many were taken
   */
  public int drain(Consumer<TickRecord> reader, int max) {
    long next = read.getPlain();
    long end = Math.min(written.getAcquire(), next + max);
    int taken = 0;
    while (next < end) {
      try {
        reader.accept(slots[(int) next & mask]);
      } finally {
        // One slot at a time: a slow reader frees room while it works, not after the batch.
        next++;
        read.setRelease(next);
      }
      taken++;
    }
    return taken;
  }

  /**
   * Waits until the next {@link #offer} will find room: for runs in virtual time, which would
   * outrun any reader and must lose nothing. Producer's thread only; never in real time.
   *
   * @return false if the thread was interrupted before there was room; its interrupt flag stays set
   */
  public boolean awaitSpace() {
    while (written.getPlain() - read.getAcquire() >= slots.length) {
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(this, SPACE_POLL_NS);
    }
    return true;
  }

  /** How many records wait to be drained; exact only when both threads rest. */
  public int size() {
    // Read the consumer's counter first: the other order could see it overtake.
    long taken = read.getAcquire();
    return (int) Math.min(written.getAcquire() - taken, slots.length);
  }

  public int capacity() {
    return slots.length;
  }

  /** How many records were dropped because the ring was full. */
  public long dropped() {
    return dropped.getAcquire();
  }
}
