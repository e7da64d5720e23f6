package org.statewise.bridge.fri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.bridge.fri.FriEnums.ClientCommandMode;
import org.statewise.bridge.fri.FriEnums.SessionState;
import org.statewise.bridge.sim.Push;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;

/** The simulated cabinet as clients of others use it: they command the interpolator's position. */
final class CabinetClientsTest {
  private static final int A4 = 3;

  private final MonitoringMessage received = new MonitoringMessage(FriFixture.JOINTS);
  private final CommandMessage answer = new CommandMessage(FriFixture.JOINTS);
  private final byte[] bytes = new byte[Framing.MAX_DATAGRAM_BYTES];
  private double positionAmplitude;
  private double torqueAmplitude;
  private double offset;
  private boolean answersPosition = true;
  private int commanded;
  private int counter;
  private double lowest = Double.MAX_VALUE;
  private double highest = -Double.MAX_VALUE;

  private static Cabinet cabinet(FriCabinetConfig config, long periodNs) {
    return new Cabinet(new SimulatedArm(SimulatedArmConfig.defaults(FriFixture.ARM)
        .withTiming(SimulatedArmConfig.Timing.every(periodNs))), config);
  }

  private static Cabinet cabinet(FriCabinetConfig config) {
    return cabinet(config, 4_000_000);
  }

  /** Lets a period pass and answers as an example client does. */
  private void exchange(Cabinet cabinet) {
    int length = cabinet.step(1, bytes);
    assertThat(new MonitoringCodec().decode(bytes, 0, length, received)).isTrue();
    if ((received.header.sequenceCounter + 1) % received.receiveMultiplier != 0) {
      return;
    }
    answer.clear();
    answer.header.messageIdentifier = MessageHeader.COMMAND;
    answer.header.sequenceCounter = counter++;
    answer.header.reflectedSequenceCounter = received.header.sequenceCounter;
    if (received.commands() && answersPosition) {
      answer.hasCommandData = true;
      answer.jointPosition.set(received.ipoQ.value);
      answer.jointPosition.value[A4] += offset;
      double[] tau = new double[FriFixture.JOINTS];
      if (received.sessionState == SessionState.COMMANDING_ACTIVE) {
        double seconds = commanded++ * received.sendPeriodMillis * 1e-3;
        answer.jointPosition.value[A4] += positionAmplitude
            * StrictMath.sin(2 * Math.PI * 0.25 * seconds);
        tau[A4] = torqueAmplitude * StrictMath.sin(2 * Math.PI * 0.25 * seconds);
        lowest = Math.min(lowest, received.measuredQ.value[A4]);
        highest = Math.max(highest, received.measuredQ.value[A4]);
      }
      if (received.clientCommandMode == ClientCommandMode.TORQUE) {
        answer.jointTorque.set(tau);
      }
    }
    int end = new CommandCodec(new byte[0]).encode(answer, bytes, 0);
    cabinet.receive(bytes, end);
  }

  private void run(Cabinet cabinet, double seconds, int periodMillis) {
    for (int i = 0; i < seconds * 1000 / periodMillis; i++) {
      exchange(cabinet);
    }
  }

  /** As the command's defaults are, and the application of KUKA's torque example asks for. */
  private static FriCabinetConfig torques() {
    return FriFixture.cabinet("2.5").withImpedance(200, 0);
  }

  private static FriCabinetConfig positions() {
    return FriFixture.cabinet("2.5").withClientMode(ClientCommandMode.POSITION);
  }

  /** KUKA's torque example: 15 Nm at 0.25 Hz in A4. */
  @Test
  void shouldLetAClientLayTorqueOnTheInterpolatorsPosition() {
    torqueAmplitude = 15;
    Cabinet cabinet = cabinet(torques());
    run(cabinet, 12, 4);
    assertThat(cabinet.session()).isEqualTo(SessionState.COMMANDING_ACTIVE);
    assertThat(cabinet.stop()).isEqualTo(CabinetStop.NONE);
    assertThat(commanded * 0.004).isGreaterThan(10);
    assertThat(highest - lowest).as("15 Nm on 200 Nm/rad").isBetween(0.1, 0.3);
  }

  @Test
  void shouldStopAtTheAxisDeltaThatIsAskedFor() {
    torqueAmplitude = 15;
    Cabinet cabinet = cabinet(torques().withLimits(new FriCabinetConfig.Limits(0.05, 1)));
    run(cabinet, 12, 4);
    assertThat(cabinet.stop()).isEqualTo(CabinetStop.ILLEGAL_AXIS_DELTA);
    assertThat(cabinet.objection()).contains("its position of A4 must be within 0.050 rad");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 10})
  void shouldFollowAClientOfPositionsAtEveryPeriod(int periodMillis) {
    positionAmplitude = 0.04;
    Cabinet cabinet = cabinet(positions(), periodMillis * 1_000_000L);
    run(cabinet, 8, periodMillis);
    assertThat(cabinet.session()).isEqualTo(SessionState.COMMANDING_ACTIVE);
    assertThat(received.sendPeriodMillis).isEqualTo(periodMillis);
    assertThat(received.controlMode).isEqualTo(FriEnums.ControlMode.POSITION);
    assertThat(highest - lowest).isBetween(0.07, 0.09);
  }

  @Test
  void shouldReportWhyAClientWaits() {
    Cabinet cabinet = cabinet(positions());
    offset = 0.3;
    run(cabinet, 3, 4);
    assertThat(cabinet.session()).isEqualTo(SessionState.COMMANDING_WAIT);
    assertThat(cabinet.objection()).isEqualTo("its position of A4 must be within 0.200 rad of the"
        + " measured one, but is 0.300 rad from it");
    answersPosition = false;
    run(cabinet, 0.1, 4);
    assertThat(cabinet.objection()).isEqualTo("its answer has no joint position");
    for (int i = 0; i < 10; i++) {
      cabinet.step(1, bytes);
    }
    assertThat(cabinet.stop()).isEqualTo(CabinetStop.QUALITY);
    assertThat(cabinet.objection()).as("the wait is over").isEmpty();
    run(cabinet, 3, 4);
    assertThat(cabinet.objection()).isEqualTo("its answer has no joint position");
    answersPosition = true;
    offset = 0;
    run(cabinet, 0.1, 4);
    assertThat(cabinet.session()).isEqualTo(SessionState.COMMANDING_ACTIVE);
  }

  @Test
  void shouldReportEachReasonOnceAWait() {
    Cabinet cabinet = cabinet(torques());
    WaitReasons reasons = new WaitReasons();
    List<String> received = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      answersPosition = i < 700 || i >= 800;
      offset = i < 800 ? 0.3 : 0;
      exchange(cabinet);
      if (reasons.isNew(cabinet)) {
        received.add(cabinet.objection());
      }
    }
    assertThat(received)
        .containsExactly("its position of A4 must be within 0.200 rad of the measured one,"
            + " but is 0.300 rad from it", "its answer has no joint position");
    assertThat(cabinet.session()).isEqualTo(SessionState.COMMANDING_ACTIVE);
    assertThat(reasons.isNew(cabinet)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void shouldHaveNothingToReportToAClientThatMirrorsAtOnce(int multiplier) {
    Cabinet cabinet = cabinet(torques().withReceiveMultiplier(multiplier));
    WaitReasons reasons = new WaitReasons();
    for (int i = 0; i < 400 * multiplier; i++) {
      exchange(cabinet);
      assertThat(reasons.isNew(cabinet)).as(cabinet.objection()).isFalse();
    }
    assertThat(cabinet.session()).isEqualTo(SessionState.COMMANDING_ACTIVE);
  }

  @Test
  void shouldRefuseToTakeWrenchesInASentence() {
    assertThatThrownBy(() -> FriFixture.cabinet("2.5").withClientMode(ClientCommandMode.WRENCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the client mode must be position or torque, since the simulated cabinet controls"
                + " joints and not the tool, but is wrench");
  }

  @Test
  void shouldReportOfAPushAndYieldToIt() {
    Cabinet cabinet = new Cabinet(new SimulatedArm(SimulatedArmConfig.defaults(FriFixture.ARM)
        .withPushes(Push.parse("joint=4,nm=12,at=1s,for=0.5s"))), torques());
    double most = 0;
    double mostAfter = 0;
    for (int i = 0; i < 1500; i++) {
      exchange(cabinet);
      double now = received.externalTau.value[A4];
      most = Math.max(most, now);
      mostAfter = commanded > 400 ? Math.max(mostAfter, now) : 0;
    }
    assertThat(most).isEqualTo(12);
    assertThat(mostAfter).isZero();
    assertThat(highest - lowest).isGreaterThan(0.02);
    assertThat(cabinet.session()).isEqualTo(SessionState.COMMANDING_ACTIVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"joint=0,nm=1", "joint=1.5,nm=1", "joint=1", "joint=1,nm=1,at=x",
    "joint=1,nm=1,for=0s", "knee=1", "joint=8,nm=1"})
  void shouldReportWhatIsWrongWithAPush(String text) {
    assertThatThrownBy(() -> SimulatedArmConfig.defaults(FriFixture.ARM)
        .withPushes(List.copyOf(Push.parse(text)))).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("push: ");
  }
}
