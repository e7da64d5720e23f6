package org.statewise.controller.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.FaultReason;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.telemetry.RunEvent.Kind;
import org.statewise.controller.telemetry.RunEvent.Severity;

final class RunEventsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final long PERIOD_NS = 4_000_000;

  private final List<RunEvent> told = new ArrayList<>();
  private final TickRecord tick = new TickRecord(2);
  private Optional<String> recorderFailure = Optional.empty();
  private final RunEvents events = new RunEvents(List.of("finite", "torque-rate"),
      () -> recorderFailure, () -> NOW, List.of(told::add));

  private void pass(int ticks) {
    for (int i = 0; i < ticks; i++) {
      tick.tick++;
      tick.nowNs += PERIOD_NS;
      events.accept(tick);
    }
  }

  private void run() {
    tick.await = AwaitResult.FRESH;
    tick.phase = LoopPhase.RUNNING;
    pass(1);
    told.clear();
  }

  private static String line(RunEvent event) {
    return event.kind() + " " + event.name() + " " + event.details();
  }

  @Test
  void shouldTellEachPhaseOnceWithWhereItCameFrom() {
    tick.await = AwaitResult.FRESH;
    tick.phase = LoopPhase.ENGAGING;
    pass(5);
    tick.phase = LoopPhase.RUNNING;
    pass(5);
    tick.phase = LoopPhase.STOPPING;
    tick.stopRequested = true;
    pass(5);
    assertThat(told).extracting(RunEventsTest::line).containsExactly("LINK up {}",
        "PHASE engaging {}", "PHASE running {from=engaging}",
        "PHASE stopping {from=running, requested=true}");
    assertThat(told).extracting(RunEvent::tick).containsExactly(1L, 1L, 6L, 11L);
    assertThat(told).extracting(RunEvent::time).containsOnly(NOW);
  }

  @Test
  void shouldTellWhyARunEndsInAFault() {
    run();
    tick.phase = LoopPhase.FAULT;
    tick.fault = FaultReason.GUARD;
    tick.trips = 1;
    pass(1);
    assertThat(told).extracting(RunEventsTest::line).containsExactly(
        "GUARD finite {state=tripped, phase=fault}",
        "PHASE fault {from=running, reason=a guard stopped the arm}");
    assertThat(told).extracting(RunEvent::severity).containsExactly(Severity.WARNING,
        Severity.ERROR);
  }

  @Test
  void shouldTellAGuardThatTripsAgainAndAgainAsOneEpisode() {
    run();
    for (int i = 0; i < 500; i++) {
      tick.trips = i % 2 == 0 ? 0b10 : 0;
      pass(1);
    }
    assertThat(told).extracting(RunEventsTest::line)
        .containsExactly("GUARD torque-rate {state=tripped, phase=running}");
    pass(250);
    assertThat(told).extracting(RunEventsTest::line).last()
        .isEqualTo("GUARD torque-rate {state=quiet, ticks=250}");
  }

  @Test
  void shouldTellHowLongTheLinkWasSilent() {
    run();
    tick.await = AwaitResult.LATE;
    pass(10);
    tick.await = AwaitResult.FRESH;
    pass(10);
    tick.await = AwaitResult.LOST;
    pass(1);
    assertThat(told).extracting(RunEventsTest::line).containsExactly("LINK silent {}",
        "LINK up {silentSeconds=0.04}", "LINK lost {}");
    assertThat(told).extracting(RunEvent::severity).containsExactly(Severity.WARNING,
        Severity.INFO, Severity.ERROR);
  }

  @Test
  void shouldTellOnceThatTheRecordingFailed() {
    run();
    recorderFailure = Optional.of("recording stopped after 7 ticks: no space");
    pass(3);
    events.finish(LoopPhase.RUNNING, FaultReason.NONE);
    assertThat(told).extracting(RunEventsTest::line).containsExactly(
        "RECORDER failed {reason=recording stopped after 7 ticks: no space}");
  }

  @Test
  void shouldTellWhatNoTickShowedAnyMore() {
    run();
    recorderFailure = Optional.of("closing failed");
    events.finish(LoopPhase.FAULT, FaultReason.INTERNAL);
    assertThat(told).extracting(RunEventsTest::line).containsExactly(
        "PHASE fault {from=running, reason=the control thread failed}",
        "RECORDER failed {reason=closing failed}");
    assertThat(told).extracting(RunEvent::tick).containsOnly(-1L);
  }

  @Test
  void shouldHoldNothingButTextsNumbersAndBooleans() {
    assertThatThrownBy(() -> new RunEvent(NOW, 1, Kind.SERVER, "x", Map.of("a", List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("detail a of an event must be a text, a number or a boolean, but is []");
  }
}
