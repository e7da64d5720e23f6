package org.statewise.controller.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.fixtures.AllocationProbe;

final class CarriedLoadTest {
  private final CarriedLoad load = new CarriedLoad();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 10})
  void shouldFollowTheGripperInTheSameTimeAtEveryRate(int periodMillis) {
    load.of(false, 0);
    double last = 0;
    for (long millis = periodMillis; millis <= 20; millis += periodMillis) {
      last = load.of(true, millis * 1_000_000);
    }
    assertThat(last).isCloseTo(1 - Math.exp(-1), within(1e-9));
    assertThat(load.of(false, 1_000_000_000)).isCloseTo(0, within(1e-9));
  }

  @Test
  void shouldBeginWithWhatTheGripperDoesAndBearATimeThatRunsBack() {
    assertThat(load.of(true, 5_000_000)).isEqualTo(1);
    assertThat(load.of(false, 1_000_000)).isEqualTo(1);
    assertThat(AllocationProbe.bytesPerCall(1000, 100, () -> load.of(false, 9_000_000))).isZero();
  }
}
