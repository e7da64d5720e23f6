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
    FriFixture fixture = new FriFixture(FriFixture.cabinet(dialect));
    assertThat(fixture.awaitCommanding()).isTrue();
    double start = fixture.state.q[5];
    double largest = 0;
    for (int i = 0; i < 100; i++) {
      fixture.swing(5);
      largest = Math.max(largest, Math.abs(fixture.state.q[5] - start));
    }
    assertThat(largest).as("A6 swings").isGreaterThan(0.02);
    assertThat(fixture.link.endReason()).isEmpty();
    assertThat(fixture.state.mode).isEqualTo(ArmMode.COMMANDED);
    FriStatistics client = fixture.link.statistics();
    FriStatistics cabinet = fixture.link.cabinetStatistics();
    assertThat(client.accepted()).isEqualTo(cabinet.sent());
    assertThat(cabinet.accepted()).isEqualTo(client.sent());
    assertThat(client.undecodable() + client.malformed() + client.lost() + cabinet.undecodable()
        + cabinet.malformed() + cabinet.lost()).isZero();
  }

  @Test
  void shouldReportWhatTheArmDoesInOurUnitsAndSigns() {
    FriFixture fixture = new FriFixture(FriFixture.cabinet("2.7"));
    fixture.awaitCommanding();
    GravityCheck check = new GravityCheck(FriFixture.ARM, fixture.state.q, fixture.state.tau);
    assertThat(check.verdict()).as(check.sentence()).isEqualTo(GravityCheck.Verdict.AGREES);
    double before = fixture.state.q[5];
    long beforeNs = fixture.state.armTimeNs;
    for (int i = 0; i < 20; i++) {
      fixture.await();
      fixture.answer(3);
    }
    assertThat(fixture.state.q[5]).as("positive torque accelerates positively")
        .isGreaterThan(before);
    assertThat(fixture.state.qd[5]).isPositive();
    assertThat(fixture.state.armTimeNs - beforeNs).isEqualTo(20 * 4_000_000L);
  }

  @Test
  void shouldAnswerEveryReceiveMultiplierThMessage() {
    FriFixture fixture = new FriFixture(FriFixture.cabinet("2.5").withReceiveMultiplier(3));
    assertThat(fixture.awaitCommanding()).isTrue();
    fixture.swing(200);
    assertThat(fixture.link.info().periodNs()).isEqualTo(12_000_000);
    FriStatistics cabinet = fixture.link.cabinetStatistics();
    assertThat(cabinet.accepted()).isBetween(cabinet.sent() / 3 - 1, cabinet.sent() / 3 + 1);
    assertThat(fixture.link.endReason()).isEmpty();
  }

  @Test
  void shouldHoldTheArmByItsOwnAnswersUntilTheControllerTakesOverAndAfterItLetsGo() {
    FriFixture fixture = new FriFixture(FriFixture.cabinet("2.7"));
    fixture.awaitCommanding();
    double start = fixture.state.q[1];
    for (int i = 0; i < 500; i++) {
      fixture.await();
    }
    assertThat(fixture.state.mode).isEqualTo(ArmMode.BRAKES_ENGAGED);
    assertThat(Math.abs(fixture.state.q[1] - start)).isLessThan(1e-3);
    fixture.swing(100);
    fixture.link.release();
    for (int i = 0; i < 500; i++) {
      fixture.await();
    }
    assertThat(fixture.link.endReason()).isEmpty();
    assertThat(fixture.link.stop()).isEqualTo(CabinetStop.NONE);
    assertThat(Math.abs(fixture.state.qd[5])).as("friction stops the overlay's last push")
        .isLessThan(0.1);
  }

  @ParameterizedTest
  @CsvSource({
    "quality-drop, QUALITY_DROPPED", "safety-stop, SAFETY_STOP", "drives-off, DRIVES_OFF",
    "mode-change, MODE_CHANGED", "session-idle, WENT_IDLE", "late-client, QUALITY_DROPPED"})
  void shouldEndCommandingForGoodWhateverTheCabinetDoes(String scenario, FriEnd expected) {
    FriFixture fixture = new FriFixture(
        FriFixture.cabinet("2.7").withScenario(CabinetScenario.of(scenario)));
    assertThat(fixture.awaitCommanding()).isTrue();
    fixture.swing(1000);
    assertThat(fixture.link.endReason()).isEqualTo(expected.sentence());
    assertThat(fixture.state.mode).isEqualTo(ArmMode.FAULT);
    assertThat(fixture.answer(1)).isEqualTo(SendResult.REFUSED);
    long answered = fixture.link.statistics().sent();
    for (int i = 0; i < 2000; i++) {
      fixture.await();
    }
    assertThat(fixture.link.takesCommands()).as("nothing resumes").isFalse();
    assertThat(fixture.link.statistics().sent()).as("but the cabinet is answered")
        .isGreaterThan(answered);
  }

  @ParameterizedTest
  @CsvSource({"position-mode, NOT_TORQUE", "stiff, NOT_JOINT_IMPEDANCE"})
  void shouldNotCommandWhatIsNoTorqueOnJointImpedance(String scenario, FriEnd expected) {
    FriFixture fixture = new FriFixture(
        FriFixture.cabinet("1.15").withScenario(CabinetScenario.of(scenario)));
    assertThat(fixture.awaitCommanding()).isFalse();
    assertThat(fixture.link.endReason()).isEqualTo(expected.sentence());
  }

  @Test
  void shouldEndWhenTheControllerTakesOverBeforeTheCabinetTakesCommands() {
    FriFixture fixture = new FriFixture(FriFixture.cabinet("2.7"));
    fixture.await();
    assertThat(fixture.answer(1)).isEqualTo(SendResult.SENT);
    fixture.await();
    assertThat(fixture.link.endReason()).isEqualTo(FriEnd.LEFT_COMMANDING.sentence());
    assertThat(fixture.awaitCommanding()).isFalse();
  }

  @Test
  void shouldStopTheArmWhoseClientAsksForTooMuchTorque() {
    FriFixture fixture = new FriFixture(FriFixture.cabinet("2.7"));
    fixture.awaitCommanding();
    fixture.swing(20);
    fixture.await();
    fixture.answer(1000);
    fixture.swing(20);
    assertThat(fixture.link.stop()).isEqualTo(CabinetStop.TORQUE_LIMIT);
    assertThat(fixture.link.endReason()).isEqualTo(FriEnd.SAFETY_STOP.sentence());
  }

  @Test
  void shouldRefuseATorqueThatIsNoNumber() {
    FriFixture fixture = new FriFixture(FriFixture.cabinet("2.7"));
    fixture.awaitCommanding();
    fixture.await();
    assertThat(fixture.answer(Double.NaN)).isEqualTo(SendResult.REFUSED);
  }

  @Test
  void shouldFollowTheStiffnessOfTheCabinetToo() {
    FriFixture fixture = new FriFixture(FriFixture.cabinet("2.7").withImpedance(300, 5));
    fixture.awaitCommanding();
    fixture.swing(500);
    assertThat(fixture.link.endReason()).isEmpty();
  }

  @Test
  void shouldAllocateNothingAtEitherEnd() {
    FriFixture fixture = new FriFixture(FriFixture.cabinet("2.7"));
    fixture.awaitCommanding();
    assertThat(AllocationProbe.bytesPerCall(3000, 1000, () -> {
      fixture.await();
      fixture.answer(-fixture.state.qd[5]);
    })).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 250, 280})
  void shouldReportAtOnceThatTheCabinetWentToIdleBeforeItTookCommands(int states) {
    FriFixture fixture = new FriFixture(FriFixture.cabinet("2.7"), new LoopbackFriLink.Wire() {
      private int sent;

      @Override
      void toClient(byte[] bytes, int length) {
        int sentLength = length;
        if (++sent > states) {
          MonitoringMessage message = new MonitoringMessage(FriFixture.JOINTS);
          new MonitoringCodec().decode(bytes, 4, length - 4, message);
          message.sessionState = FriEnums.SessionState.IDLE;
          sentLength = new Framing().close(bytes, new MonitoringCodec().encode(message, bytes, 4));
        }
        super.toClient(bytes, sentLength);
      }
    });
    for (int i = 0; i < states; i++) {
      fixture.await();
      assertThat(fixture.link.endReason()).isEmpty();
    }
    assertThat(fixture.await()).as("a state, and not silence").isEqualTo(AwaitResult.FRESH);
    assertThat(fixture.link.endReason())
        .isEqualTo("the cabinet ended the FRI session: it went to IDLE");
    assertThat(fixture.state.mode).isEqualTo(ArmMode.FAULT);
  }

  @Test
  void shouldWaitAsLongAsTheAnswersThatAreRarelyDueTake() {
    FriFixture fixture = new FriFixture(FriFixture.cabinet("2.7").withReceiveMultiplier(40));
    assertThat(fixture.await()).isEqualTo(AwaitResult.FRESH);
    assertThat(fixture.await()).isEqualTo(AwaitResult.FRESH);
  }
}
