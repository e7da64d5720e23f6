package org.statewise.controller.app.run;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.controller.adapt.AdaptationMode;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.wiring.Wiring;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.loop.CommandAction;
import org.statewise.controller.loop.CommandMailbox;
import org.statewise.controller.loop.CommandSource;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.LoopCommand;
import org.statewise.controller.loop.TickClock;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.loop.WarmUpLink;

/** Lets the JIT compiler see the whole tick before an arm is engaged. */
final class WarmUp {
  private static final long MAX_COMPILING_NS = 3_000_000_000L;
  private static final long QUIET_NS = 100_000_000;

  /** A tenth: a simulated arm takes much longer for a tick, and runs its methods many times in each. */
  private static final int TWIN_PART = 10;

  private static final int TICKS_A_COMMAND = 100;
  private static final List<CommandAction> SWITCHES = List.of(
      new CommandAction.Adapt(AdaptationMode.FREEZE), new CommandAction.Adapt(AdaptationMode.ON));

  private WarmUp() {}

  /** What a tick is made of that offers its records to a ring and looks for commands. */
  @FunctionalInterface
  interface TickFactory {
    Wiring.Parts with(TickRing ring, CommandSource commands) throws UsageException;
  }

  /**
   * Runs {@code loop.burnInTicks} ticks against a link whose arm never moves from {@code q}, a part
   * of them with states that are missed, late and broken, so that a fault's branches are compiled too.
   *
   * <p>Where the arm is simulated on the control thread, its own code is part of the loop: some more ticks drive
   * a copy of it in virtual time. What the JVM allocates when it first runs a method is allocated here and not in
   * the loop.
   *
   * @param twin an arm like the one to be driven if that is simulated here
   * @param untilCompiled whether the compilers are waited for, a few seconds at most
   */
  static void of(StatewiseConfig config, ArmInfo arm, double[] q, Optional<ArmLink> twin,
      TickFactory parts,
      boolean untilCompiled) throws UsageException {
    TickRing discarded = new TickRing(arm.jointCount(), 1);
    int burnIn = config.loop().burnInTicks();
    if (burnIn > 0) {
      TickConstants.make();
    }
    run(config, new WarmUpLink(arm, q, true), burnIn / 4, discarded, parts);
    run(config, new WarmUpLink(arm, q, false), burnIn - burnIn / 4, discarded, parts);
    if (twin.isPresent()) {
      run(config, twin.get(), burnIn / TWIN_PART, discarded, parts);
    }
    if (untilCompiled && burnIn > 0) {
      awaitCompilers();
    }
  }

  private static void run(StatewiseConfig config, ArmLink link, int most,
      TickRing discarded, TickFactory parts) throws UsageException {
    StatewiseConfig untracked = config.withSafety(config.safety().withoutTracking());
    int ticks = 0;
    // A short task ends before the compiler is done: it is run again.
    while (ticks < most) {
      CommandMailbox commands = new CommandMailbox();
      ControlTick copy = Wiring.tick(untracked, parts.with(discarded, commands), TickClock.SYSTEM);
      while (ticks < most && !copy.run(link).isFinal()) {
        ticks++;
        if (ticks % TICKS_A_COMMAND == 0) {
          // The first command of a run must not be the first ever.
          commands.offer(new LoopCommand(ticks, new byte[0],
              SWITCHES.get(ticks / TICKS_A_COMMAND % SWITCHES.size())));
        }
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
    long endNs = System.nanoTime() + MAX_COMPILING_NS;
    while (compilers.getTotalCompilationTime() != before && System.nanoTime() - endNs < 0) {
      before = compilers.getTotalCompilationTime();
      LockSupport.parkNanos(QUIET_NS);
    }
  }
}
