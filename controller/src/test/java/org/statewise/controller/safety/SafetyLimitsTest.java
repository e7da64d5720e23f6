package org.statewise.controller.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.controller.config.ConfigException;
import org.statewise.controller.config.ConfigLoader;

/** What the guards may be told. */
final class SafetyLimitsTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"oldestStateMillis|0|positive and finite, but is 0.0",
    "stateAgePeriods|0|positive and finite, but is 0.0",
    "longestSilenceMillis|0|positive and finite, but is 0.0",
    "missedStatesInARow|0|at least 1, but is 0",
    "lossFraction|1.1|above 0 and at most 1, but is 1.1",
    "lossFraction|0|above 0 and at most 1, but is 0.0",
    "plausibleSpeedFactor|-1|positive and finite, but is -1.0",
    "frozenStates|-3|at least 1, but is -3",
    "statePeriodMillis|0.05|0 or within 0.1 and 100, but is 0.05",
    "rangeMarginRad|-1|finite and not negative, but is -1.0",
    "brakingRadPerS2|0|positive and finite, but is 0.0",
    "reactionMillis|-1|finite and not negative, but is -1.0",
    "velocityFraction|1.5|above 0 and at most 1, but is 1.5",
    "trackingErrorRad|0|positive and finite, but is 0.0",
    "holdingErrorRad|0|positive and finite, but is 0.0",
    "torqueFraction|1.5|above 0 and at most 1, but is 1.5",
    "torqueRateNmPerS|-5|positive and finite, but is -5.0"})
  void shouldRefuseLimitsThatLimitNothing(String key, String value, String rest) {
    assertThatThrownBy(() -> new ConfigLoader().setText("safety." + key, value).load())
        .isInstanceOf(ConfigException.class)
        .hasMessage("safety." + key + " must be " + rest);
  }

  @ParameterizedTest
  @CsvSource({"missedStatesInARow, 1", "frozenStates, 1", "lossFraction, 1", "rangeMarginRad, 0",
    "reactionMillis, 0"})
  void shouldTakeLimitsThatAreJustWithinTheirRule(String key, String value) {
    assertThatCode(() -> new ConfigLoader().setText("safety." + key, value).load())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"4, 4, 20, 10, 250", "4, 1, 80, 40, 1000", "4, 2, 40, 20, 500", "4, 10, 8, 4, 100",
    "1, 1, 20, 10, 250", "0, 1, 20, 10, 250", "1, 100, 1, 1, 3"})
  void shouldCountAsManyStatesAsTakeTheSameTime(double meantMillis, long periodMillis, int missed,
      int frozen, int window) throws ConfigException {
    SafetyLimits limits = new ConfigLoader().set("safety.statePeriodMillis", meantMillis).load()
        .safety();
    SafetyLimits counts = limits.atPeriod(1_000_000 * periodMillis);
    assertThat(counts.missedStatesInARow()).isEqualTo(missed);
    assertThat(counts.frozenStates()).isEqualTo(frozen);
    assertThat(limits.lossStates(1_000_000 * periodMillis)).isEqualTo(window);
    assertThat(counts).usingRecursiveComparison()
        .ignoringFields("missedStatesInARow", "frozenStates", "statePeriodMillis")
        .isEqualTo(limits);
    assertThat(counts.atPeriod(1)).isEqualTo(counts);
  }

  @Test
  void shouldSwitchOffNothingButTrackingForAWarmUp() {
    SafetyLimits all = GuardFixture.LIMITS;
    SafetyLimits untracked = all.withoutTracking();
    assertThat(untracked).usingRecursiveComparison()
        .ignoringFields("trackingErrorRad", "holdingErrorRad").isEqualTo(all);
    assertThat(untracked.trackingErrorRad()).isGreaterThan(1000);
    assertThat(untracked.holdingErrorRad()).isGreaterThan(1000);
  }

  @Test
  void shouldChangeThePartOfTheTorqueLimitsAlone() {
    SafetyLimits half = GuardFixture.LIMITS.withTorqueFraction(0.5);
    assertThat(half.torqueFraction()).isEqualTo(0.5);
    assertThat(half.withTorqueFraction(GuardFixture.LIMITS.torqueFraction()))
        .isEqualTo(GuardFixture.LIMITS);
  }
}
