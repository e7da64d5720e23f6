package org.statewise.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Choices that are written as words. */
final class ConfigSpecsTest {
  private final ConfigLoader loader = new ConfigLoader();

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "law.prior|magic|law.prior must be one of none, gravity, rigid-body, but is 'magic'",
    "law.positionSource|links|law.positionSource must be motor or link-estimate, but is 'links'",
    "task.kind|dance|task.kind must be one of pick-and-place, sine, hold, path, but is 'dance'",
    "adaptation.target|both|adaptation.target must be one of commanded, measured, sensed, but is 'both'",
    "adaptation.acceleration|guess|adaptation.acceleration must be one of velocity, position, but is"
        + " 'guess'",
    "adaptation.updateRule|rprop|adaptation.updateRule: Update rule: must be one of sgd, adam; got"
        + " \"rprop\".",
    "adaptation.loss|huber|adaptation.loss must be one of squared, structured, state-dependent, mlp,"
        + " one of the last three with learned- before it, auto, or a file that ends in .pb, but is"
        + " 'huber'",
    "adaptation.loss|learned-squared|adaptation.loss must be one of squared, structured,"
        + " state-dependent, mlp, one of the last three with learned- before it, auto, or a file that"
        + " ends in .pb, but is 'learned-squared'",
    "adaptation.model|locale:width=1|adaptation.model must be auto or a model: Online model: must be"
        + " one of none, network, observer, kalman, precision-kalman, rls, rigid-body, doomed, local,"
        + " trend, or two of them with a + between; got \"locale\".",
    "adaptation.observer|trends:order=1|adaptation.observer must be auto, none or a model: Online model: must be"
        + " one of none, network, observer, kalman, precision-kalman, rls, rigid-body, doomed, local,"
        + " trend; got \"trends\".",
    "adaptation.observer|trend:order|adaptation.observer must be auto, none or a model: Online model trend:"
        + " needs key=value between commas, got \"order\".",
    "adaptation.observer|local+trend|adaptation.observer must be auto, none or a model: Online model: must be"
        + " one model, without a +; got \"local+trend\".",
    "arm.simulation.cabinet.frictionObserver|on|arm.simulation.cabinet.frictionObserver must be"
        + " never, always or off-at-commanded-position, but is 'on'"})
  void shouldRefuseAWordThatIsNoChoiceWhenItIsRead(String key, String word, String sentence)
      throws ConfigException {
    loader.set(key, word);
    assertThatThrownBy(loader::load).isInstanceOf(ConfigException.class).hasMessage(sentence);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "adaptation.model|local:width=1.5, q=3e-4 + trend:gain=1e-1", "adaptation.model|network",
    "adaptation.observer|none", "adaptation.observer|trend:order=1,gain=5e-2,lead=0",
    "adaptation.loss|learned-mlp", "adaptation.loss|some/own.pb", "adaptation.loss|auto",
    "adaptation.updateRule|adam", "law.prior|gravity", "law.positionSource|link-estimate",
    "task.kind|pick-and-place", "adaptation.target|measured", "adaptation.acceleration|velocity",
    "arm.simulation.cabinet.frictionObserver|off-at-commanded-position"})
  void shouldWriteAChoiceAsItWasRead(String key, String word) throws ConfigException {
    StatewiseConfig config = loader.set(key, word).load();
    assertThat(ConfigLoader.fromJson(ConfigLoader.toJson(config))).isEqualTo(config);
    assertThat(new ConfigLoader(config).settings())
        .filteredOn(setting -> setting.key().equals(key))
        .extracting(ConfigLoader.Setting::value).containsExactly('"' + word + '"');
  }
}
