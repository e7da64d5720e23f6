package org.statewise.bridge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
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

  /** Long values and a reader that never sleeps, so that a value given out too early is seen half written. */
  @Test
  @Timeout(60)
  void shouldNeverTearALongValueOfAReaderThatPolls() throws Exception {
    int length = 512;
    long count = 300_000;
    LatestValue<long[]> longValues = new LatestValue<>(() -> new long[length],
        (from, to) -> System.arraycopy(from, 0, to, 0, length), clock);
    Thread.ofPlatform().daemon().start(() -> {
      long[] value = new long[length];
      for (long i = 1; i <= count; i++) {
        Arrays.fill(value, i);
        longValues.publish(value);
      }
    });
    long[] seen = new long[length];
    long torn = 0;
    long notNewer = 0;
    long last = 0;
    // The timeout interrupts: it is for a newest value that got lost.
    while (last < count && !Thread.currentThread().isInterrupted()) {
      if (!longValues.pollInto(seen)) {
        continue;
      }
      torn += seen[0] == seen[length - 1] && seen[0] == seen[length / 2] ? 0 : 1;
      notNewer += seen[0] > last ? 0 : 1;
      last = Math.max(last, seen[0]);
    }
    assertThat(last).as("the newest value").isEqualTo(count);
    assertThat(torn).as("torn values").isZero();
    assertThat(notNewer).as("values given out twice or after newer ones").isZero();
  }

  @Test
  void shouldNotSpinWhileTheInterruptFlagIsSet() {
    AtomicLong reads = new AtomicLong();
    LatestValue<long[]> real = new LatestValue<>(() -> new long[2],
        (from, to) -> System.arraycopy(from, 0, to, 0, 2), () -> {
          reads.incrementAndGet();
          return System.nanoTime();
        });
    Thread.currentThread().interrupt();
    AwaitResult result = real.awaitInto(got, System.nanoTime() + 50_000_000);
    assertThat(Thread.interrupted()).as("the flag is still set").isTrue();
    assertThat(result).isEqualTo(AwaitResult.LATE);
    // Parked, it reads the clock a few times; spinning, a hundred thousand times.
    assertThat(reads.get()).isLessThan(200);
  }

  @Test
  void shouldNotAllocate() {
    assertThat(AllocationProbe.bytesPerCall(20_000, 5_000, () -> {
      values.publish(sent);
      values.awaitInto(got, 0);
    })).isZero();
  }
}
