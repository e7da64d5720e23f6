package org.statewise.controller.app.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ctrl-C and SIGTERM: asks the work to stop, waits until it is done, and leaves with its exit code. One
 * object a process, since signals are one a process.
 */
public final class ShutdownLatch {
  /** Longer than any stop of the arm and the end of a recording take. */
  private static final long MAX_WAIT_SECONDS = 20;

  private static final CountDownLatch DONE = new CountDownLatch(1);
  private static final AtomicReference<Runnable> STOP = new AtomicReference<>();
  private static volatile boolean stopping;
  private static volatile int exitCode;

  private ShutdownLatch() {}

  /**
   * Calls {@code stop} when the process is asked to end, in place of what was to be called before: a hook
   * is kept as long as the process lives, and would keep all that ever ran in it.
   */
  public static void onShutdown(Runnable stop) {
    if (STOP.getAndSet(stop) == null) {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(ShutdownLatch::shutDown, "statewise-shutdown"));
    }
  }

  private static void shutDown() {
    if (DONE.getCount() == 0) {
      // The program leaves by itself.
      return;
    }
    stopping = true;
    STOP.get().run();
    awaitDone();
    // Without this the JVM would report the signal instead of how the work ended.
    Runtime.getRuntime().halt(exitCode);
  }

  private static void awaitDone() {
    try {
      if (!DONE.await(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
        exitCode = 1;
      }
    } catch (InterruptedException e) {
      exitCode = 1;
    }
  }

  /** The work is done; true if a shutdown waits for just that and will end the process. */
  public static boolean finish(int code) {
    exitCode = code;
    DONE.countDown();
    return stopping;
  }
}
