package org.statewise.controller.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;

final class TelemetryThreadTest {
  @Test
  void shouldHandEveryTickToEveryConsumerBeforeItEnds() {
    TickRing ring = new TickRing(1, 1024);
    List<Long> one = Collections.synchronizedList(new ArrayList<>());
    List<Long> other = Collections.synchronizedList(new ArrayList<>());
    TickRecord tick = new TickRecord(1);
    try (TelemetryThread _ = new TelemetryThread(ring,
        List.of(t -> one.add(t.tick), t -> other.add(t.tick)))) {
      for (int i = 0; i < 1000; i++) {
        tick.tick = i;
        assertThat(ring.offer(tick)).isTrue();
      }
    }
    assertThat(one).hasSize(1000).isSorted();
    assertThat(other).isEqualTo(one);
  }
}
