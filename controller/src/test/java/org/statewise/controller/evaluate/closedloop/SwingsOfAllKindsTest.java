package org.statewise.controller.evaluate.closedloop;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same as {@link SwingsTest} with the rest of what adapts. */
@Tag("slow")
class SwingsOfAllKindsTest {
  @ParameterizedTest
  @ValueSource(strings = {"trend:order=2,gain=0.4,lead=0", "observer", "local", "kalman", "rls",
    "rigid-body", "doomed", "network:alpha=0.3"})
  void shouldShakeTheArmAFewTimesAtMostAndThenBeCalm(String adaptation) {
    for (String profile : new String[]{"lbr", "soft", "stiff"}) {
      ElasticRuns.verifyCalm(profile, adaptation);
    }
  }
}
