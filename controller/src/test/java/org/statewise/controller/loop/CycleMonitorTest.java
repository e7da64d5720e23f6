package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.ArmMode;

/** What is counted of the arm's clock, and the part of the last states that was of no use. */
final class CycleMonitorTest {
  private final CycleMonitor cycle = new CycleMonitor(250);

  @Test
  void shouldTakeTheFirstStateWhateverItsNumber() {
    assertThat(cycle.accept(1_000_000, ArmMode.COMMANDED)).isTrue();
    assertThat(cycle.missedStates()).isZero();
    assertThat(cycle.missedInARow()).isZero();
    assertThat(cycle.answered()).isEqualTo(1);
  }

  @Test
  void shouldRefuseAStateThatIsNoNewer() {
    cycle.accept(7, ArmMode.COMMANDED);
    assertThat(cycle.accept(7, ArmMode.COMMANDED)).isFalse();
    assertThat(cycle.accept(6, ArmMode.COMMANDED)).isFalse();
    assertThat(cycle.staleStates()).isEqualTo(2);
    assertThat(cycle.answered()).isEqualTo(1);
    assertThat(cycle.accept(8, ArmMode.COMMANDED)).isTrue();
    assertThat(cycle.missedStates()).isZero();
  }

  @Test
  void shouldTellTheLastGapFromAllThatWasMissed() {
    cycle.accept(1, ArmMode.COMMANDED);
    cycle.accept(5, ArmMode.COMMANDED);
    assertThat(cycle.missedInARow()).isEqualTo(3);
    cycle.accept(8, ArmMode.COMMANDED);
    assertThat(cycle.missedInARow()).isEqualTo(2);
    cycle.accept(9, ArmMode.COMMANDED);
    assertThat(cycle.missedInARow()).isZero();
    assertThat(cycle.missedStates()).isEqualTo(5);
    assertThat(cycle.lossFraction()).isEqualTo(5.0 / 250);
  }

  @Test
  void shouldNotHoldStatesAgainstTheLinkThatWereMissedWhileTheArmHeldItself() {
    cycle.accept(0, ArmMode.BRAKES_ENGAGED);
    cycle.accept(100, ArmMode.BRAKES_ENGAGED);
    cycle.accept(200, ArmMode.COMMANDED);
    assertThat(cycle.missedInARow()).isZero();
    assertThat(cycle.lossFraction()).isZero();
    assertThat(cycle.missedStates()).isEqualTo(198);
    cycle.accept(203, ArmMode.COMMANDED);
    assertThat(cycle.missedInARow()).isEqualTo(2);
    assertThat(cycle.lossFraction()).isEqualTo(2.0 / 250);
  }

  @Test
  void shouldForgetLossesOnceAWindowOfStatesHasPassed() {
    cycle.accept(0, ArmMode.COMMANDED);
    cycle.accept(4, ArmMode.COMMANDED);
    for (int k = 5; k < 251; k++) {
      cycle.accept(k, ArmMode.COMMANDED);
    }
    assertThat(cycle.lossFraction()).as("the last 250 of states 1 to 250").isEqualTo(3.0 / 250);
    cycle.accept(251, ArmMode.COMMANDED);
    assertThat(cycle.lossFraction()).isEqualTo(2.0 / 250);
    cycle.accept(252, ArmMode.COMMANDED);
    cycle.accept(253, ArmMode.COMMANDED);
    assertThat(cycle.lossFraction()).isZero();
  }

  @Test
  void shouldNeverLoseMoreThanTheWholeWindow() {
    cycle.accept(0, ArmMode.COMMANDED);
    cycle.accept(Long.MAX_VALUE, ArmMode.COMMANDED);
    assertThat(cycle.lossFraction()).isEqualTo(249.0 / 250);
  }

  @Test
  void shouldCountAStateThatWasTooOldOnce() {
    cycle.accept(0, ArmMode.COMMANDED);
    cycle.countSkipped();
    cycle.countSkipped();
    assertThat(cycle.lossFraction()).isEqualTo(1.0 / 250);
  }

  @Test
  void shouldMissADeadlineOnlyAfterAWholePeriod() {
    cycle.endTick(4_000_000, 4_000_000, 0);
    assertThat(cycle.deadlineMisses()).isZero();
    cycle.endTick(4_000_001, 4_000_000, 0);
    assertThat(cycle.deadlineMisses()).isEqualTo(1);
    assertThat(cycle.ticks()).isEqualTo(2);
  }

  @Test
  void shouldCountTripsByGuard() {
    cycle.endTick(0, 1, 0b101);
    cycle.endTick(0, 1, 0b100);
    assertThat(cycle.trips(0)).isEqualTo(1);
    assertThat(cycle.trips(1)).isZero();
    assertThat(cycle.trips(2)).isEqualTo(2);
  }
}
