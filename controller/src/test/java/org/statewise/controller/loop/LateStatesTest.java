package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.AwaitResult;

/** What the loop does with states that are late, old, repeated or missing. */
final class LateStatesTest extends FaultFixture {
  private static final int FRESHNESS = guard("freshness");

  private static final int STATE_AGE = guard("state-age");

  @Test
  void shouldCountAStateThatCameTooLateAgainstTheLink() {
    world.link.age = 21_000_000;
    world.pass(3);
    assertThat(world.tick().cycle().lossFraction()).isEqualTo(3.0 / 250);
  }

  @Test
  void shouldNotTakeAnAnsweredStateForLostWhenNoneFollows() {
    int sent = world.link.sent.size();
    world.link.await = AwaitResult.LATE;
    world.pass(5);
    assertThat(world.last.trips).as("what was known is too old")
        .isEqualTo(1 << FRESHNESS | 1 << STATE_AGE);
    assertThat(world.tick().cycle().lossFraction()).isZero();
    world.link.await = AwaitResult.FRESH;
    world.link.stride = 6;
    world.pass(1);
    assertThat(world.link.sent).hasSize(sent + 1);
    assertThat(world.tick().cycle().lossFraction()).as("the five between").isEqualTo(5.0 / 250);
  }

  @Test
  void shouldEndTheRunWhenTheArmFallsSilent() {
    int sent = world.link.sent.size();
    long lastStateNs = world.link.next.receivedNs;
    world.link.await = AwaitResult.LATE;
    world.pass(1);
    assertThat(world.last.phase).isEqualTo(LoopPhase.RUNNING);
    world.passToTheEnd(30);
    expectFault(FaultReason.NO_STATE);
    assertThat(world.last.trips).isEqualTo(1 << FRESHNESS);
    assertThat(world.link.nowNs() - lastStateNs).isBetween(100_000_000L, 111_000_000L);
    assertThat(world.link.sent).as("no state, no command").hasSize(sent);
  }

  @Test
  void shouldLeaveStatesUnansweredThatWereSampledLongAgoAndEndWhenThereAreNoOthers() {
    int sent = world.link.sent.size();
    world.link.next.ageOnArrivalNs = 20_000_001;
    world.pass(25);
    assertThat(world.last.phase).isEqualTo(LoopPhase.RUNNING);
    assertThat(world.last.trips).isEqualTo(1 << STATE_AGE);
    assertThat(world.link.sent).hasSize(sent);
    world.link.next.ageOnArrivalNs = 20_000_000;
    world.pass(1);
    assertThat(world.link.sent).as("five periods are not too old").hasSize(sent + 1);
    world.link.next.ageOnArrivalNs = 300_000_000;
    assertThat(world.passToTheEnd(30)).isEqualTo(27);
    expectFault(FaultReason.GUARD);
    assertThat(world.tick().stoppedBy()).contains("state-age");
    assertThat(world.link.sent).hasSize(sent + 1);
    assertThat(world.tick().ages().lastNs()).isEqualTo(300_000_000);
    assertThat(world.tick().ages().largestNs()).isEqualTo(300_000_000);
  }

  @Test
  void shouldSendNothingInATickWithoutAStateAndGoOn() {
    int sent = world.link.sent.size();
    world.link.await = AwaitResult.LATE;
    assertThat(world.pass(1)).isEqualTo(LoopPhase.RUNNING);
    assertThat(world.link.sent).hasSize(sent);
    assertThat(world.last.await).isEqualTo(AwaitResult.LATE);
    assertThat(world.last.latencyNs).isZero();
    world.link.await = AwaitResult.FRESH;
    assertThat(world.pass(1)).isEqualTo(LoopPhase.RUNNING);
    assertThat(world.link.sent).hasSize(sent + 1);
    assertThat(world.tick().cycle().lateTicks()).isEqualTo(1);
  }

  @Test
  void shouldNotAnswerAStateThatIsNoNewerThanTheLast() {
    int sent = world.link.sent.size();
    world.link.stride = 0;
    world.link.next.q[0] = 0.7;
    world.pass(1);
    assertThat(world.link.sent).hasSize(sent);
    assertThat(world.last.await).isEqualTo(AwaitResult.LATE);
    assertThat(world.last.state.q[0]).isZero();
    assertThat(world.tick().cycle().staleStates()).isEqualTo(1);
    world.passToTheEnd(30);
    expectFault(FaultReason.NO_STATE);
  }

  @Test
  void shouldCountTheStatesThatItNeverSaw() {
    world.link.stride = 4;
    assertThat(world.pass(1)).isEqualTo(LoopPhase.RUNNING);
    assertThat(world.tick().cycle().missedStates()).isEqualTo(3);
    assertThat(world.tick().cycle().answered()).isEqualTo(LoopFixture.ENGAGE_TICKS + 2);
  }
}
