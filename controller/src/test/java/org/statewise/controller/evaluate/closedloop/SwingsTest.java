package org.statewise.controller.evaluate.closedloop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Supervision of adaptation that swings, on elastic joints, over a minute of the arm's own time. */
@Tag("slow")
class SwingsTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"lbr | trend", "soft | trend", "stiff | trend",
    "lbr | trend:gain=0.3", "soft | trend:gain=0.3", "stiff | trend:gain=0.3", "stiff | observer",
    "stiff | local+trend", "lbr | kalman+observer", "stiff | doomed:eta=0.5",
    "lbr | network:alpha=1"})
  void shouldShakeTheArmAFewTimesAtMostAndThenBeCalm(String profile, String adaptation) {
    ElasticRuns.verifyCalm(profile, adaptation);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lbr", "soft", "stiff"})
  void shouldComeBackSlowerAndStillBearMostOfWhatThePriorLeaves(String profile) {
    ElasticRun run = ElasticRuns.of(profile, "trend");

    assertThat(run.withdrawnShare()).isLessThan(0.2);
    assertThat(run.lastRmsMrad())
        .isLessThan(0.7 * ElasticRuns.of(profile, "none").lastRmsMrad());
  }

  @Test
  void shouldLetTheDefaultAloneOnATidyArm() {
    ElasticRun run = ElasticRuns.of("tidy", "trend");

    assertThat(run.interventions).isEmpty();
    assertThat(run.lastRmsMrad()).isLessThan(0.15);
  }
}
