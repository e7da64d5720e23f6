package org.statewise.controller.app.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.app.Program;
import org.statewise.controller.mqtt.Mosquitto;

/** A broker with TLS as it is deployed, and a run that talks to it. */
abstract class MosquittoFixture {
  static final String ROOT = System.getProperty("statewise.root", "..");

  @TempDir
  Path folder;

  @BeforeEach
  void needsMosquitto() {
    Mosquitto.assumeInstalled();
  }

  void pem(String file, String kind, byte[] der) throws Exception {
    Files.writeString(folder.resolve(file), block(kind, der));
  }

  static String block(String kind, byte[] der) {
    return "-----BEGIN " + kind + "-----\n"
        + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der) + "\n-----END " + kind
        + "-----\n";
  }

  CompletableFuture<Program> run(Mosquitto broker, String... more) {
    List<String> args = new ArrayList<>(List.of("run", "--fast", "--start-on-command", "--metrics",
        "off", "--set", "loop.burnInTicks=0", "--mqtt", "mqtts://127.0.0.1:" + broker.port(),
        "--set", "mqtt.tls.trusted=" + folder.resolve("ca.pem")));
    args.addAll(List.of(more));
    return CompletableFuture.supplyAsync(() -> Program.run(args.toArray(String[]::new)),
        RemoteRun::thread);
  }

  static void command(Mosquitto broker, String to, String verb) throws Exception {
    broker.sh("mosquitto_pub" + to + " -t statewise/iiwa7/command/" + verb
        + " -D publish response-topic statewise/iiwa7/reply/op -m '{\"id\":\"'$(date +%s%N)'\","
        + "\"sentAtMillis\":'$(date +%s%3N)'}'");
  }
}
