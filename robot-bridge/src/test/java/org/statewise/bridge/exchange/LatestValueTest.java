package org.statewise.bridge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.fixtures.ManualClock;

class LatestValueTest {
  private final ManualClock clock = new ManualClock(100);
  private final LatestValue<long[]> values = newExchange();
  private final long[] sent = new long[2];
  private final long[] got = new long[2];

  private LatestValue<long[]> newExchange() {
    return new LatestValue<>(
        () -> new long[2], (from, to) -> System.arraycopy(from, 0, to, 0, 2), clock);
  }

  @Test
  void shouldHandOutTheNewestValueOnce() {
    assertThat(values.pollInto(got)).isFalse();
    for (int i = 1; i <= 3; i++) {
      sent[0] = i;
      values.publish(sent);
    }
    assertThat(values.pollInto(got)).isTrue();
    assertThat(got[0]).isEqualTo(3);
    assertThat(values.pollInto(got)).isFalse();
  }

  @Test
  void shouldBeLateAtTheDeadlineAndLostAfterClose() {
    assertThat(values.awaitInto(got, 100)).isEqualTo(AwaitResult.LATE);
    values.close();
    assertThat(values.awaitInto(got, 1000)).isEqualTo(AwaitResult.LOST);
  }

  @Test
  void shouldStillHandOutTheLastValueAfterClose() {
    sent[0] = 9;
    values.publish(sent);
    values.close();
    assertThat(values.awaitInto(got, 100)).isEqualTo(AwaitResult.FRESH);
    assertThat(got[0]).isEqualTo(9);
  }

  @Test
  @Timeout(30)
  void shouldNeverTearAValueNorGoBackwardsBetweenTwoThreads() throws InterruptedException {
    int count = 200_000;
    Thread writer = new Thread(() -> {
      long[] value = new long[2];
      for (int i = 1; i <= count; i++) {
        value[0] = i;
        value[1] = -i;
        values.publish(value);
      }
      values.close();
    });
    writer.start();
    long last = 0;
    while (values.awaitInto(got, Long.MAX_VALUE / 2) == AwaitResult.FRESH) {
      assertThat(got[1]).isEqualTo(-got[0]);
      assertThat(got[0]).isGreaterThan(last);
      last = got[0];
    }
    writer.join();
    assertThat(last).isEqualTo(count);
  }

  @Test
  void shouldNotAllocate() {
    assertThat(AllocationProbe.bytesPerCall(20_000, 5_000, () -> {
      values.publish(sent);
      values.awaitInto(got, 0);
    })).isZero();
  }
}
