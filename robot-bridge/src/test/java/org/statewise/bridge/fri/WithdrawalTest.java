package org.statewise.bridge.fri;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.fri.FriEnums.ClientCommandMode;
import org.statewise.bridge.fri.FriEnums.DriveState;
import org.statewise.bridge.fri.FriEnums.OperationMode;
import org.statewise.bridge.fri.FriEnums.SafetyState;
import org.statewise.bridge.fri.FriEnums.SessionState;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;

/** A cabinet that offers its arm and takes it back before the controller commands it. */
final class WithdrawalTest {
  /** Who is about to command takes so long to get ready, states of 4 ms. */
  private static final int WARM_UP_STATES = 2500;

  /** A wire that changes what the cabinet says, and loses what it is told. */
  private static final class ForgingWire extends LoopbackFriLink.Wire {
    private final MonitoringMessage message = new MonitoringMessage(FriFixture.JOINTS);
    private Consumer<MonitoringMessage> forgery = honest -> {};
    private int loses;

    @Override
    void toRobot(byte[] bytes, int length) {
      if (loses-- <= 0) {
        super.toRobot(bytes, length);
      }
    }

    @Override
    void toClient(byte[] bytes, int length) {
      new MonitoringCodec().decode(bytes, 0, length, message);
      forgery.accept(message);
      super.toClient(bytes, new MonitoringCodec().encode(message, bytes, 0));
    }
  }

  /** What a cabinet reports that took the arm back for that reason. */
  private static Consumer<MonitoringMessage> back(Consumer<MonitoringMessage> cause) {
    return message -> {
      message.sessionState = SessionState.MONITORING_WAIT;
      cause.accept(message);
    };
  }

  private final ForgingWire wire = new ForgingWire();
  private final FriFixture fixture = new FriFixture(FriFixture.cabinet("2.5"), wire);

  private static Consumer<MonitoringMessage> forgery(FriEnd cause) {
    return back(switch (cause) {
      case SAFETY_STOP -> message -> message.safetyState = SafetyState.STOP_LEVEL_1;
      case DRIVES_OFF -> message -> message.weakestDrive = DriveState.OFF;
      case MODE_CHANGED -> message -> message.operationMode = OperationMode.T1;
      default -> throw new IllegalArgumentException(cause.name());
    });
  }

  @ParameterizedTest
  @EnumSource(names = {"SAFETY_STOP", "DRIVES_OFF", "MODE_CHANGED"})
  void shouldSayAtOnceWhatSomeoneAtTheArmDidBeforeTheControllerTookOver(FriEnd cause) {
    assertThat(fixture.awaitCommanding()).isTrue();
    wire.forgery = forgery(cause);
    assertThat(fixture.await()).isEqualTo(AwaitResult.FRESH);
    assertThat(fixture.link.endReason()).isEqualTo(cause.sentence());
    assertThat(fixture.state.mode).isEqualTo(ArmMode.FAULT);
    wire.forgery = honest -> {};
    assertThat(fixture.awaitCommanding()).as("it begins again by itself").isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"SAFETY_STOP", "DRIVES_OFF", "MODE_CHANGED"})
  void shouldSayItInCommandingWaitToo(FriEnd cause) {
    while (fixture.link.phase() != FriPhase.COMMANDING_WAIT) {
      fixture.await();
    }
    wire.forgery = forgery(cause);
    fixture.await();
    assertThat(fixture.link.endReason()).isEqualTo(cause.sentence());
  }

  @ParameterizedTest
  @EnumSource(names = {"SAFETY_STOP", "DRIVES_OFF", "MODE_CHANGED"})
  void shouldWaitForACabinetThatIsNotInOrderBeforeItOffersItsArm(FriEnd cause) {
    wire.forgery = forgery(cause);
    for (int i = 0; i < 1000; i++) {
      fixture.await();
      assertThat(fixture.link.endReason()).isEmpty();
    }
    wire.forgery = honest -> {};
    assertThat(fixture.awaitCommanding()).isTrue();
  }

  /** A connection gets better by itself, and a cabinet whose drives rest meanwhile offers its arm again. */
  @Test
  void shouldWaitForTheConnectionToGetBetter() {
    assertThat(fixture.awaitCommanding()).isTrue();
    wire.forgery = message -> message.weakestDrive = message.sessionState.isCommanding()
        ? DriveState.ACTIVE
        : DriveState.OFF;
    wire.loses = 6;
    for (int i = 0; i < 10; i++) {
      fixture.await();
    }
    assertThat(fixture.link.stop()).isEqualTo(CabinetStop.QUALITY);
    assertThat(fixture.link.takesCommands()).isFalse();
    assertThat(fixture.link.endReason()).isEmpty();
    assertThat(fixture.awaitCommanding()).isTrue();
    fixture.swing(10);
    assertThat(fixture.link.endReason()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"safety-stop, SAFETY_STOP", "drives-off, DRIVES_OFF", "mode-change, MODE_CHANGED",
    "session-idle, WENT_IDLE", "quality-drop, QUALITY_DROPPED", "late-client, QUALITY_DROPPED"})
  void shouldNotBeginAScenarioBeforeTheClientCommands(String scenario, FriEnd expected) {
    FriFixture slow = new FriFixture(
        FriFixture.cabinet("2.7").withScenario(CabinetScenario.of(scenario)));
    assertThat(slow.awaitCommanding()).isTrue();
    for (int i = 0; i < WARM_UP_STATES; i++) {
      slow.await();
      assertThat(slow.link.takesCommands()).as("after %d states", i).isTrue();
    }
    slow.swing(490);
    assertThat(slow.link.endReason()).as("after 1.96 s of commands").isEmpty();
    slow.swing(510);
    assertThat(slow.link.endReason()).isEqualTo(expected.sentence());
  }

  /** Else someone whose client holds an arm without a torque waits for it in vain. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "safety-stop | the scenario safety-stop comes 2 s after the client's first torque that is not zero",
    "late-client | the scenario late-client comes 2 s after the client's first torque that is not zero",
    "none | ''", "stiff | ''"})
  void shouldSayWhatAScenarioWaitsFor(String scenario, String sentence) {
    Cabinet cabinet = new Cabinet(new SimulatedArm(SimulatedArmConfig.defaults(FriFixture.ARM)),
        FriFixture.cabinet("2.5").withScenario(CabinetScenario.of(scenario)));
    assertThat(cabinet.announcement()).isEqualTo(sentence);
  }

  @Test
  void shouldSayWhyTheCabinetTookBackAnArmThatWasLetGo() {
    FriFixture released = new FriFixture(
        FriFixture.cabinet("2.7").withScenario(CabinetScenario.SAFETY_STOP));
    assertThat(released.awaitCommanding()).isTrue();
    released.swing(100);
    released.link.release();
    for (int i = 0; i < 600; i++) {
      released.await();
    }
    assertThat(released.link.endReason()).isEqualTo(FriEnd.SAFETY_STOP.sentence());
  }

  /** A client of positions commands with each of its answers, wherever they are. */
  @ParameterizedTest
  @CsvSource({"position, SAFETY", "torque, NONE"})
  void shouldBeginAScenarioForAClientOfPositionsAtOnce(String mode, CabinetStop expected)
      throws Exception {
    FriCabinetConfig config = FriFixture.cabinet("2.5")
        .withClientMode(FriEnums.of("mode", ClientCommandMode.values(), mode))
        .withScenario(CabinetScenario.SAFETY_STOP);
    Cabinet cabinet = new Cabinet(new SimulatedArm(SimulatedArmConfig.defaults(FriFixture.ARM)),
        config);
    ExampleClient holding = new ExampleClient("2.5");
    holding.exchange(cabinet, 600);
    assertThat(cabinet.session()).isEqualTo(SessionState.COMMANDING_ACTIVE);
    holding.exchange(cabinet, 500);
    assertThat(cabinet.stop()).isEqualTo(expected);
  }
}
