package org.statewise.controller.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.app.Program;
import org.statewise.models.arm.ShippedArms;

/** What learns when nobody says so. */
final class AutomaticModelTest {
  private static Program run(String... more) {
    String[] args = new String[more.length + 8];
    System.arraycopy(new String[]{"run", "--fast", "--duration", "4s", "--metrics", "off", "--set",
      "loop.burnInTicks=0"}, 0, args, 0, 8);
    System.arraycopy(more, 0, args, 8, more.length);
    return Program.run(args);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iiwa7", "iiwa14"})
  void shouldRememberWhatThePriorLeavesByTheNetworkThatKnowsTheArm(String arm) {
    assertThat(run("--set", "arm.model=" + arm).out()).contains("network:memory=" + arm,
        "trend:order=1,gain=0.1,lead=0", "ended STOPPED");
  }

  @Test
  void shouldRememberByPlaceWhereNoNetworkKnowsTheArm(@TempDir Path folder) throws Exception {
    Path arm = folder.resolve("own.yaml");
    Files.writeString(arm, ShippedArms.yaml("iiwa7"));
    assertThat(run("--set", "arm.model=" + arm).out())
        .contains("adaptation local:width=1.5,q=1e-2,leak=1e-3", "ended STOPPED");
  }

  @Test
  void shouldLearnByANetworkWhereThereIsNoPriorToLeaveAnything() {
    Program program = run("--prior", "none");
    assertThat(program.code()).as(program.out() + program.err()).isZero();
    assertThat(program.out()).contains("prior none, loss learned-state-dependent by sgd",
        "ended STOPPED");
    assertThat(run("--prior", "none", "--adaptation", "on").out()).contains("ended STOPPED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trend", "trend:gain=0.05", "kalman+trend"})
  void shouldRefuseWhatWouldFeedItself(String model) {
    Program program = run("--prior", "none", "--adaptation", model);
    assertThat(program.code()).isEqualTo(2);
    assertThat(program.err()).contains(
        "adaptation.model must not be trend where law.prior is none, but is '" + model + "'");
  }

  @Test
  void shouldRefuseAnObserverThatWouldFeedItself() {
    Program program = run("--prior", "none", "--set", "adaptation.observer=trend:gain=0.05");
    assertThat(program.code()).isEqualTo(2);
    assertThat(program.err())
        .contains("adaptation.observer must not be trend where law.prior is none,"
            + " but is 'trend:gain=0.05'");
  }

  @Test
  void shouldNameTheKeyOfAnObserverWhoseSettingSaysNothing() {
    Program program = run("--set", "adaptation.observer=trend:gain=5");
    assertThat(program.code()).isEqualTo(2);
    assertThat(program.err())
        .contains("adaptation.observer must be auto, none or a model: Trend model: gain"
            + " must be above 0 and at most 1");
  }
}
