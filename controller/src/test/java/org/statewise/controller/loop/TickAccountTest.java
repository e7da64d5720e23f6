package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.SendResult;
import org.statewise.controller.adapt.Supervision;
import org.statewise.models.online.LearnOutcome;

/** What a tick says of itself to those behind the ring. */
final class TickAccountTest {
  private final LoopFixture fixture = new LoopFixture().engaged();
  private final TickRecord last = fixture.last;

  @Test
  void shouldSayWhatBecameOfTheCommand() {
    assertThat(last.sent).isEqualTo(SendResult.SENT);
    fixture.link.sendResult = SendResult.REFUSED;
    fixture.pass(1);
    assertThat(last.sent).isEqualTo(SendResult.REFUSED);
    fixture.link.await = AwaitResult.LATE;
    fixture.pass(1);
    assertThat(last.sent).isNull();
  }

  @Test
  void shouldSayWhatTheModelDidAndWhatThePriorAloneGotWrong() {
    assertThat(last.outcome).as("no sample is complete yet").isNull();
    fixture.priorTorque = 2;
    fixture.pass(4);
    assertThat(last.outcome).isEqualTo(LearnOutcome.UPDATED);
    // The arm stands still and u = prior + feedback, so what the prior misses is the feedback.
    assertThat(last.priorError[0]).isCloseTo(last.uFb[0], within(1e-9));
    fixture.link.await = AwaitResult.LATE;
    fixture.pass(1);
    assertThat(last.outcome).isNull();
  }

  @Test
  void shouldSayWhyARunBrakes() {
    assertThat(last.fault).isEqualTo(FaultReason.NONE);
    fixture.model.prediction = Double.NaN;
    fixture.pass(1);
    assertThat(last.phase).isEqualTo(LoopPhase.BRAKING);
    assertThat(last.fault).isEqualTo(FaultReason.GUARD);
  }

  @Test
  void shouldSayHowLongAnAnswerTook() {
    assertThat(last.latencyNs).isZero();
    fixture.link.age = 3_000_000;
    fixture.pass(1);
    assertThat(last.latencyNs).isEqualTo(3_000_000);
    assertThat(fixture.tick().cycle().deadlineMisses()).isZero();
    fixture.link.age = 5_000_000;
    fixture.pass(1);
    assertThat(fixture.tick().cycle().deadlineMisses()).isEqualTo(1);
    fixture.link.age = -1_000_000;
    fixture.pass(1);
    assertThat(last.latencyNs).as("a state cannot come after its answer").isZero();
  }

  @Test
  void shouldTakeWhatTheLinkAppliedForWhatActs() {
    fixture.link.applied = new double[]{2, -2};
    fixture.pass(1);
    assertThat(last.u).containsExactly(2, -2);
    fixture.link.applied = null;
    fixture.priorTorque = 50;
    fixture.pass(1);
    assertThat(fixture.link.lastSent()).as("4 Nm a tick from there").containsExactly(6, 2);
  }

  @Test
  void shouldShowTheTorqueThatActsWhereItSendsNone() {
    fixture.priorTorque = 3;
    fixture.pass(1);
    fixture.priorTorque = 5;
    fixture.link.age = 21_000_000;
    fixture.pass(1);
    assertThat(fixture.last.sent).isNull();
    fixture.link.age = 0;
    fixture.link.await = AwaitResult.LATE;
    fixture.pass(1);
    assertThat(last.u).containsExactly(3, 3);
  }

  @Test
  void shouldShowTheTorqueThatActsWhenTheArmEndsTheRun() {
    fixture.priorTorque = 3;
    fixture.pass(1);
    fixture.priorTorque = 5;
    fixture.link.age = 21_000_000;
    fixture.pass(1);
    fixture.link.next.mode = ArmMode.FAULT;
    fixture.pass(1);
    assertThat(last.phase).isEqualTo(LoopPhase.FAULT);
    assertThat(last.u).containsExactly(3, 3);
  }

  @Test
  void shouldStartSamplesOverAfterAStateThatItDidNotAnswer() {
    fixture.pass(10);
    fixture.link.age = 21_000_000;
    fixture.pass(1);
    int before = fixture.model.learned;
    fixture.link.age = 0;
    fixture.pass(2);
    assertThat(fixture.model.learned).isEqualTo(before);
    fixture.pass(1);
    assertThat(fixture.model.learned).isEqualTo(before + 1);
  }

  @Test
  void shouldStartSamplesOverAfterAStateThatIsNoNewer() {
    fixture.pass(10);
    fixture.link.stride = 0;
    fixture.pass(1);
    int before = fixture.model.learned;
    fixture.link.stride = 1;
    fixture.pass(2);
    assertThat(fixture.model.learned).isEqualTo(before);
    fixture.pass(1);
    assertThat(fixture.model.learned).isEqualTo(before + 1);
  }

  @Test
  void shouldLearnNothingFromATorqueThatAGuardChanged() {
    LoopFixture supervised = new LoopFixture();
    supervised.supervision = new Supervision(List.of(100.0, 90.0), 0.004, 0.3);
    supervised.speed = 0.1;
    supervised.engaged().pass(5);
    assertThat(supervised.last.learned).isTrue();
    supervised.priorTorque = 6;
    supervised.pass(1);
    assertThat(supervised.last.trips).isNotZero();
    assertThat(supervised.last.learned).isFalse();
    supervised.pass(3);
    assertThat(supervised.last.trips).isZero();
    assertThat(supervised.last.learned).isTrue();
  }

  @Test
  void shouldCountItsTicksFromNought() {
    assertThat(last.tick).isEqualTo(LoopFixture.ENGAGE_TICKS);
    fixture.link.await = AwaitResult.LATE;
    fixture.pass(1);
    assertThat(last.tick).isEqualTo(LoopFixture.ENGAGE_TICKS + 1);
    assertThat(fixture.tick().cycle().ticks()).isEqualTo(LoopFixture.ENGAGE_TICKS + 2);
  }

  @Test
  void shouldShowTheSetpointItWentBy() {
    fixture.qDes = 0.2;
    fixture.speed = 0.1;
    fixture.pass(1);
    assertThat(last.qDes[0]).isCloseTo(0.2 + 0.1 * 0.004, within(1e-12));
    assertThat(last.qdDes).containsExactly(0.1, 0);
    fixture.stopRequested = true;
    fixture.pass(10);
    assertThat(last.qddDes[0]).as("it slows down").isNegative();
  }

  @Test
  void shouldShowWhatTheModelReports() {
    fixture.model.prediction = 1;
    fixture.pass(10);
    Arrays.fill(fixture.model.report().predictionError, 0.25);
    Arrays.fill(fixture.model.report().phi, 7);
    fixture.pass(1);
    assertThat(last.priorError[0]).as("what the model adds to the prior").isEqualTo(1);
    assertThat(last.predictionError).containsExactly(0.25, 0.25);
    assertThat(last.phi).containsExactly(7, 7);
    Arrays.fill(fixture.model.report().phi, 8);
    fixture.link.await = AwaitResult.LATE;
    fixture.pass(1);
    assertThat(last.phi).as("of the last sample that was learned").containsExactly(7, 7);
  }

  @Test
  void shouldAddUpTheMotionThatRanWhateverEndsIt() {
    fixture.pass(9);
    fixture.link.await = AwaitResult.LOST;
    fixture.pass(1);
    List<Long> values = new ArrayList<>();
    fixture.tick().tally().take(row -> values.add(row.values));
    assertThat(values).as("ten ticks of two joints").containsExactly(20L);
  }

  @Test
  void shouldServeACopyOfTheModelAtTheEndOfATick() {
    assertThat(fixture.tick().snapshots().take(0)).isEmpty();
    fixture.pass(1);
    assertThat(fixture.tick().snapshots().take(0)).isPresent();
  }
}
