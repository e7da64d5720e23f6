package org.statewise.bridge.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LogThrottleTest {
  private final LogThrottle<String> throttle = new LogThrottle<>(2);

  private List<String> turn() {
    List<String> logged = new ArrayList<>();
    throttle.turn((kind, more) -> logged.add(kind + " " + more));
    return logged;
  }

  @Test
  void shouldAdmitAFewOfEachKindAndCountTheRest() {
    int admitted = 0;
    for (int k = 0; k < 10_000; k++) {
      admitted += throttle.admits("busy") ? 1 : 0;
    }
    assertThat(admitted).isEqualTo(2);
    assertThat(throttle.admits("malformed")).as("another kind").isTrue();
    assertThat(turn()).containsExactly("busy 9998");
  }

  @Test
  void shouldBeginEachIntervalAnew() {
    throttle.admits("busy");
    throttle.admits("busy");
    assertThat(turn()).as("none was withheld").isEmpty();
    assertThat(throttle.admits("busy")).isTrue();
    assertThat(turn()).isEmpty();
  }
}
