package org.statewise.bridge.exchange;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.statewise.models.HotPath;

/**
 * Runs one fixed task on an event loop or other executor each time another thread asks for it. Requests that come
 * before the task has begun merge into one run, so the queue holds it once at most and asking
 * allocates nothing.
 *
 * <p>The flag is cleared before the task runs: a request that comes during the run, and may have
 * changed something that the task has already read, causes another run.
 */
public final class LoopSignal {
  private final Executor executor;
  private final Runnable task;
  private final Runnable run = this::run;
  private final AtomicBoolean requested = new AtomicBoolean();

  /** @param executor runs {@code task}, one run at a time */
  public LoopSignal(Executor executor, Runnable task) {
    this.executor = executor;
    this.task = task;
  }

  /** Asks for a run; false if the event loop has ended. */
  @HotPath
  public boolean raise() {
    if (!requested.compareAndSet(false, true)) {
      return true;
    }
    try {
      executor.execute(run);
      return true;
    } catch (RejectedExecutionException e) {
      // Only after the loop was shut down: the link's end, not a tick.
      return false;
    }
  }

  private void run() {
    requested.set(false);
    task.run();
  }
}
