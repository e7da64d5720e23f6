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
    fixture.link.age = 21_000_000;
    fixture.pass(3);
    assertThat(fixture.tick().cycle().lossFraction()).isEqualTo(3.0 / 250);
  }

  @Test
  void shouldNotTakeAnAnsweredStateForLostWhenNoneFollows() {
    int sent = fixture.link.sent.size();
    fixture.link.await = AwaitResult.LATE;
    fixture.pass(5);
    assertThat(fixture.last.trips).as("what was known is too old")
        .isEqualTo(1 << FRESHNESS | 1 << STATE_AGE);
    assertThat(fixture.tick().cycle().lossFraction()).isZero();
    fixture.link.await = AwaitResult.FRESH;
    fixture.link.stride = 6;
    fixture.pass(1);
    assertThat(fixture.link.sent).hasSize(sent + 1);
    assertThat(fixture.tick().cycle().lossFraction()).as("the five between").isEqualTo(5.0 / 250);
  }

  @Test
  void shouldEndTheRunWhenTheArmFallsSilent() {
    int sent = fixture.link.sent.size();
    long lastStateNs = fixture.link.next.receivedNs;
    fixture.link.await = AwaitResult.LATE;
    fixture.pass(1);
    assertThat(fixture.last.phase).isEqualTo(LoopPhase.RUNNING);
    fixture.passToTheEnd(30);
    expectFault(FaultReason.NO_STATE);
    assertThat(fixture.last.trips).isEqualTo(1 << FRESHNESS);
    assertThat(fixture.link.nowNs() - lastStateNs).isBetween(100_000_000L, 111_000_000L);
    assertThat(fixture.link.sent).as("no state, no command").hasSize(sent);
  }

  @Test
  void shouldLeaveStatesUnansweredThatWereSampledLongAgoAndEndWhenThereAreNoOthers() {
    int sent = fixture.link.sent.size();
    fixture.link.next.ageOnArrivalNs = 20_000_001;
    fixture.pass(25);
    assertThat(fixture.last.phase).isEqualTo(LoopPhase.RUNNING);
    assertThat(fixture.last.trips).isEqualTo(1 << STATE_AGE);
    assertThat(fixture.link.sent).hasSize(sent);
    fixture.link.next.ageOnArrivalNs = 20_000_000;
    fixture.pass(1);
    assertThat(fixture.link.sent).as("five periods are not too old").hasSize(sent + 1);
    fixture.link.next.ageOnArrivalNs = 300_000_000;
    assertThat(fixture.passToTheEnd(30)).isEqualTo(27);
    expectFault(FaultReason.GUARD);
    assertThat(fixture.tick().stoppedBy()).contains("state-age");
    assertThat(fixture.link.sent).hasSize(sent + 1);
    assertThat(fixture.tick().ages().lastNs()).isEqualTo(300_000_000);
    assertThat(fixture.tick().ages().largestNs()).isEqualTo(300_000_000);
  }

  @Test
  void shouldSendNothingInATickWithoutAStateAndGoOn() {
    int sent = fixture.link.sent.size();
    fixture.link.await = AwaitResult.LATE;
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.RUNNING);
    assertThat(fixture.link.sent).hasSize(sent);
    assertThat(fixture.last.await).isEqualTo(AwaitResult.LATE);
    assertThat(fixture.last.latencyNs).isZero();
    fixture.link.await = AwaitResult.FRESH;
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.RUNNING);
    assertThat(fixture.link.sent).hasSize(sent + 1);
    assertThat(fixture.tick().cycle().lateTicks()).isEqualTo(1);
  }

  @Test
  void shouldNotAnswerAStateThatIsNoNewerThanTheLast() {
    int sent = fixture.link.sent.size();
    fixture.link.stride = 0;
    fixture.link.next.q[0] = 0.7;
    fixture.pass(1);
    assertThat(fixture.link.sent).hasSize(sent);
    assertThat(fixture.last.await).isEqualTo(AwaitResult.LATE);
    assertThat(fixture.last.state.q[0]).isZero();
    assertThat(fixture.tick().cycle().staleStates()).isEqualTo(1);
    fixture.passToTheEnd(30);
    expectFault(FaultReason.NO_STATE);
  }

  @Test
  void shouldCountTheStatesThatItNeverSaw() {
    fixture.link.stride = 4;
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.RUNNING);
    assertThat(fixture.tick().cycle().missedStates()).isEqualTo(3);
    assertThat(fixture.tick().cycle().answered()).isEqualTo(LoopFixture.ENGAGE_TICKS + 2);
  }
}
