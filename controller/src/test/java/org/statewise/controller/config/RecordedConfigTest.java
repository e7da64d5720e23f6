package org.statewise.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The configuration that a recording carries, of programs that knew less too. */
final class RecordedConfigTest {
  @Test
  void shouldTakeSamplesOfARecordingAsTheyWereBeforeTheyWereSmoothed() throws ConfigException {
    assertThat(ConfigLoader.fromJson("{\"adaptation\": {\"kappa\": 0.1}}").adaptation().lowPassHz())
        .isZero();
    assertThat(
        ConfigLoader.fromJson("{\"adaptation\": {\"lowPassHz\": 3}}").adaptation().lowPassHz())
        .isEqualTo(3);
  }

  @Test
  void shouldTakeTheConstantsOfARecordedModelAsTheyAreWhereTheRecordingDoesNotSayTheirPeriod()
      throws ConfigException {
    assertThat(ConfigLoader.fromJson("{\"adaptation\": {\"kappa\": 0.1}}").adaptation()
        .samplePeriodMillis()).isZero();
    assertThat(ConfigLoader.fromJson("{\"adaptation\": {\"samplePeriodMillis\": 2}}").adaptation()
        .samplePeriodMillis()).isEqualTo(2);
    assertThat(new ConfigLoader().load().adaptation().samplePeriodMillis()).isEqualTo(4);
  }

  @Test
  void shouldReplayARecordingFromBeforeThereWereObserversWithoutOne() throws ConfigException {
    assertThat(ConfigLoader.fromJson("{\"adaptation\": {\"model\": \"local\"}}").adaptation()
        .observer().learns()).isFalse();
    assertThat(ConfigLoader.fromJson("{\"adaptation\": {\"observer\": \"trend\"}}").adaptation()
        .observer().text()).isEqualTo("trend");
  }

  @Test
  void shouldTakeTheCountsOfARecordedGuardAsTheyAreWhereTheRecordingDoesNotSayTheirPeriod()
      throws ConfigException {
    assertThat(ConfigLoader.fromJson("{\"safety\": {\"frozenStates\": 12}}").safety()
        .statePeriodMillis()).isZero();
    assertThat(ConfigLoader.fromJson("{\"safety\": {\"statePeriodMillis\": 2}}").safety()
        .statePeriodMillis()).isEqualTo(2);
  }

  @Test
  void shouldTakeTheDefaultForWhatAnOlderRecordingDoesNotKnow() throws ConfigException {
    assertThat(ConfigLoader.fromJson("{\"seed\": 9}"))
        .isEqualTo(new ConfigLoader().set("seed", 9L).load());
  }

  @Test
  void shouldComeBackFromTheJsonOfARecording() throws ConfigException {
    StatewiseConfig config = new ConfigLoader().set("seed", 9L).set("law.kp", List.of(1.5, 2.5))
        .set("adaptation.hidden", List.of(3)).load();
    assertThat(ConfigLoader.fromJson(ConfigLoader.toJson(config))).isEqualTo(config);
    assertThatThrownBy(() -> ConfigLoader.fromJson("{\"seed\": 1, \"what\": 2}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("the recorded configuration cannot be read: ")
        .hasMessageContaining("what");
    assertThatThrownBy(() -> ConfigLoader.fromJson("")).isInstanceOf(ConfigException.class);
  }
}
