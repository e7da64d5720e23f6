package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.statewise.controller.app.Program;
import org.statewise.controller.mqtt.Mosquitto;

/** That the client in Python drives a run and reads what it recorded. */
@Tag("slow")
final class PythonClientTest extends MosquittoFixture {
  /** Debian's own, whose paho is a Debian package. */
  private static final String PYTHON = "/usr/bin/python3";

  private record Said(int code, String text) {}

  private static Said python(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(PYTHON));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text.strip());
  }

  private static Said client(int port, String words) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(ROOT + "/deploy/examples/statewise_client.py",
        "--port", Integer.toString(port)));
    arguments.addAll(List.of(words.split(" ", -1)));
    return python(arguments);
  }

  @BeforeEach
  void needsPaho() throws Exception {
    boolean there = Files.isExecutable(Path.of(PYTHON))
        && python(List.of("-c", "import paho.mqtt")).code() == 0;
    assumeThat(there).as("the Debian package python3-paho-mqtt is needed").isTrue();
  }

  @Test
  void shouldDriveARunAndReadItsRecording() throws Exception {
    String recording = folder.resolve("run.mcap").toString();
    String table = folder.resolve("run.csv").toString();
    try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true\n")) {
      int port = broker.port();
      CompletableFuture<Program> run = CompletableFuture.supplyAsync(() -> Program.run("run",
          "--fast", "--start-on-command", "--metrics", "off", "--set", "loop.burnInTicks=0",
          "--record", recording, "--mqtt", "mqtt://127.0.0.1:" + port), RemoteRun::thread);
      Mosquitto.Lines events = broker.shell("mosquitto_sub -V 5 -p " + port
          + " -t statewise/iiwa7/status -t statewise/iiwa7/events");
      events.await(line -> line.contains("\"holding\""));

      JsonNode status = new ObjectMapper().readTree(client(port, "status").text());
      assertThat(status.get("online").asBoolean()).isTrue();
      assertThat(status.get("joints")).hasSize(7);
      assertThat(client(port, "payload 0.857").text()).startsWith("accepted: ");
      assertThat(client(port, "task sine --frequency 0.2 --amplitude 0.1").text())
          .startsWith("accepted: ");
      Said telemetry = client(port, "telemetry --count 2");
      assertThat(telemetry.text().lines()).hasSize(2).allMatch(line -> line.contains("\"q\""));
      Said refused = client(port, "payload 1000");
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.text())
          .startsWith("refused: malformed: payloadHint.massKg must be in 0 to");
      assertThat(client(port, "hold").code()).isZero();
      assertThat(client(port, "stop").text()).startsWith("accepted: ");
      assertThat(run.join().code()).isZero();
    }
    assertThat(Program.run("export", recording, "--to", "csv", "-o", table).code()).isZero();
    JsonNode errors = new ObjectMapper().readTree(client(0, "error " + table).text());
    assertThat(errors).hasSize(7).allSatisfy(
        error -> assertThat(error.asDouble()).isBetween(0.001, 50.0));
  }

  @Test
  void shouldSayThatNobodyAnswers() throws Exception {
    Said said = client(1, "status");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text()).startsWith("statewise_client: ").doesNotContain("Traceback");
  }
}
