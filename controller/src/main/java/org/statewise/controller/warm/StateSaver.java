package org.statewise.controller.warm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.statewise.controller.adapt.ModelSnapshots;
import org.statewise.controller.worker.WorkerThread;

/**
 * The thread {@code statewise-saver}: every few seconds it asks the control thread for a copy of what
 * the model remembers and replaces the file by it. A disk that is slow or full costs the file and
 * never the run: {@link #failure} says why, and the next time it is tried again. While the model is withdrawn, and
 * where it was within half a second of the copy, the file stays what it was. So it does while a model that
 * began anew after a withdrawal has learned less than {@link #YOUNG_SAMPLES} samples, and the file holds more.
 */
public final class StateSaver implements AutoCloseable {
  /** An owner that has not ticked for so long, a copy's probation of half a second aside, will not soon. */
  private static final long SNAPSHOT_TIMEOUT_NS = 1_000_000_000;

  /** Ten seconds at 250 Hz: what has learned no more than that does not replace what has. */
  static final long YOUNG_SAMPLES = 2_500;

  private final ModelSnapshots snapshots;
  private final Path file;
  private final Map<String, String> identity;
  private final String programVersion;
  private final WorkerThread thread;
  private volatile String failure;
  private final AtomicLong saves = new AtomicLong();

  /** How many samples what the file holds was learned from. Guarded by this. */
  private long savedSamples;

  /**
   * Starts it, once the model has what it goes on from.
   *
   * @param snapshots of the model that the control thread owns
   * @param identity what the states are valid for
   * @param everyNs time between two saves; 0 for {@link #saveLast} alone
   */
  public StateSaver(ModelSnapshots snapshots, Path file, Map<String, String> identity,
      String programVersion, long everyNs) {
    this.snapshots = snapshots;
    this.file = file;
    this.identity = Map.copyOf(identity);
    this.programVersion = programVersion;
    savedSamples = snapshots.samples();
    thread = new WorkerThread("statewise-saver", () -> work(everyNs));
    thread.start();
  }

  private void work(long everyNs) {
    long savedNs = System.nanoTime();
    while (!thread.closing()) {
      long leftNs = everyNs == 0 ? Long.MAX_VALUE : savedNs + everyNs - System.nanoTime();
      if (leftNs > 0) {
        thread.rest(leftNs);
      } else {
        saveNow();
        savedNs = System.nanoTime();
      }
    }
  }

  /** Why nothing was saved, in a sentence; empty if it was. */
  private synchronized Optional<String> takeAndSave() throws InterruptedException {
    Optional<ModelSnapshots.Snapshot> snapshot = snapshots.take(SNAPSHOT_TIMEOUT_NS);
    return snapshot.isEmpty()
        ? Optional.of("the loop gave no copy of the model in time, or supervision refused it")
        : saveUnlessYoung(snapshot.get());
  }

  private synchronized Optional<String> saveUnlessYoung(ModelSnapshots.Snapshot snapshot) {
    if (snapshot.samples() < Math.min(YOUNG_SAMPLES, savedSamples)) {
      return Optional.of("the model began anew " + snapshot.samples() + " samples ago, and '" + file
          + "' holds one that had learned " + savedSamples);
    }
    save(snapshot);
    return failure();
  }

  /**
   * Saves at once, beside the saves of its own time; waits for the disk. Not on the control thread.
   *
   * @return why it was not saved, in a sentence; empty if it was
   */
  public Optional<String> saveNow() {
    try {
      return takeAndSave();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("it was interrupted");
    }
  }

  private void save(ModelSnapshots.Snapshot snapshot) {
    Instant now = Instant.now();
    long savedNs = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    try {
      new WarmState(identity, snapshot.values(), programVersion, savedNs, snapshot.samples())
          .write(file);
      saves.incrementAndGet();
      savedSamples = snapshot.samples();
      failure = null;
    } catch (IOException e) {
      failure = "the learned state could not be saved to '" + file + "': "
          + (e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  /** Why the last save failed, as a sentence; empty if it did not. Any thread. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** How often the file was replaced. Any thread. */
  public long saves() {
    return saves.get();
  }

  /** Ends the thread. What is saved stays as it is. */
  @Override
  public void close() {
    thread.close();
  }

  /**
   * Saves what the model remembers at the end, unless it is withdrawn: after {@link #close}, once the
   * control thread ended.
   *
   * @return why it was not saved, in a sentence; empty if it was
   */
  public Optional<String> saveLast() {
    return snapshots.hasConsent()
        ? saveUnlessYoung(snapshots.now())
        : Optional.of("supervision has withdrawn the model");
  }
}
