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
  private final LoopFixture world = new LoopFixture().engaged();
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

  @Test
  void shouldSayHowLongAnAnswerTook() {
    assertThat(last.latencyNs).isZero();
    world.link.age = 3_000_000;
    world.pass(1);
    assertThat(last.latencyNs).isEqualTo(3_000_000);
    assertThat(world.tick().cycle().deadlineMisses()).isZero();
    world.link.age = 5_000_000;
    world.pass(1);
    assertThat(world.tick().cycle().deadlineMisses()).isEqualTo(1);
    world.link.age = -1_000_000;
    world.pass(1);
    assertThat(last.latencyNs).as("a state cannot come after its answer").isZero();
  }

  @Test
  void shouldTakeWhatTheLinkAppliedForWhatActs() {
    world.link.applied = new double[]{2, -2};
    world.pass(1);
    assertThat(last.u).containsExactly(2, -2);
    world.link.applied = null;
    world.priorTorque = 50;
    world.pass(1);
    assertThat(world.link.lastSent()).as("4 Nm a tick from there").containsExactly(6, 2);
  }

  @Test
  void shouldShowTheTorqueThatActsWhereItSendsNone() {
    world.priorTorque = 3;
    world.pass(1);
    world.priorTorque = 5;
    world.link.age = 21_000_000;
    world.pass(1);
    assertThat(world.last.sent).isNull();
    world.link.age = 0;
    world.link.await = AwaitResult.LATE;
    world.pass(1);
    assertThat(last.u).containsExactly(3, 3);
  }

  @Test
  void shouldShowTheTorqueThatActsWhenTheArmEndsTheRun() {
    world.priorTorque = 3;
    world.pass(1);
    world.priorTorque = 5;
    world.link.age = 21_000_000;
    world.pass(1);
    world.link.next.mode = ArmMode.FAULT;
    world.pass(1);
    assertThat(last.phase).isEqualTo(LoopPhase.FAULT);
    assertThat(last.u).containsExactly(3, 3);
  }

  @Test
  void shouldStartSamplesOverAfterAStateThatItDidNotAnswer() {
    world.pass(10);
    world.link.age = 21_000_000;
    world.pass(1);
    int before = world.model.learned;
    world.link.age = 0;
    world.pass(2);
    assertThat(world.model.learned).isEqualTo(before);
    world.pass(1);
    assertThat(world.model.learned).isEqualTo(before + 1);
  }

  @Test
  void shouldStartSamplesOverAfterAStateThatIsNoNewer() {
    world.pass(10);
    world.link.stride = 0;
    world.pass(1);
    int before = world.model.learned;
    world.link.stride = 1;
    world.pass(2);
    assertThat(world.model.learned).isEqualTo(before);
    world.pass(1);
    assertThat(world.model.learned).isEqualTo(before + 1);
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
    world.link.await = AwaitResult.LATE;
    world.pass(1);
    assertThat(last.tick).isEqualTo(LoopFixture.ENGAGE_TICKS + 1);
    assertThat(world.tick().cycle().ticks()).isEqualTo(LoopFixture.ENGAGE_TICKS + 2);
  }

  @Test
  void shouldShowTheSetpointItWentBy() {
    world.qDes = 0.2;
    world.speed = 0.1;
    world.pass(1);
    assertThat(last.qDes[0]).isCloseTo(0.2 + 0.1 * 0.004, within(1e-12));
    assertThat(last.qdDes).containsExactly(0.1, 0);
    world.stopRequested = true;
    world.pass(10);
    assertThat(last.qddDes[0]).as("it slows down").isNegative();
  }

  @Test
  void shouldShowWhatTheModelReports() {
    world.model.prediction = 1;
    world.pass(10);
    Arrays.fill(world.model.report().predictionError, 0.25);
    Arrays.fill(world.model.report().phi, 7);
    world.pass(1);
    assertThat(last.priorError[0]).as("what the model adds to the prior").isEqualTo(1);
    assertThat(last.predictionError).containsExactly(0.25, 0.25);
    assertThat(last.phi).containsExactly(7, 7);
    Arrays.fill(world.model.report().phi, 8);
    world.link.await = AwaitResult.LATE;
    world.pass(1);
    assertThat(last.phi).as("of the last sample that was learned").containsExactly(7, 7);
  }

  @Test
  void shouldAddUpTheMotionThatRanWhateverEndsIt() {
    world.pass(9);
    world.link.await = AwaitResult.LOST;
    world.pass(1);
    List<Long> values = new ArrayList<>();
    world.tick().tally().take(row -> values.add(row.values));
    assertThat(values).as("ten ticks of two joints").containsExactly(20L);
  }

  @Test
  void shouldServeACopyOfTheModelAtTheEndOfATick() {
    assertThat(world.tick().snapshots().take(0)).isEmpty();
    world.pass(1);
    assertThat(world.tick().snapshots().take(0)).isPresent();
  }
}
