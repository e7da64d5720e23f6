package org.statewise.controller.adapt;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.statewise.models.HotPath;
import org.statewise.models.net.StateBlocks;
import org.statewise.models.online.OnlineModel;

/**
 * Copies of all that a model remembers, made by the thread that owns it, for one other thread. The
 * owner looks at a flag once a tick, after the command has left; when asked it copies the whole state
 * in one go, so that no copy mixes two ticks, into a buffer that was made beforehand.
 *
 * <p>A copy needs the consent of whoever supervises the model, at the tick that it is made in and for a
 * probation after it: harm is found some time after it began, and what was diverging must not replace the
 * last good copy. Where consent is refused or withdrawn, the other side is told so and gets no copy.
 *
 * <p>Memory order: the buffer belongs to the owner while the flag says WANTED and to the other thread
 * else. Each side hands it over by a release store of the flag, whose acquire load on the other side
 * makes the buffer's content visible with the right to touch it.
 */
public final class ModelSnapshots {
  private static final int IDLE = 0;
  private static final int WANTED = 1;
  private static final int READY = 2;
  private static final int REFUSED = 3;
  private static final long POLL_NS = 1_000_000;

  private final StateBlocks blocks = new StateBlocks();
  private final double[] buffer;
  private final AtomicInteger flag = new AtomicInteger(IDLE);
  private final int probationTicks;
  private boolean consent = true;
  /** Ticks since the copy was made; -1 while there is none. */
  private int age = -1;
  private long samples;
  private long samplesInBuffer;

  /** Of a model that nobody supervises, whose owner calls {@link #serve}. */
  public ModelSnapshots(OnlineModel model) {
    this(model, 0);
  }

  /** @param probationTicks how many ticks after it was made a copy needs consent, not negative */
  ModelSnapshots(OnlineModel model, int probationTicks) {
    this.probationTicks = probationTicks;
    model.collectState(blocks);
    buffer = new double[blocks.size()];
  }

  /** How many numbers a state is; 0 for a model that remembers nothing. */
  public int size() {
    return buffer.length;
  }

  /** Copies the state if it is wanted. Owner's thread, between two updates, once a tick. */
  @HotPath
  public void serve() {
    if (flag.getAcquire() != WANTED) {
      return;
    }
    if (!consent) {
      answer(REFUSED);
      return;
    }
    if (age < 0) {
      blocks.copyInto(buffer);
      samplesInBuffer = samples;
    }
    age++;
    if (age >= probationTicks) {
      answer(READY);
    }
  }

  @HotPath
  private void answer(int how) {
    age = -1;
    flag.setRelease(how);
  }

  /** Whether the state is worth a copy. Owner's thread; it is until this says otherwise. */
  @HotPath
  void consent(boolean given) {
    consent = given;
  }

  /** The model learned a sample. Owner's thread. */
  @HotPath
  public void countSample() {
    samples++;
  }

  /** The model is what it was at first again. Owner's thread. */
  @HotPath
  void beginAnew() {
    samples = 0;
  }

  /** How many samples the state was learned from. For when the owner ticks no more, or not yet. */
  public long samples() {
    return samples;
  }

  /**
   * A copy.
   *
   * @param values the state
   * @param samples learned until then
   */
  // Whoever asked owns the array; nobody compares copies.
  @SuppressWarnings("ArrayRecordComponent")
  public record Snapshot(double[] values, long samples) {}

  /**
   * A copy of the state as it is at the end of a tick. One thread at a time, never the owner.
   *
   * @param timeoutNs how long the owner may take; an owner that does not tick serves nobody
   * @return empty if consent was refused, or if it took longer; the request then stands, and the next
   *     call may find it served
   */
  public Optional<Snapshot> take(long timeoutNs) {
    if (flag.getAcquire() == IDLE) {
      flag.setRelease(WANTED);
    }
    long beganNs = System.nanoTime();
    while (flag.getAcquire() == WANTED) {
      if (System.nanoTime() - beganNs >= timeoutNs || Thread.currentThread().isInterrupted()) {
        return Optional.empty();
      }
      LockSupport.parkNanos(this, POLL_NS);
    }
    if (flag.getAcquire() == REFUSED) {
      flag.setRelease(IDLE);
      return Optional.empty();
    }
    Snapshot snapshot = new Snapshot(buffer.clone(), samplesInBuffer);
    flag.setRelease(IDLE);
    return Optional.of(snapshot);
  }

  /** Whether there is consent now. For when the owner has ended, or by the owner itself. */
  public boolean hasConsent() {
    return consent;
  }

  /** The state as it is. For when the owner has ended, or by the owner itself. */
  public Snapshot now() {
    double[] values = new double[buffer.length];
    blocks.copyInto(values);
    return new Snapshot(values, samples);
  }

  /** Likewise, from a state that was learned from no samples. */
  public void goOnFrom(double[] values) {
    goOnFrom(values, 0);
  }

  /**
   * Lets the model go on from a state. Before the first tick, or by the owner.
   *
   * @param learned how many samples the state was learned from
   * @throws IllegalArgumentException if there are too few numbers or too many, or one is not finite;
   *     the model is then as before
   */
  public void goOnFrom(double[] values, long learned) {
    blocks.restore(values);
    samples = learned;
  }
}
