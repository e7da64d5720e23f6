package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.controller.app.Program;
import org.statewise.controller.mqtt.Mosquitto;

/** That the shell commands a run. */
@Tag("slow")
final class CtlTest extends MosquittoFixture {
  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;

  /** The program of the run and those that command it may end in any order. */
  @AfterEach
  void restoreStreams() {
    System.setOut(realOut);
    System.setErr(realErr);
  }

  private static Program ctl(int port, String words) {
    List<String> arguments = new ArrayList<>(List.of("ctl"));
    arguments.addAll(List.of(words.split(" ", -1)));
    arguments.addAll(List.of("--broker", "mqtt://127.0.0.1:" + port));
    return Program.run(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({"json, 5", "protobuf, 3.1.1"})
  void shouldCommandARunUntilItIsOver(String payload, String version) throws Exception {
    String same = " --set mqtt.version=" + version + " --set mqtt.payload=" + payload;
    try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true\n")) {
      int port = broker.port();
      CompletableFuture<Program> run = CompletableFuture.supplyAsync(() -> Program.run("run",
          "--fast", "--start-on-command", "--metrics", "off", "--set", "loop.burnInTicks=0",
          "--set", "mqtt.payload=" + payload, "--mqtt", "mqtt://127.0.0.1:" + port),
          RemoteRun::thread);
      broker.shell("mosquitto_sub -V 5 -p " + port + " -t statewise/iiwa7/status")
          .await(line -> line.contains("holding"));

      assertThat(ctl(port, "status").out()).startsWith("iiwa7: holding since 2");
      JsonNode status = new ObjectMapper().readTree(ctl(port, "status --json" + same).out());
      assertThat(status.get("joints")).hasSize(7);
      assertThat(ctl(port, "task sine --frequency 0.2 --amplitude 0.1" + same).out())
          .isEqualTo("iiwa7 accepted: running sine\n");
      assertThat(ctl(port, "freeze" + same).out())
          .isEqualTo("iiwa7 accepted: adaptation freeze\n");
      assertThat(ctl(port, "adaptation on" + same).code()).isZero();
      assertThat(ctl(port, "payload 0.857" + same).out()).startsWith("iiwa7 accepted: the prior");
      Program refused = ctl(port, "payload 1000" + same);
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.out())
          .startsWith("iiwa7 refused: malformed: payloadHint.massKg must be in 0 to");
      assertThat(ctl(port, "save-state" + same).out()).startsWith("iiwa7 refused: not available");
      assertThat(ctl(port, "task dance" + same).code()).isEqualTo(1);
      JsonNode held = new ObjectMapper().readTree(ctl(port, "hold --json" + same).out());
      assertThat(held.get("phase").asText()).isEqualTo("holding");
      assertThat(ctl(port, "start" + same).out()).startsWith("iiwa7 accepted: running");
      assertThat(ctl(port, "stop" + same).out()).isEqualTo("iiwa7 accepted: stopping\n");
      assertThat(run.join().code()).isZero();

      Program over = ctl(port, "status" + same);
      assertThat(over.code()).isEqualTo(1);
      assertThat(over.out()).startsWith("iiwa7: the run is over since 2")
          .endsWith(", it ended stopped\n");
      Program late = ctl(port, "hold" + same);
      assertThat(late.code()).isEqualTo(1);
      assertThat(late.err()).isEqualTo("statewise: the run of 'iiwa7' is over, by what mqtt://"
          + "127.0.0.1:" + port + " keeps of it: nobody takes 'hold'\n");
    }
  }

  @Test
  void shouldSayThatNobodyAnswers() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true\n")) {
      Program said = ctl(broker.port(), "hold --robot nobody --timeout 2s");
      assertThat(said.code()).isEqualTo(1);
      assertThat(said.err()).startsWith("statewise: no reply to 'hold' came from 'nobody' at "
          + "mqtt://127.0.0.1:" + broker.port() + " within 2.0 s: no run of that name has told");
    }
  }

  @Test
  void shouldSayThatThereIsNoBroker() {
    Program said = ctl(1, "status");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).isEqualTo("statewise: the broker mqtt://127.0.0.1:1 cannot be talked"
        + " to: Connection refused\n");
  }
}
