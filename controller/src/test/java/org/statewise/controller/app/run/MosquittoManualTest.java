package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.statewise.controller.app.Program;
import org.statewise.controller.mqtt.Mosquitto;

/** That the manual's lines work. */
@Tag("slow")
final class MosquittoManualTest extends MosquittoFixture {
  @Test
  void shouldHaveLinesInItsManualThatWork() throws Exception {
    List<String> lines = Files.readString(Path.of(ROOT, "controller/docs/mqtt.md")).lines()
        .filter(line -> line.startsWith("mosquitto_")).toList();
    assertThat(lines).hasSize(13);
    try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true\n")) {
      CompletableFuture<Program> run = CompletableFuture.supplyAsync(() -> Program.run("run",
          "--fast", "--start-on-command", "--metrics", "off", "--set", "loop.burnInTicks=0",
          "--adaptation", "network", "--save-state", folder.resolve("state.pb").toString(),
          "--mqtt", "mqtt://127.0.0.1:" + broker.port()), RemoteRun::thread);
      String port = "-p " + broker.port();
      Mosquitto.Lines events = broker.shell("mosquitto_sub -V 5 -F '%t %p' " + port
          + " -t statewise/iiwa7/events -t statewise/iiwa7/status -t statewise/iiwa7/reply/#");
      events.await(line -> line.contains("\"holding\""));
      List<String> stopLast = new ArrayList<>(lines);
      stopLast.sort((a, b) -> Boolean.compare(a.contains("/stop"), b.contains("/stop")));
      for (String line : stopLast) {
        String here = line.replace("-p 1883", port);
        if (line.startsWith("mosquitto_sub")) {
          // Each shows one message of its topic.
          // Events may be over by the time it listens: there are others, again and again.
          assertThat(broker.shell(line.contains("-C 1")
              ? here
              : "(while :; do " + here.replace("_sub", "_pub").replace("/events",
                  "/events -m '{}'") + "; sleep 0.2; done) & p=$!; " + here + " -C 1; kill $p")
              .await(text -> text.startsWith("{"))).isNotEmpty();
        } else {
          String verb = line.replaceFirst(".*/command/([a-z-]+) .*", "$1");
          broker.sh(here);
          String told = events.await(text -> text.contains("\"kind\":\"command\",\"name\":\""
              + verb + "\""));
          assertThat(told).contains("\"accepted\":\"true\"");
        }
      }
      assertThat(run.join().code()).isZero();
    }
  }
}
