package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class OwnLatenessTest {
  private static final long PERIOD_NS = 4_000_000;

  private final AtomicLong nowNs = new AtomicLong();
  private final OwnLateness lateness = new OwnLateness(nowNs::get, PERIOD_NS);

  private void sleep(long millis) {
    nowNs.addAndGet(millis * 1_000_000);
    lateness.wake();
  }

  @Test
  void shouldNotCallANapLate() {
    for (int i = 0; i < 100; i++) {
      sleep(1);
    }
    assertThat(lateness.longestMillis()).isZero();
    assertThat(lateness.explained("the run ended in a fault", true)).isEqualTo(
        "the run ended in a fault");
  }

  @Test
  void shouldSayThatTheProgramItselfWasLate() {
    sleep(1);
    sleep(64);
    sleep(1);
    assertThat(lateness.longestMillis()).isEqualTo(63);
    assertThat(lateness.explained("the run ended in a fault", true)).isEqualTo(
        "the run ended in a fault; this program itself was late: in the second before, its threads had"
            + " no processor for 63.0 ms at a stretch, and the arm's period is 4.0 ms."
            + " deploy/robot-pc.md says how to give it one");
    assertThat(lateness.explained("the run ended in a fault", false)).isEqualTo(
        "the run ended in a fault");
    assertThat(lateness.explained("", true)).isEmpty();
  }

  @Test
  void shouldForgetWhatWasLongBefore() {
    sleep(64);
    for (int i = 0; i < 1100; i++) {
      sleep(1);
    }
    assertThat(lateness.explained("the run ended in a fault", true)).isEqualTo(
        "the run ended in a fault");
    assertThat(lateness.longestMillis()).isEqualTo(63);
  }
}
