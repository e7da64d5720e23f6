package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that stands still for seconds is waited for by the simulated arm's other end. */
@Tag("system")
final class StandstillTest {
  private static final int SECONDS = 3;

  @TempDir
  private Path folder;

  private Running start(String... arguments) throws Exception {
    return new Program(folder).start(arguments);
  }

  private Running control(String arm) throws Exception {
    return start("run", "--arm", arm, "--task", "hold", "--duration", "3s", "--metrics", "off");
  }

  private static void assertOutlasts(Running arm, Running run, boolean controllerStands)
      throws Exception {
    run.awaitErrorLine("name=running");
    (controllerStands ? run : arm).standStill(SECONDS);
    Finished end = run.awaitEnd();
    assertThat(end.code()).as("%s", end).isZero();
    assertThat(end.out()).contains("ended STOPPED")
        .containsPattern("[1-9]\\d* time slips, ([3-9]\\d{3}|\\d{5,})\\.");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldBeOutlastedThroughTheBridge(boolean controllerStands) throws Exception {
    try (Running arm = start("bridge", "--listen", "127.0.0.1:0")) {
      String address = arm.awaitLine("at (bridge://127.0.0.1:\\d+)").group(1);
      try (Running run = control(address)) {
        assertOutlasts(arm, run, controllerStands);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldBeOutlastedOverFri(boolean controllerStands) throws Exception {
    int port;
    try (DatagramSocket socket = new DatagramSocket()) {
      port = socket.getLocalPort();
    }
    try (Running arm = start("bridge", "--fri", "127.0.0.1:" + port, "--stiffness", "0")) {
      arm.awaitLine("^bridge: cabinet of iiwa7, FRI ");
      try (Running run = control(
          "fri://127.0.0.1:" + port + "?peer=127.0.0.1&simulated=yes")) {
        assertOutlasts(arm, run, controllerStands);
      }
    }
  }
}
