package org.statewise.controller.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;

final class RunHealthTest {
  private long nowNs;
  private final RunHealth health = new RunHealth(() -> nowNs);
  private final TickRecord tick = new TickRecord(1);

  private void pass(LoopPhase phase, AwaitResult await) {
    tick.phase = phase;
    tick.await = await;
    health.accept(tick);
  }

  @Test
  void shouldBeAliveWhileTicksComeAndAShortWhileLonger() {
    assertThat(health.alive().good()).isTrue();
    pass(LoopPhase.RUNNING, AwaitResult.FRESH);
    nowNs += 2_000_000_000;
    assertThat(health.alive().good()).isTrue();
    nowNs += 500_000_000;
    assertThat(health.alive()).isEqualTo(
        new RunHealth.Verdict(false, "stuck: no tick for 2.5 s in phase running"));
    assertThat(health.ready()).isEqualTo(health.alive());
  }

  @Test
  void shouldBeReadyOnlyWhileTheArmFollowsATaskOrWaitsForOne() {
    assertThat(health.ready().sentence()).isEqualTo("not ready: phase waiting");
    pass(LoopPhase.ENGAGING, AwaitResult.FRESH);
    assertThat(health.ready().good()).isFalse();
    pass(LoopPhase.RUNNING, AwaitResult.FRESH);
    assertThat(health.ready()).isEqualTo(new RunHealth.Verdict(true, "ready: phase running"));
    pass(LoopPhase.HOLDING, AwaitResult.FRESH);
    assertThat(health.ready()).isEqualTo(new RunHealth.Verdict(true, "ready: phase holding"));
    pass(LoopPhase.RUNNING, AwaitResult.LATE);
    assertThat(health.ready().sentence()).isEqualTo("not ready: no state from the arm");
    pass(LoopPhase.STOPPING, AwaitResult.FRESH);
    assertThat(health.ready().sentence()).isEqualTo("not ready: phase stopping");
  }

  @Test
  void shouldTakeNoOffenceAtARunThatEnded() {
    pass(LoopPhase.STOPPED, AwaitResult.FRESH);
    nowNs += 60_000_000_000L;
    assertThat(health.alive().good()).isTrue();
    assertThat(health.ready().good()).isFalse();
  }
}
