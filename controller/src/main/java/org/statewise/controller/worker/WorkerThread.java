package org.statewise.controller.worker;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread beside the control thread, with a name and one task. It is a daemon, so that a program which
 * dies without closing it does not hang on it. An error that the task does not catch is logged once and
 * ends the thread.
 *
 * <p>The task looks at {@link #closing} between two rounds, rests with {@link #rest}, and ends soon after it
 * was asked to. {@link #close} waits for that without a limit of its own: a file must be ended, and a task
 * whose last work may hang bounds it itself.
 */
public final class WorkerThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerThread.class);

  private final Thread thread;
  private final Runnable task;
  private volatile boolean closing;

  /** Makes it; {@link #start} starts it. */
  public WorkerThread(String name, Runnable task) {
    this.task = task;
    thread = Thread.ofPlatform().name(name).daemon()
        .uncaughtExceptionHandler((_, e) -> LOG.error("the thread {} ended by an error", name, e))
        .unstarted(task);
  }

  public void start() {
    thread.start();
  }

  /** Whether it was asked to end. Any thread. */
  public boolean closing() {
    return closing;
  }

  /** Lets the task rest for so long, or shorter if somebody wakes or closes it. From the task alone. */
  public void rest(long ns) {
    if (!closing) {
      LockSupport.parkNanos(this, ns);
    }
  }

  /** Ends a rest. Any thread. */
  public void wake() {
    LockSupport.unpark(thread);
  }

  /**
   * Asks the task to end and waits until it has; an interrupt is passed on afterwards. The task of a thread
   * that was never started is run here, already closing, so that what it opened is ended all the same.
   */
  @Override
  public void close() {
    boolean again = closing;
    closing = true;
    if (thread.getState() == Thread.State.NEW) {
      if (!again) {
        task.run();
      }
      return;
    }
    wake();
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
