package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.statewise.fixtures.AllocationProbe;

final class TickRingTest {
  private final TickRing ring = new TickRing(3, 4);
  private final TickRecord tick = new TickRecord(3);
  private final List<Long> seen = new ArrayList<>();

  private boolean offer(long number) {
    tick.tick = number;
    tick.u[2] = number * 0.5;
    return ring.offer(tick);
  }

  @Test
  void shouldHandRecordsOverInOrder() {
    offer(1);
    offer(2);
    offer(3);

    assertThat(ring.drain(t -> seen.add(t.tick), 2)).isEqualTo(2);
    assertThat(ring.drain(t -> seen.add(t.tick), 2)).isEqualTo(1);

    assertThat(seen).containsExactly(1L, 2L, 3L);
  }

  @Test
  void shouldCopyTheRecord() {
    offer(1);
    tick.u[2] = -1;

    ring.drain(t -> assertThat(t.u[2]).isEqualTo(0.5), 1);
  }

  @Test
  void shouldDropAndCountTheNewestWhenFull() {
    for (int i = 0; i < 4; i++) {
      assertThat(offer(i)).isTrue();
    }

    assertThat(offer(4)).isFalse();

    assertThat(ring.dropped()).isEqualTo(1);
    ring.drain(t -> seen.add(t.tick), 10);
    assertThat(seen).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void shouldRoundTheCapacityUp() {
    assertThat(new TickRing(1, 5).capacity()).isEqualTo(8);
    assertThat(new TickRing(1, 1).capacity()).isEqualTo(1);
  }

  @Test
  void shouldFreeTheSlotOfAReaderThatThrows() {
    offer(1);
    offer(2);

    assertThatThrownBy(() -> ring.drain(t -> {
      throw new IllegalStateException("reader");
    }, 2)).hasMessage("reader");

    assertThat(ring.size()).isEqualTo(1);
    ring.drain(t -> seen.add(t.tick), 2);
    assertThat(seen).containsExactly(2L);
  }

  @Test
  void shouldLoseNothingWhenTheProducerAwaitsSpace() throws InterruptedException {
    int ticks = 20_000;
    Thread consumer = new Thread(() -> {
      while (seen.size() < ticks) {
        if (ring.drain(t -> seen.add(t.u[2] == t.tick * 0.5 ? t.tick : -1), 3) == 0) {
          Thread.onSpinWait();
        }
      }
    });
    consumer.start();

    for (int i = 0; i < ticks; i++) {
      assertThat(ring.awaitSpace()).isTrue();
      assertThat(offer(i)).isTrue();
    }
    consumer.join();

    assertThat(ring.dropped()).isZero();
    for (int i = 0; i < ticks; i++) {
      assertThat(seen.get(i)).isEqualTo(i);
    }
  }

  /** Long records and a reader that never sleeps, so that one handed over too early is seen half written. */
  @Test
  @Timeout(60)
  void shouldNeverTearDoubleOrLoseARecordBetweenTwoThreads() throws Exception {
    int joints = 128;
    int count = 200_000;
    TickRing narrow = new TickRing(joints, 2);
    AtomicBoolean done = new AtomicBoolean();
    long[] taken = new long[1];
    long[] wrong = new long[1];
    long[] last = {-1};
    Thread reader = Thread.ofPlatform().daemon().start(() -> {
      boolean over = false;
      while (!over) {
        over = done.get();
        taken[0] += narrow.drain(t -> {
          boolean whole = t.state.q[joints - 1] == t.tick && t.u[0] == t.tick
              && t.u[joints - 1] == t.tick;
          wrong[0] += whole && t.tick > last[0] ? 0 : 1;
          last[0] = t.tick;
        }, 3);
      }
    });
    TickRecord longTick = new TickRecord(joints);
    for (int i = 0; i < count; i++) {
      longTick.tick = i;
      Arrays.fill(longTick.state.q, i);
      Arrays.fill(longTick.u, i);
      narrow.offer(longTick);
    }
    done.set(true);
    reader.join();

    assertThat(wrong[0]).as("records torn, doubled or out of order").isZero();
    assertThat(taken[0] + narrow.dropped()).isEqualTo(count);
  }

  @Test
  void shouldStopAwaitingSpaceWhenInterrupted() {
    for (int i = 0; i < 4; i++) {
      offer(i);
    }
    Thread.currentThread().interrupt();

    assertThat(ring.awaitSpace()).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void shouldRefuseACapacityOutOfRange() {
    assertThatThrownBy(() -> new TickRing(7, 0)).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the tick ring's capacity must be in 1 to 1048576, not 0");
  }

  @Test
  void shouldAllocateNothing() {
    assertThat(AllocationProbe.bytesPerCall(20_000, 2_000, () -> ring.offer(tick))).isZero();
    TickRing flowing = new TickRing(7, 4);
    TickRecord seven = new TickRecord(7);
    assertThat(AllocationProbe.bytesPerCall(20_000, 2_000, () -> {
      flowing.offer(seven);
      flowing.drain(TickRingTest::ignore, 4);
    })).isZero();
  }

  private static void ignore(TickRecord tick) {}
}
