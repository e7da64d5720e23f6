package org.statewise.bridge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WaitingClockTest {
  private static final long PERIOD_NS = 4_000_000;

  private long realNs = 1_000_000_000;
  private final WaitingClock clock = new WaitingClock(() -> realNs, PERIOD_NS);

  @Test
  void shouldRunWithTheRealOneWhileStatesComeInTime() {
    for (int i = 0; i < 100; i++) {
      realNs += PERIOD_NS + (i % 2 == 0 ? 1_000_000 : -1_000_000);
      assertThat(clock.arrive()).isEqualTo(realNs);
      assertThat(clock.nowNs()).isEqualTo(realNs);
    }
    assertThat(clock.slips()).isZero();
  }

  @Test
  void shouldStandStillUntilTheNextStateComes() {
    clock.arrive();
    long arrivedNs = clock.nowNs();
    realNs += 300_000_000;
    assertThat(clock.nowNs()).isEqualTo(arrivedNs + 2 * PERIOD_NS);
    assertThat(clock.arrive()).isEqualTo(arrivedNs + 2 * PERIOD_NS);
    assertThat(clock.slips()).isEqualTo(1);
    assertThat(clock.slippedNs()).isEqualTo(300_000_000 - 2 * PERIOD_NS);
    realNs += PERIOD_NS;
    assertThat(clock.nowNs()).isEqualTo(arrivedNs + 3 * PERIOD_NS);
  }

  @Test
  void shouldOutlastAnArmThatWaitsForOneAnswerAfterAnother() {
    clock.arrive();
    long arrivedNs = clock.nowNs();
    realNs += 2 * WaitingClock.MAX_WAIT_NS + 1_000_000_000;
    assertThat(clock.nowNs()).isEqualTo(arrivedNs + 2 * PERIOD_NS);
  }

  @Test
  void shouldGoOnAfterFifteenSecondsSoThatDeadlinesPass() {
    clock.arrive();
    long arrivedNs = clock.nowNs();
    realNs += 17_000_000_000L;
    assertThat(clock.nowNs()).isEqualTo(arrivedNs + 2_000_000_000L);
  }
}
