package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When braking by damping is over. */
final class BrakeMonitorTest {
  private static final long BEGAN_NS = 5_000_000_000L;

  private final BrakeMonitor watch = new BrakeMonitor();

  private boolean over(double qd, long sinceMillis) {
    return watch.over(new double[]{0, qd}, BEGAN_NS + sinceMillis * 1_000_000);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0099, -0.0099, 0, Double.NaN})
  void shouldBeOverAtOnceAtRestAndWithoutANumber(double qd) {
    assertThat(over(qd, 0)).isTrue();
  }

  @Test
  void shouldGoOnWhileAnyJointMoves() {
    assertThat(over(0.01, 0)).isFalse();
    assertThat(watch.over(new double[]{-0.01, 0}, BEGAN_NS + 4_000_000)).isFalse();
  }

  @Test
  void shouldBeOverOnceTheArmIsHalfAsFastAgainAsAtFirstAndMore() {
    assertThat(over(0.4, 0)).isFalse();
    // 1.5 * 0.4 + 0.3
    assertThat(over(0.899, 4)).isFalse();
    assertThat(over(-0.901, 8)).isTrue();
  }

  @Test
  void shouldGiveDampingSoLongToTakeThreeTenthsOfTheSpeedEachTime() {
    assertThat(over(1, 0)).isFalse();
    assertThat(over(0.69, 119)).isFalse();
    assertThat(over(0.69, 238)).isFalse();
    assertThat(over(0.69, 239)).as("no slower for 120 ms").isTrue();
  }

  @Test
  void shouldTakeLessThanThreeTenthsForNoBraking() {
    assertThat(over(1, 0)).isFalse();
    assertThat(over(0.71, 60)).isFalse();
    assertThat(over(0.71, 119)).isFalse();
    assertThat(over(0.71, 120)).isTrue();
  }

  @Test
  void shouldBeOverAfterASecondHoweverWellItBrakes() {
    double qd = 2;
    for (long millis = 0; millis < 1000; millis += 100) {
      assertThat(over(qd, millis)).as("%d ms", millis).isFalse();
      qd *= 0.65;
    }
    assertThat(over(qd, 999)).isFalse();
    assertThat(qd).isGreaterThan(0.01);
    assertThat(over(qd, 1000)).isTrue();
  }
}
