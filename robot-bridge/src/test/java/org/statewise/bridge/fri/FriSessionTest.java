package org.statewise.bridge.fri;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.SendResult;
import org.statewise.fixtures.AllocationProbe;

/** Both ends against each other, from the first message to the last. */
final class FriSessionTest {
  @ParameterizedTest
  @ValueSource(strings = {"1.11", "1.14", "1.15", "1.16", "2.5", "2.7"})
  void shouldCommandInEveryDialect(String dialect) {
    FriWorld world = new FriWorld(FriWorld.cabinet(dialect));
    assertThat(world.awaitCommanding()).isTrue();
    double start = world.state.q[5];
    double largest = 0;
    for (int i = 0; i < 100; i++) {
      world.swing(5);
      largest = Math.max(largest, Math.abs(world.state.q[5] - start));
    }
    assertThat(largest).as("A6 swings").isGreaterThan(0.02);
    assertThat(world.link.endReason()).isEmpty();
    assertThat(world.state.mode).isEqualTo(ArmMode.COMMANDED);
    FriStatistics client = world.link.statistics();
    FriStatistics cabinet = world.link.cabinetStatistics();
    assertThat(client.accepted()).isEqualTo(cabinet.sent());
    assertThat(cabinet.accepted()).isEqualTo(client.sent());
    assertThat(client.undecodable() + client.malformed() + client.lost() + cabinet.undecodable()
        + cabinet.malformed() + cabinet.lost()).isZero();
  }

  @Test
  void shouldReportWhatTheArmDoesInOurUnitsAndSigns() {
    FriWorld world = new FriWorld(FriWorld.cabinet("2.7"));
    world.awaitCommanding();
    GravityCheck check = new GravityCheck(FriWorld.ARM, world.state.q, world.state.tau);
    assertThat(check.verdict()).as(check.sentence()).isEqualTo(GravityCheck.Verdict.AGREES);
    double before = world.state.q[5];
    long beforeNs = world.state.armTimeNs;
    for (int i = 0; i < 20; i++) {
      world.await();
      world.answer(3);
    }
    assertThat(world.state.q[5]).as("positive torque accelerates positively")
        .isGreaterThan(before);
    assertThat(world.state.qd[5]).isPositive();
    assertThat(world.state.armTimeNs - beforeNs).isEqualTo(20 * 4_000_000L);
  }

  @Test
  void shouldAnswerEveryReceiveMultiplierThMessage() {
    FriWorld world = new FriWorld(FriWorld.cabinet("2.5").withReceiveMultiplier(3));
    assertThat(world.awaitCommanding()).isTrue();
    world.swing(200);
    assertThat(world.link.info().periodNs()).isEqualTo(12_000_000);
    FriStatistics cabinet = world.link.cabinetStatistics();
    assertThat(cabinet.accepted()).isBetween(cabinet.sent() / 3 - 1, cabinet.sent() / 3 + 1);
    assertThat(world.link.endReason()).isEmpty();
  }

  @Test
  void shouldHoldTheArmByItsOwnAnswersUntilTheControllerTakesOverAndAfterItLetsGo() {
    FriWorld world = new FriWorld(FriWorld.cabinet("2.7"));
    world.awaitCommanding();
    double start = world.state.q[1];
    for (int i = 0; i < 500; i++) {
      world.await();
    }
    assertThat(world.state.mode).isEqualTo(ArmMode.COMMANDED);
    assertThat(Math.abs(world.state.q[1] - start)).isLessThan(1e-3);
    world.swing(100);
    world.link.release();
    for (int i = 0; i < 500; i++) {
      world.await();
    }
    assertThat(world.link.endReason()).isEmpty();
    assertThat(world.link.stop()).isEqualTo(CabinetStop.NONE);
    assertThat(Math.abs(world.state.qd[5])).as("friction stops the overlay's last push")
        .isLessThan(0.1);
  }

  @ParameterizedTest
  @CsvSource({
    "quality-drop, QUALITY_DROPPED", "safety-stop, SAFETY_STOP", "drives-off, DRIVES_OFF",
    "mode-change, MODE_CHANGED", "session-idle, WENT_IDLE", "late-client, QUALITY_DROPPED"})
  void shouldEndCommandingForGoodWhateverTheCabinetDoes(String scenario, FriEnd expected) {
    FriWorld world = new FriWorld(
        FriWorld.cabinet("2.7").withScenario(CabinetScenario.of(scenario)));
    assertThat(world.awaitCommanding()).isTrue();
    world.swing(1000);
    assertThat(world.link.endReason()).isEqualTo(expected.sentence());
    assertThat(world.state.mode).isEqualTo(ArmMode.FAULT);
    assertThat(world.answer(1)).isEqualTo(SendResult.REFUSED);
    long answered = world.link.statistics().sent();
    for (int i = 0; i < 2000; i++) {
      world.await();
    }
    assertThat(world.link.takesCommands()).as("nothing resumes").isFalse();
    assertThat(world.link.statistics().sent()).as("but the cabinet is answered")
        .isGreaterThan(answered);
  }

  @ParameterizedTest
  @CsvSource({"position-mode, NOT_TORQUE", "stiff, NOT_JOINT_IMPEDANCE"})
  void shouldNotCommandWhatIsNoTorqueOnJointImpedance(String scenario, FriEnd expected) {
    FriWorld world = new FriWorld(
        FriWorld.cabinet("1.15").withScenario(CabinetScenario.of(scenario)));
    assertThat(world.awaitCommanding()).isFalse();
    assertThat(world.link.endReason()).isEqualTo(expected.sentence());
  }

  @Test
  void shouldEndWhenTheControllerTakesOverBeforeTheCabinetTakesCommands() {
    FriWorld world = new FriWorld(FriWorld.cabinet("2.7"));
    world.await();
    assertThat(world.answer(1)).isEqualTo(SendResult.SENT);
    world.await();
    assertThat(world.link.endReason()).isEqualTo(FriEnd.LEFT_COMMANDING.sentence());
    assertThat(world.awaitCommanding()).isFalse();
  }

  @Test
  void shouldStopTheArmWhoseClientAsksForTooMuchTorque() {
    FriWorld world = new FriWorld(FriWorld.cabinet("2.7"));
    world.awaitCommanding();
    world.swing(20);
    world.await();
    world.answer(1000);
    world.swing(20);
    assertThat(world.link.stop()).isEqualTo(CabinetStop.TORQUE_LIMIT);
    assertThat(world.link.endReason()).isEqualTo(FriEnd.SAFETY_STOP.sentence());
  }

  @Test
  void shouldRefuseATorqueThatIsNoNumber() {
    FriWorld world = new FriWorld(FriWorld.cabinet("2.7"));
    world.awaitCommanding();
    world.await();
    assertThat(world.answer(Double.NaN)).isEqualTo(SendResult.REFUSED);
  }

  @Test
  void shouldFollowTheStiffnessOfTheCabinetToo() {
    FriWorld world = new FriWorld(FriWorld.cabinet("2.7").withImpedance(300, 5));
    world.awaitCommanding();
    world.swing(500);
    assertThat(world.link.endReason()).isEmpty();
  }

  @Test
  void shouldAllocateNothingAtEitherEnd() {
    FriWorld world = new FriWorld(FriWorld.cabinet("2.7"));
    world.awaitCommanding();
    assertThat(AllocationProbe.bytesPerCall(3000, 1000, () -> {
      world.await();
      world.answer(-world.state.qd[5]);
    })).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 250, 280})
  void shouldReportAtOnceThatTheCabinetWentToIdleBeforeItTookCommands(int states) {
    FriWorld world = new FriWorld(FriWorld.cabinet("2.7"), new LoopbackFriLink.Wire() {
      private int sent;

      @Override
      void toClient(byte[] bytes, int length) {
        int told = length;
        if (++sent > states) {
          MonitoringMessage message = new MonitoringMessage(FriWorld.JOINTS);
          new MonitoringCodec().decode(bytes, 4, length - 4, message);
          message.sessionState = FriEnums.SessionState.IDLE;
          told = new Framing().close(bytes, new MonitoringCodec().encode(message, bytes, 4));
        }
        super.toClient(bytes, told);
      }
    });
    for (int i = 0; i < states; i++) {
      world.await();
      assertThat(world.link.endReason()).isEmpty();
    }
    assertThat(world.await()).as("a state, and not silence").isEqualTo(AwaitResult.FRESH);
    assertThat(world.link.endReason())
        .isEqualTo("the cabinet ended the FRI session: it went to IDLE");
    assertThat(world.state.mode).isEqualTo(ArmMode.FAULT);
  }

  @Test
  void shouldWaitAsLongAsTheAnswersThatAreRarelyDueTake() {
    FriWorld world = new FriWorld(FriWorld.cabinet("2.7").withReceiveMultiplier(40));
    assertThat(world.await()).isEqualTo(AwaitResult.FRESH);
    assertThat(world.await()).isEqualTo(AwaitResult.FRESH);
  }
}
