package org.statewise.controller.app.run;

import java.util.Optional;
import java.util.function.Consumer;
import org.statewise.controller.app.console.StatusLine;
import org.statewise.controller.loop.ControlLoop;
import org.statewise.controller.realtime.RealTime;

/** The thread that runs the control loop, and the caller's, which shows what it does until it ends. */
final class ControlThread {
  private static final long STATUS_MILLIS = 50;

  private final ControlLoop loop;
  private final Optional<RealTime> realTime;
  private final Runnable stop;

  /**
   * @param realTime empty on a virtual clock
   * @param stop brings the arm to rest when the caller's thread is interrupted
   */
  ControlThread(ControlLoop loop, Optional<RealTime> realTime, Runnable stop) {
    this.loop = loop;
    this.realTime = realTime;
    this.stop = stop;
  }

  /**
   * Runs the loop to its end.
   *
   * @param show called several times a second
   */
  void runToEnd(StatusLine status, Consumer<StatusLine> show) {
    Thread control = Thread.ofPlatform().name("statewise-control").start(() -> {
      realTime.ifPresent(RealTime::enterLoop);
      loop.run();
    });
    boolean interrupted = false;
    while (control.isAlive()) {
      try {
        control.join(STATUS_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
        stop.run();
      }
      show.accept(status);
    }
    status.end();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
