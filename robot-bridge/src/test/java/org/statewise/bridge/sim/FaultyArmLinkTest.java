package org.statewise.bridge.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointInfo;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.fixtures.AllocationProbe;

final class FaultyArmLinkTest {
  private static final long PERIOD_NS = 4_000_000;
  private static final long TIMEOUT_NS = 50_000_000;

  private final CountingLink arm = new CountingLink();
  private final JointState state = new JointState(2);
  private final TorqueCommand command = new TorqueCommand(2);

  /** Each wait is a period; state k has q = (k, -k), qd = (1, 1). */
  private static final class CountingLink implements ArmLink {
    private final List<Double> sent = new ArrayList<>();
    private long periods;
    private int releases;
    private boolean keepsCommands = true;

    @Override
    public ArmInfo info() {
      return new ArmInfo("counter", List.of(new JointInfo("A1", -1, 1, 1, 1),
          new JointInfo("A2", -1, 1, 1, 1)), PERIOD_NS, true);
    }

    @Override
    public AwaitResult awaitState(JointState into, long deadlineNs) {
      periods++;
      into.sequence = periods;
      into.armTimeNs = periods * PERIOD_NS;
      into.receivedNs = nowNs();
      into.q[0] = periods;
      into.q[1] = -periods;
      into.qd[0] = 1;
      into.qd[1] = 1;
      into.tau[0] = 2;
      return AwaitResult.FRESH;
    }

    @Override
    public SendResult send(TorqueCommand out) {
      if (keepsCommands) {
        sent.add(out.tau[0]);
      }
      return SendResult.SENT;
    }

    @Override
    public void release() {
      releases++;
    }

    @Override
    public long nowNs() {
      return 1_000_000_000 + periods * PERIOD_NS;
    }

    @Override
    public void close() {}
  }

  /** State 1 comes and is answered: faults count from here. */
  private FaultyArmLink started(String plan) {
    FaultyArmLink link = new FaultyArmLink(arm, FaultPlan.parse(plan, 7));
    assertThat(await(link)).isEqualTo(AwaitResult.FRESH);
    link.send(command);
    return link;
  }

  private AwaitResult await(ArmLink link) {
    return link.awaitState(state, link.nowNs() + TIMEOUT_NS);
  }

  private List<Long> sequences(ArmLink link, int count) {
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(await(link) == AwaitResult.FRESH ? state.sequence : -1);
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource(FaultKind.class)
  void shouldLeaveEverythingAloneBeforeTheFirstCommand(FaultKind kind) {
    FaultyArmLink link = new FaultyArmLink(arm, FaultPlan.parse(kind.word(), 1));
    assertThat(sequences(link, 3)).containsExactly(1L, 2L, 3L);
    assertThat(state.q).containsExactly(3, -3);
    assertThat(link.struck()).isZero();
  }

  @Test
  void shouldDropStatesInItsTimeOnly() {
    FaultyArmLink link = started("drop:at=0.008,for=0.008");
    assertThat(sequences(link, 3)).containsExactly(2L, 5L, 6L);
    assertThat(link.struck()).isEqualTo(2);
  }

  @Test
  void shouldDropSoManyAsThePlanStatesAndTheSameOnesAgain() {
    FaultyArmLink link = started("drop:p=0.3");
    List<Long> first = sequences(link, 7000);
    assertThat(link.struck() / (first.getLast() - 1.0)).isBetween(0.28, 0.32);
    arm.periods = 0;
    assertThat(sequences(started("drop:p=0.3"), 7000)).isEqualTo(first);
  }

  @Test
  void shouldBeLateWhenEveryStateIsLost() {
    FaultyArmLink link = started("drop");
    long beforeNs = link.nowNs();
    assertThat(await(link)).isEqualTo(AwaitResult.LATE);
    assertThat(link.nowNs() - beforeNs).isBetween(TIMEOUT_NS, TIMEOUT_NS + PERIOD_NS);
  }

  @Test
  void shouldBringStatesLateAndReportWhenTheyCame() {
    FaultyArmLink link = started("delay:periods=2");
    assertThat(sequences(link, 4)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(arm.periods).isEqualTo(6);
    assertThat(state.q[0]).isEqualTo(4);
    assertThat(state.receivedNs).isEqualTo(link.nowNs());
    assertThat(state.ageOnArrivalNs).isEqualTo(2 * PERIOD_NS);
  }

  @Test
  void shouldBringAStateTwiceWithoutTimePassing() {
    FaultyArmLink link = started("duplicate:at=0.008,for=0.004");
    assertThat(sequences(link, 4)).containsExactly(2L, 3L, 3L, 4L);
  }

  @Test
  void shouldSwapTwoStates() {
    FaultyArmLink link = started("reorder:at=0.008,for=0.004");
    assertThat(sequences(link, 4)).containsExactly(2L, 4L, 3L, 5L);
    assertThat(arm.periods).isEqualTo(5);
  }

  @Test
  void shouldFreezeWhatIsMeasuredAndNotTheCount() {
    FaultyArmLink link = started("freeze:at=0.008,for=0.008");
    sequences(link, 3);
    assertThat(state.sequence).isEqualTo(4);
    assertThat(state.q).containsExactly(2, -2);
    await(link);
    assertThat(state.q).containsExactly(5, -5);
  }

  @Test
  void shouldBreakOneNumberOfOneJoint() {
    FaultyArmLink link = started("nan:at=0.004,for=0.004,joint=1;jump:at=0.008,rad=0.5,joint=1");
    await(link);
    assertThat(state.qd).containsExactly(1, Double.NaN);
    await(link);
    assertThat(state.qd).containsExactly(1, 1);
    assertThat(state.q).containsExactly(3, -2.5);
  }

  @Test
  void shouldFlipTorquesOnTheWayOnly() {
    FaultyArmLink link = started("flip");
    await(link);
    command.tau[0] = 5;
    link.send(command);
    assertThat(arm.sent).containsExactly(0.0, -5.0);
    assertThat(command.tau[0]).isEqualTo(5);
    assertThat(state.tau[0]).isEqualTo(-2);
  }

  @Test
  void shouldCarryNothingWhileSilentAndGoOnAfterwards() {
    FaultyArmLink link = started("silent:at=0.004,for=0.104");
    assertThat(sequences(link, 2)).containsExactly(-1L, -1L);
    link.send(command);
    link.release();
    assertThat(arm.sent).hasSize(1);
    assertThat(arm.releases).isZero();
    assertThat(sequences(link, 2)).containsExactly(28L, 29L);
    link.send(command);
    link.release();
    assertThat(arm.sent).hasSize(2);
    assertThat(arm.releases).isEqualTo(1);
  }

  @Test
  void shouldBeOverForGood() {
    FaultyArmLink link = started("lost:at=0.008,for=0.004");
    await(link);
    assertThat(await(link)).isEqualTo(AwaitResult.LOST);
    assertThat(await(link)).isEqualTo(AwaitResult.LOST);
    assertThat(link.send(command)).isEqualTo(SendResult.LOST);
  }

  @Test
  void shouldPauseTheControllerOnceWithAStateInItsHands() {
    FaultyArmLink link = started("pause:at=0.004,ms=50");
    await(link);
    assertThat(state.sequence).isEqualTo(2);
    assertThat(link.nowNs() - state.receivedNs).isEqualTo(52_000_000);
    await(link);
    assertThat(state.sequence).isEqualTo(16);
    assertThat(link.nowNs()).isEqualTo(state.receivedNs);
  }

  @Test
  void shouldStepTheControllersClockBetweenArrivalAndUse() {
    FaultyArmLink link = started("clock:at=0.008,ms=500,for=0.008");
    await(link);
    await(link);
    assertThat(link.nowNs() - state.receivedNs).isEqualTo(500_000_000);
    await(link);
    assertThat(link.nowNs() - state.receivedNs).isZero();
    await(link);
    assertThat(link.nowNs() - state.receivedNs).isEqualTo(-500_000_000);
  }

  @Test
  void shouldStepTheArmsClock() {
    FaultyArmLink link = started("arm-clock:at=0.004,ms=-1");
    await(link);
    assertThat(state.armTimeNs).isEqualTo(2 * PERIOD_NS - 1_000_000);
  }

  @Test
  void shouldAllocateNothing() {
    arm.keepsCommands = false;
    FaultyArmLink link = started("drop:p=0.3;delay:periods=2;duplicate:p=0.1;reorder:p=0.1;"
        + "freeze:p=0.1;nan:p=0.1;jump:p=0.1;flip:p=0.5;silent:p=0.1;pause:p=0.05;clock:p=0.1;arm-clock:p=0.1");
    assertThat(AllocationProbe.bytesPerCall(2000, 500, () -> {
      link.awaitState(state, link.nowNs() + TIMEOUT_NS);
      link.send(command);
    })).isZero();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "sleep|a fault must be one of drop, delay, duplicate, reorder, freeze, nan, jump, flip, silent,"
        + " lost, pause, clock, arm-clock, but is 'sleep'",
    "drop:p=2|fault drop: p must be above 0 and at most 1, but is 2.0",
    "drop:p=NaN|fault drop: p must be above 0 and at most 1, but is NaN",
    "drop:p|fault drop: settings must be KEY=VALUE with commas between, but one is 'p'",
    "drop:rad=1|fault drop: a setting must be one of at, for, p, joint, but is 'rad'",
    "jump:rad=x|fault jump: rad must be a number, but is 'x'",
    "jump:ms=1|fault jump: a setting must be one of at, for, p, joint, rad, but is 'ms'",
    "jump:joint=2|fault jump: joint must be below 2, but is 2",
    "jump:joint=0.5|fault jump: joint must be a whole number, but is 0.5",
    "delay:periods=1.5|fault delay: periods must be a whole number of 1 to 1000, but is 1.5",
    "pause:ms=-1|fault pause: ms must be positive, but is -1.0",
    "silent:at=-1|fault silent: at must be not negative, but is -1.0",
    "silent:for=0|fault silent: for must be positive, but is 0.0"})
  void shouldRefuseAPlanThatMakesNoSense(String plan, String sentence) {
    assertThatThrownBy(() -> new FaultyArmLink(arm, FaultPlan.parse(plan, 1)))
        .isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
  }
}
