package org.statewise.bridge.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When a plan's faults begin, pause and are refused. */
final class FaultPlanTest extends FaultyArmLinkFixture {
  @ParameterizedTest
  @EnumSource(FaultKind.class)
  void shouldLeaveEverythingAloneBeforeTheFirstCommand(FaultKind kind) {
    FaultyArmLink link = new FaultyArmLink(arm, FaultPlan.parse(kind.word(), 1));
    assertThat(sequences(link, 3)).containsExactly(1L, 2L, 3L);
    assertThat(state.q).containsExactly(3, -3);
    assertThat(link.effects()).isZero();
  }

  @Test
  void shouldDropStatesInItsTimeOnly() {
    FaultyArmLink link = started("drop:at=0.008,for=0.008");
    assertThat(sequences(link, 3)).containsExactly(2L, 5L, 6L);
    assertThat(link.effects()).isEqualTo(2);
  }

  @Test
  void shouldDropSoManyAsThePlanStatesAndTheSameOnesAgain() {
    FaultyArmLink link = started("drop:p=0.3");
    List<Long> first = sequences(link, 7000);
    assertThat(link.effects() / (first.getLast() - 1.0)).isBetween(0.28, 0.32);
    arm.periods = 0;
    assertThat(sequences(started("drop:p=0.3"), 7000)).isEqualTo(first);
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
