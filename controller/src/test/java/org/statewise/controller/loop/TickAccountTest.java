package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.SendResult;
import org.statewise.models.online.LearnOutcome;

/** What a tick says of itself to those behind the ring. */
final class TickAccountTest {
  private final LoopWorld world = new LoopWorld().engaged();
  private final TickRecord last = world.last;

  @Test
  void shouldSayWhatBecameOfTheCommand() {
    assertThat(last.sent).isEqualTo(SendResult.SENT);
    world.link.sendResult = SendResult.REFUSED;
    world.pass(1);
    assertThat(last.sent).isEqualTo(SendResult.REFUSED);
    world.link.await = AwaitResult.LATE;
    world.pass(1);
    assertThat(last.sent).isNull();
  }

  @Test
  void shouldSayWhatTheModelDidAndWhatThePriorAloneGotWrong() {
    assertThat(last.outcome).as("no sample is complete yet").isNull();
    world.priorTorque = 2;
    world.pass(4);
    assertThat(last.outcome).isEqualTo(LearnOutcome.UPDATED);
    // The arm stands still and u = prior + feedback, so what the prior misses is the feedback.
    assertThat(last.priorError[0]).isCloseTo(last.uFb[0], within(1e-9));
    world.link.await = AwaitResult.LATE;
    world.pass(1);
    assertThat(last.outcome).isNull();
  }

  @Test
  void shouldSayWhyARunBrakes() {
    assertThat(last.fault).isEqualTo(FaultReason.NONE);
    world.model.prediction = Double.NaN;
    world.pass(1);
    assertThat(last.phase).isEqualTo(LoopPhase.BRAKING);
    assertThat(last.fault).isEqualTo(FaultReason.GUARD);
  }
}
