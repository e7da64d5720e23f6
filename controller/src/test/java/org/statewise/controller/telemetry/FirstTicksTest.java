package org.statewise.controller.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.statewise.controller.loop.TickRecord;

final class FirstTicksTest {
  private final FirstTicks ticks = new FirstTicks();
  private final TickRecord tick = new TickRecord(7);

  private void add(int count, long latencyNs) {
    for (int i = 0; i < count; i++) {
      tick.latencyNs = latencyNs;
      ticks.add(tick);
    }
  }

  @Test
  void shouldTellTheFirstThousandFromTheRest() {
    add(FirstTicks.COUNT, 50_000);
    add(10, 0);
    add(500, 20_000);
    assertThat(ticks.first().p99()).isEqualTo(50, within(0.1));
    assertThat(ticks.rest().p50()).isEqualTo(20, within(0.1));
    assertThat(ticks.rest().max()).isEqualTo(20, within(0.1));
  }

  @Test
  void shouldShowZerosForTicksThatWereNot() {
    add(3, 40_000);
    assertThat(ticks.first().max()).isEqualTo(40, within(0.1));
    assertThat(ticks.rest()).isEqualTo(new RunSummary.Latency(0, 0, 0, 0));
  }
}
