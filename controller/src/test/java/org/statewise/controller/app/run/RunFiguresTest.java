package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.telemetry.RunSummary;

/** What a summary says of what learned. */
final class RunFiguresTest {
  private static RunSummary.Adaptation of(String model) throws Exception {
    return RunFigures.adaptation(new ConfigLoader().set("adaptation.model", model).load()
        .resolved().adaptation(), LearnedModels.forJoints(7));
  }

  @Test
  void shouldNameTheLossAndTheRuleOfANetwork() throws Exception {
    assertThat(of("network").loss()).isEqualTo("learned-state-dependent");
    assertThat(of("network").rule()).isEqualTo("sgd");
  }

  @Test
  void shouldNameThoseOfANetworkWithAMemoryTooWhichItsFileHolds() throws Exception {
    RunSummary.Adaptation adaptation = of("auto");
    assertThat(adaptation.model()).isEqualTo("network:memory=iiwa7");
    assertThat(adaptation.loss()).isEqualTo("learned-structured");
    assertThat(adaptation.rule()).isEqualTo("kalman");
    assertThat(of("network:memory=iiwa7,loss=squared").loss()).isEqualTo("squared");
  }

  @Test
  void shouldNameNoneOfWhatHasNone() throws Exception {
    assertThat(of("local").loss()).isNull();
    assertThat(of("local").rule()).isNull();
  }
}
