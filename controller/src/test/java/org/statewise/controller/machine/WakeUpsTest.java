package org.statewise.controller.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a clock that a sleeper moves by hand. */
final class WakeUpsTest {
  private long nowNs = 7_000_123;
  private int sleeps;

  private Histogram measure(long lateNs, int everyOther, long veryLateNs) {
    return new WakeUps(() -> nowNs,
        ns -> nowNs += ns + (++sleeps % everyOther == 0 ? veryLateNs : lateNs)).measure(1);
  }

  @Test
  void shouldMeasureEachWakeUpOfASecond() {
    Histogram lateness = measure(50_000, 10, 50_000);
    assertThat(lateness.getTotalCount()).isEqualTo(1000);
    assertThat(lateness.getMinValue()).isBetween(49_900L, 50_100L);
    assertThat(lateness.getMaxValue()).isBetween(49_900L, 50_100L);
  }

  @Test
  void shouldWakeOnceAPeriod() {
    Histogram lateness = new WakeUps(() -> nowNs, ns -> nowNs += ns + 30_000)
        .measure(500_000_000, 4_000_000);
    assertThat(lateness.getTotalCount()).isEqualTo(125);
    assertThat(lateness.getMinValue()).isBetween(29_900L, 30_100L);
  }

  @Test
  void shouldCountPeriodsThatWereOversleptAsOneLateWakeUp() {
    Histogram lateness = measure(0, 100, 20_500_000);
    assertThat(lateness.getCountBetweenValues(20_000_000, 21_000_000))
        .isEqualTo(lateness.getCountBetweenValues(1, Long.MAX_VALUE / 2)).isBetween(7L, 9L);
    assertThat(lateness.getTotalCount()).isLessThan(850);
  }

  @Test
  void shouldGoOnSleepingWhenWokenTooEarly() {
    Histogram lateness = new WakeUps(() -> nowNs, ns -> nowNs += Math.max(1, ns / 2)).measure(1);
    assertThat(lateness.getTotalCount()).isEqualTo(1000);
    assertThat(lateness.getMaxValue()).isLessThan(10);
  }

  @Test
  void shouldNotForgiveOneStallAmongManyWakeUpsInTime() {
    Finding finding = WakeUps.finding(measure(50_000, 700, 200_000_000));
    assertThat(finding.verdict()).isEqualTo(Verdict.HURTS);
  }

  @ParameterizedTest
  @CsvSource({"100000, GOOD", "400000, WORKS", "2000000, HURTS"})
  void shouldJudgeByTheOneInAThousand(long lateNs, Verdict verdict) {
    Finding finding = WakeUps.finding(measure(lateNs, 10, lateNs));
    assertThat(finding.verdict()).isEqualTo(verdict);
    assertThat(finding.value()).startsWith("late by p50 " + lateNs / 100_000).endsWith(" us");
    assertThat(finding.mend().isEmpty()).isEqualTo(verdict == Verdict.GOOD);
  }
}
