package org.statewise.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.controller.adapt.AskedAt;
import org.statewise.controller.adapt.CompositeGain;

/** What learns when nobody says so, arm by arm and prior by prior. */
final class AutomaticAdaptationTest {
  private static AdaptationConfig resolved(Object... keysAndValues) throws ConfigException {
    ConfigLoader loader = new ConfigLoader();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      loader.set((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return loader.load().resolved().adaptation();
  }

  @ParameterizedTest
  @CsvSource({"iiwa7", "iiwa14"})
  void shouldBeTheArmsNetworkAndASlowObserverBehindItsRigidBody(String arm) throws Exception {
    AdaptationConfig adaptation = resolved("arm.model", arm);
    assertThat(adaptation.text())
        .isEqualTo("network:memory=" + arm + "+trend:order=1,gain=0.1,lead=0");
    assertThat(adaptation.lowPassHz()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({"arm.model, my-arm.yaml", "law.prior, gravity"})
  void shouldBeLocalModelsOfSlowerSamplesWhereNoNetworkWasTrained(String key, String value)
      throws Exception {
    AdaptationConfig adaptation = resolved(key, value);
    assertThat(adaptation.text()).isEqualTo("local:width=1.5,q=1e-2,leak=1e-3");
    assertThat(adaptation.lowPassHz()).isEqualTo(4);
    assertThat(resolved(key, value, "adaptation.lowPassHz", 0).lowPassHz()).isZero();
  }

  @Test
  void shouldBeAskedAtTheDesiredStateIfItIsANetworkOfManyArms() throws Exception {
    assertThat(resolved().askedAt()).isEqualTo(AskedAt.DESIRED);
    assertThat(resolved("adaptation.model", "network:memory=iiwa7").askedAt())
        .isEqualTo(AskedAt.DESIRED);
    assertThat(resolved("adaptation.model", "local").askedAt()).isEqualTo(AskedAt.MEASURED);
    assertThat(resolved("adaptation.model", "network").askedAt()).isEqualTo(AskedAt.MEASURED);
    assertThat(resolved("adaptation.askedAt", "measured").askedAt()).isEqualTo(AskedAt.MEASURED);
    assertThat(resolved("adaptation.model", "local", "adaptation.askedAt", "desired").askedAt())
        .isEqualTo(AskedAt.DESIRED);
  }

  @Test
  void shouldTeachTrackingErrorsToANetworkOfManyArmsAlone() throws Exception {
    assertThat(resolved().compositeGain()).isEqualTo(CompositeGain.of(0.5));
    assertThat(resolved("adaptation.model", "network:memory=iiwa7").compositeGain())
        .isEqualTo(CompositeGain.of(0.5));
    assertThat(resolved("adaptation.model", "trend").compositeGain()).isEqualTo(CompositeGain.NONE);
    assertThat(resolved("adaptation.compositeGain", 0).compositeGain())
        .isEqualTo(CompositeGain.NONE);
    assertThat(resolved("adaptation.model", "trend", "adaptation.compositeGain", 0.2)
        .compositeGain()).isEqualTo(CompositeGain.of(0.2));
  }

  @Test
  void shouldBeANetworkByGradientStepsWithoutAPrior() throws Exception {
    assertThat(resolved("law.prior", "none").text()).isEqualTo("network");
  }

  @Test
  void shouldLeaveWhatTheUserChose() throws Exception {
    assertThat(resolved("adaptation.model", "trend").text()).isEqualTo("trend");
    assertThat(resolved("adaptation.observer", "none").text()).isEqualTo("network:memory=iiwa7");
    assertThat(resolved("adaptation.observer", "observer").text())
        .isEqualTo("network:memory=iiwa7+observer");
    assertThat(resolved("adaptation.model", "local", "adaptation.observer", "observer").text())
        .isEqualTo("local+observer");
  }

  @Test
  void shouldBeWrittenAndReadAsAWord() throws Exception {
    StatewiseConfig usual = new ConfigLoader().load();
    assertThat(ConfigLoader.fromJson(ConfigLoader.toJson(usual))).isEqualTo(usual);
    assertThat(usual.adaptation().observer().text()).isEqualTo("auto");
  }
}
