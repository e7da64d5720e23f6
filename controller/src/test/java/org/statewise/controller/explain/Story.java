package org.statewise.controller.explain;

import java.util.List;
import java.util.function.Consumer;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.TestArms;
import org.statewise.controller.loop.FaultReason;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.safety.GuardSpec;
import org.statewise.controller.safety.SafetyLimits;

/** A run's last ticks, made up: an arm of two joints at 250 Hz that does as it is told until something happens. */
final class Story {
  static final ArmInfo ARM = TestArms.plain(2, false);
  static final List<String> GUARDS = GuardSpec.chain(SafetyLimits.DEFAULT).stream()
      .map(GuardSpec::name).toList();
  private static final long PERIOD_NS = TestArms.PERIOD_NS;

  private final LastTicks ticks = new LastTicks(2);
  private final TickRecord tick = new TickRecord(2);
  private FaultReason fault = FaultReason.NONE;
  private Ending.Tail tail = Ending.Tail.WHOLE;
  private Double lateMillis;

  Story() {
    tick.tick = -1;
    tick.await = AwaitResult.FRESH;
    tick.phase = LoopPhase.RUNNING;
    tick.state.mode = ArmMode.COMMANDED;
  }

  /** So many ticks with nothing to tell. */
  Story goOn(int count) {
    for (int i = 0; i < count; i++) {
      next(_ -> {});
    }
    return this;
  }

  /** One period later, with a state, and {@code what} is different from then on. */
  Story next(Consumer<TickRecord> what) {
    tick.tick++;
    tick.await = AwaitResult.FRESH;
    tick.trips = 0;
    tick.nowNs += PERIOD_NS;
    tick.state.sequence++;
    tick.state.armTimeNs += PERIOD_NS;
    tick.state.receivedNs = tick.nowNs;
    what.accept(tick);
    ticks.accept(tick);
    return this;
  }

  /** A wait of so many ms that ends without a state. */
  Story silent(double millis, AwaitResult how, LoopPhase phase) {
    tick.tick++;
    tick.await = how;
    tick.nowNs += Math.round(millis * 1e6);
    tick.phase = phase;
    ticks.accept(tick);
    return this;
  }

  /** The guard brakes the arm, or ends the run at once. */
  Story stoppedBy(String guard, LoopPhase phase, Consumer<TickRecord> what) {
    return next(now -> {
      now.trips = 1 << GUARDS.indexOf(guard);
      now.phase = phase;
      what.accept(now);
    });
  }

  Story knownAs(FaultReason reason) {
    fault = reason;
    return this;
  }

  Story endsIn(Ending.Tail how) {
    tail = how;
    return this;
  }

  Story lateBy(double millis) {
    lateMillis = millis;
    return this;
  }

  Ending ending() {
    return new Ending(ARM, GUARDS, ticks, fault, tail, lateMillis);
  }

  LastTicks ticks() {
    return ticks;
  }
}
