package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.app.Program;
import org.statewise.controller.mqtt.Mosquitto;

/** A run that talks to a real broker. */
@Tag("slow")
final class MosquittoTest extends MosquittoFixture {
  private static final String STORE = "only for this test";

  private static final String PASSWORD = "sword fish";

  /** Certificates of all, made once: each takes a start of Java. */
  private static byte[] keys;

  @BeforeAll
  static void makeKeys(@TempDir Path at) throws Exception {
    Mosquitto.assumeInstalled();
    Path store = at.resolve("keys.p12");
    keytool(store, "ca", "-ext", "bc:c");
    for (String name : List.of("broker", "iiwa7", "operator")) {
      keytool(store, name, "-signer", "ca", "-ext", "san=ip:127.0.0.1");
    }
    keytool(store, "other", "-ext", "bc:c");
    keys = Files.readAllBytes(store);
  }

  private static void keytool(Path store, String alias, String... more) throws Exception {
    List<String> call = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin/keytool").toString(), "-genkeypair",
        "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass",
        STORE, "-alias", alias, "-dname", "CN=" + alias, "-keyalg", "EC", "-groupname",
        "secp256r1", "-validity", "2", "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    call.addAll(List.of(more));
    Process keytool = new ProcessBuilder(call).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(output).isZero();
  }

  private static KeyStore store() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(keys), STORE.toCharArray());
    return store;
  }

  /** NAME.pem, NAME.key of broker, iiwa7 and operator, and ca.pem. */
  private void certificates() throws Exception {
    KeyStore store = store();
    pem("ca.pem", "CERTIFICATE", store.getCertificate("ca").getEncoded());
    for (String name : List.of("broker", "iiwa7", "operator")) {
      StringBuilder chain = new StringBuilder();
      for (Certificate certificate : store.getCertificateChain(name)) {
        chain.append(block("CERTIFICATE", certificate.getEncoded()));
      }
      Files.writeString(folder.resolve(name + ".pem"), chain.toString());
      pem(name + ".key", "PRIVATE KEY", store.getKey(name, STORE.toCharArray()).getEncoded());
    }
  }

  /** The example's file, with the paths of this test. */
  private String example() throws Exception {
    Path acl = Path.of(ROOT, "deploy/mosquitto/statewise.acl");
    Files.copy(acl, folder.resolve("statewise.acl"));
    return Files.readString(Path.of(ROOT, "deploy/mosquitto/mosquitto.conf"))
        .replaceAll("(?m)^listener .*$", "").replaceAll("(?m)^per_listener_settings .*$", "")
        .replace("/etc/mosquitto/certs", "FOLDER").replace("/etc/mosquitto", "FOLDER");
  }

  /** Commands as the operator, and what comes back; and as somebody who may not. */
  private void dialogue(Mosquitto broker, String operator, String stranger) throws Exception {
    String to = " --cafile " + folder.resolve("ca.pem") + " -h 127.0.0.1 -p " + broker.port()
        + " -V 5 ";
    Mosquitto.Lines events = broker.shell("mosquitto_sub" + to + operator
        + " -t statewise/iiwa7/events -t statewise/iiwa7/status -t statewise/iiwa7/reply/#");
    events.await(line -> line.contains("\"holding\""));
    broker.sh("mosquitto_pub" + to + stranger + " -t statewise/iiwa7/command/stop -n || true");
    command(broker, to + operator, "start");
    assertThat(events.await(line -> line.contains("\"verb\":\"start\"")))
        .contains("\"accepted\":true");
    command(broker, to + operator, "hold");
    assertThat(events.await(line -> line.contains("\"verb\":\"hold\"")))
        .as("nobody has stopped it before").contains("\"accepted\":true");
    command(broker, to + operator, "stop");
    events.await(line -> line.contains("\"online\":false"));
  }

  @Test
  void shouldTalkByTlsWithUserAndPasswordAndPrintNoPassword() throws Exception {
    certificates();
    Path passwords = folder.resolve("statewise.passwd");
    Files.writeString(passwords, "");
    for (String user : List.of("iiwa7", "operator", "viewer")) {
      Process made = new ProcessBuilder("mosquitto_passwd", "-b", passwords.toString(), user,
          PASSWORD).redirectErrorStream(true).start();
      assertThat(made.waitFor()).isZero();
    }
    Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    String login = "-u %s -P '" + PASSWORD + "'";
    try (Mosquitto broker = Mosquitto.start(folder, example())) {
      CompletableFuture<Program> run = run(broker, "--set", "mqtt.user=iiwa7", "--set",
          "mqtt.passwordFile=" + folder.resolve("password"), "--record",
          folder.resolve("run.mcap").toString());
      dialogue(broker, login.formatted("operator"), login.formatted("viewer"));
      Program ended = run.join();
      assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
      assertThat(ended.err()).contains("event=mqtt name=up");
      assertThat(ended.out() + ended.err()).doesNotContain(PASSWORD);
      assertThat(Files.readString(folder.resolve("run.mcap"), StandardCharsets.ISO_8859_1))
          .doesNotContain(PASSWORD);
    }
  }

  @Test
  void shouldTalkByTlsWithACertificateAndMqttThreeToo() throws Exception {
    certificates();
    String configuration = example().replace("# require", "require").replace("# use_", "use_")
        .replaceAll("(?m)^password_file .*$", "");
    try (Mosquitto broker = Mosquitto.start(folder, configuration)) {
      for (String version : List.of("5", "3.1.1")) {
        CompletableFuture<Program> run = run(broker, "--set",
            "mqtt.tls.certificate=" + folder.resolve("iiwa7.pem"), "--set",
            "mqtt.tls.key=" + folder.resolve("iiwa7.key"), "--set",
            "mqtt.version='" + version + "'");
        String to = " --cafile " + folder.resolve("ca.pem") + " --cert "
            + folder.resolve("operator.pem") + " --key " + folder.resolve("operator.key")
            + " -h 127.0.0.1 -p " + broker.port() + " ";
        Mosquitto.Lines status = broker.shell("mosquitto_sub" + to
            + "-t statewise/iiwa7/status -t statewise/iiwa7/reply/#");
        status.await(line -> line.contains("\"holding\""));
        broker.sh("mosquitto_pub" + to + "-t statewise/iiwa7/command/hold -m '{\"id\":\"a\","
            + "\"sentAtMillis\":'$(date +%s%3N)',\"responseTopic\":\"statewise/iiwa7/reply/op\"}'");
        status.await(line -> line.contains("\"accepted\":true"));
        broker.sh("mosquitto_pub" + to + "-t statewise/iiwa7/command/stop -n");
        status.await(line -> line.contains("\"online\":false"));
        assertThat(run.join().err()).contains("version=" + version);
      }
    }
  }

  @Test
  void shouldNotTalkToABrokerThatSomebodyElseSigned() throws Exception {
    certificates();
    try (Mosquitto broker = Mosquitto.start(folder, """
        allow_anonymous true
        cafile FOLDER/ca.pem
        certfile FOLDER/broker.pem
        keyfile FOLDER/broker.key
        """)) {
      pem("ca.pem", "CERTIFICATE", store().getCertificate("other").getEncoded());
      Program run = Program.run("run", "--fast", "--duration", "100s", "--metrics", "off",
          "--mqtt", "mqtts://127.0.0.1:" + broker.port(), "--set",
          "mqtt.tls.trusted=" + folder.resolve("ca.pem"));
      assertThat(run.code()).as("the run goes on without").isZero();
      assertThat(run.err()).contains("event=mqtt name=down").contains("certification path")
          .doesNotContain("name=up broker");
    }
  }

  @Test
  void shouldTellAllEventsToABrokerThatTakesOneAtOnce() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder,
        "allow_anonymous true\nmax_inflight_messages 1\n")) {
      CompletableFuture<Program> run = CompletableFuture.supplyAsync(() -> Program.run("run",
          "--fast", "--start-on-command", "--metrics", "off", "--set", "loop.burnInTicks=0",
          "--mqtt", "mqtt://127.0.0.1:" + broker.port()), RemoteRun::thread);
      String to = " -V 5 -p " + broker.port();
      Mosquitto.Lines events = broker.shell("mosquitto_sub" + to
          + " -t statewise/iiwa7/events -t statewise/iiwa7/status -t statewise/iiwa7/reply/op");
      events.await(line -> line.contains("\"holding\""));
      for (int i = 0; i < 40; i++) {
        command(broker, to, "hold");
        events.await(line -> line.contains("\"verb\":\"hold\""));
      }
      // Again and again: of many commands in one second, only the first ones make an event.
      broker.shell("while :; do head -c 2000000 /dev/zero | mosquitto_pub" + to
          + " -t statewise/iiwa7/command/hold -s; sleep 0.2; done");
      events.await(line -> line.contains("must have at most 262144 bytes"));
      command(broker, to, "stop");
      events.await(line -> line.contains("\"online\":false"));
      Program ended = run.join();
      assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
      assertThat(ended.err()).contains("must have at most 262144 bytes")
          .doesNotContain("name=down");
    }
  }
}
