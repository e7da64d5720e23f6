package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class AccelerationLeadTest {
  private static final long PERIOD_NS = 4_000_000;

  private final AccelerationLead ahead = new AccelerationLead(1, settings(3_500_000));

  private static LoopSettings settings(long leadNs) {
    return new LoopSettings(PERIOD_NS, 1, 1, 1, 4, false, false, leadNs);
  }

  private double of(double qdd, long timeNs, LoopPhase phase) {
    return ahead.of(new double[]{qdd}, timeNs, phase)[0];
  }

  @Test
  void shouldExtrapolateAlongTheSlope() {
    for (int k = 0; k < 40; k++) {
      of(k, k * PERIOD_NS, LoopPhase.RUNNING);
    }
    assertThat(of(40, 40 * PERIOD_NS, LoopPhase.RUNNING)).isCloseTo(40.875, within(1e-12));
    // Over a missing state the slope is half.
    assertThat(of(42, 42 * PERIOD_NS, LoopPhase.RUNNING)).isCloseTo(42.875, within(1e-12));
  }

  @Test
  void shouldLetTheLeadGrowFromNothing() {
    of(0, 0, LoopPhase.RUNNING);
    for (int k = 1; k <= 8; k++) {
      assertThat(of(k, k * PERIOD_NS, LoopPhase.RUNNING) - k)
          .isCloseTo(0.875 * k / 8, within(1e-12));
    }
  }

  @Test
  void shouldLetTheLeadGrowOverTheStatesOfTheArmsPeriod() {
    AccelerationLead fast = new AccelerationLead(1,
        new LoopSettings(1_000_000, 1, 1, 1, 4, false, false, 1_000_000, 1000, 32));
    for (int k = 0; k <= 40; k++) {
      assertThat(fast.of(new double[]{k}, k * 1_000_000L, LoopPhase.WAITING)[0] - k)
          .isCloseTo(Math.min(1, k / 32.), within(1e-12));
    }
  }

  @Test
  void shouldExtrapolateNothingAcrossPhasesGapsAndStandingClocks() {
    assertThat(of(1, PERIOD_NS, LoopPhase.ENGAGING)).isEqualTo(1);
    assertThat(of(2, 2 * PERIOD_NS, LoopPhase.RUNNING)).isEqualTo(2);
    assertThat(of(5, 2 * PERIOD_NS, LoopPhase.RUNNING)).isEqualTo(5);
    assertThat(of(9, 8 * PERIOD_NS, LoopPhase.RUNNING)).isEqualTo(9);
  }

  @Test
  void shouldExtrapolateOverFivePeriodsAndNoMore() {
    of(0, 0, LoopPhase.RUNNING);
    assertThat(of(20, 5 * PERIOD_NS, LoopPhase.RUNNING))
        .isCloseTo(20 + 3.5 / 20 * 20 / 8, within(1e-12));
    assertThat(of(40, 10 * PERIOD_NS + 1, LoopPhase.RUNNING)).isEqualTo(40);
  }

  @Test
  void shouldTakeALeadOfNoneAndOfFivePeriods() {
    assertThat(settings(0).leadNs()).isZero();
    assertThat(settings(20_000_000).leadNs()).isEqualTo(20_000_000);
  }

  @Test
  void shouldRefuseALeadOfMoreThanFivePeriods() {
    assertThatThrownBy(() -> settings(-1)).hasMessage(
        "the lead of the feed-forward must be within 0 and five periods, but is -1 ns");
    assertThatThrownBy(() -> settings(20_000_001)).hasMessage(
        "the lead of the feed-forward must be within 0 and five periods, but is 20000001 ns");
  }
}
