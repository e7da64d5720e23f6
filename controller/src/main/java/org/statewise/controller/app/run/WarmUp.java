package org.statewise.controller.app.run;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.wiring.Wiring;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.loop.WarmUpLink;

/** Lets the JIT compiler see the whole tick before an arm is engaged. */
final class WarmUp {
  private static final long MOST_COMPILING_NS = 3_000_000_000L;
  private static final long QUIET_NS = 100_000_000;

  private WarmUp() {}

  /** What a tick is made of that offers its records to a ring. */
  @FunctionalInterface
  interface Cast {
    Wiring.Parts with(TickRing ring) throws UsageException;
  }

  /**
   * Runs {@code loop.burnInTicks} ticks against an arm that is nowhere and never moves from {@code q}, a part
   * of them with states that are missed, late and broken, so that a fault's branches are compiled too.
   *
   * @param untilCompiled whether the compilers are waited for, a few seconds at most
   */
  static void of(StatewiseConfig config, ArmInfo arm, double[] q, Cast cast,
      boolean untilCompiled) throws UsageException {
    TickRing waste = new TickRing(arm.jointCount(), 1);
    int burnIn = config.loop().burnInTicks();
    run(config, new WarmUpLink(arm, q, true), burnIn / 4, waste, cast);
    run(config, new WarmUpLink(arm, q, false), burnIn - burnIn / 4, waste, cast);
    if (untilCompiled && burnIn > 0) {
      awaitCompilers();
    }
  }

  private static void run(StatewiseConfig config, WarmUpLink nowhere, int most,
      TickRing waste, Cast cast) throws UsageException {
    StatewiseConfig anywhere = config.withSafety(config.safety().withoutTracking());
    int ticks = 0;
    // A short task ends before the compiler is done: it is rehearsed again.
    while (ticks < most) {
      ControlTick copy = Wiring.tick(anywhere, cast.with(waste), System::nanoTime);
      while (ticks < most && !copy.run(nowhere).isFinal()) {
        ticks++;
      }
      ticks++;
    }
  }

  /** Until they have compiled nothing for a tenth of a second. */
  private static void awaitCompilers() {
    CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    if (compilers == null || !compilers.isCompilationTimeMonitoringSupported()) {
      return;
    }
    long before = -1;
    long endNs = System.nanoTime() + MOST_COMPILING_NS;
    while (compilers.getTotalCompilationTime() != before && System.nanoTime() - endNs < 0) {
      before = compilers.getTotalCompilationTime();
      LockSupport.parkNanos(QUIET_NS);
    }
  }
}
