package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.DatagramSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Arms that wait for nobody. A machine that has no time for a run is reported; whatever else ends one is a
 * fault.
 */
@Tag("realtime")
final class StrictTimeTest {
  @TempDir
  private Path folder;

  private final LatenessProbe probe = new LatenessProbe();

  @AfterEach
  void closeProbe() {
    probe.close();
  }

  private Finished run(String arm) throws Exception {
    return RealTime.program(folder).run("run", "--arm", arm, "--task", "sine", "--duration", "5s",
        "--metrics", "off", "--strict-time", "--summary", "run.json");
  }

  private void assertKeptUp(Finished run) throws Exception {
    if (RealTime.starved(run, probe)) {
      return;
    }
    assertThat(run.code()).as("%s", run).isZero();
    JsonNode summary = Recordings.json(folder.resolve("run.json"));
    System.out.printf("missed states %s of %s ticks, tick us %s%n", summary.get("missedStates"),
        summary.get("ticks"), summary.get("tickMicros"));
    assertThat(summary.get("phase").asText()).isEqualTo("STOPPED");
  }

  @Test
  void shouldKeepUpWithTheEmbeddedArm() throws Exception {
    assertKeptUp(run("sim"));
  }

  @Test
  void shouldKeepUpWithAnArmBehindABridge() throws Exception {
    try (Running bridge = RealTime.program(folder).start("bridge", "--strict-time", "--listen",
        "127.0.0.1:0")) {
      assertKeptUp(run(bridge.awaitLine("at (bridge://127.0.0.1:\\d+)").group(1)));
    }
  }

  @Test
  void shouldKeepUpWithACabinet() throws Exception {
    int port;
    try (DatagramSocket socket = new DatagramSocket()) {
      port = socket.getLocalPort();
    }
    try (Running cabinet = RealTime.program(folder).start("bridge", "--strict-time", "--fri",
        "127.0.0.1:" + port)) {
      cabinet.awaitLine("^bridge: cabinet of");
      assertKeptUp(run("fri://127.0.0.1:" + port + "?peer=127.0.0.1"));
    }
  }
}
