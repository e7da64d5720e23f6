package org.statewise.controller.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.mqtt.MqttProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.statewise.controller.app.Program;
import org.statewise.fixtures.mqtt.TestBroker;

/** The program in this process on a virtual clock, with a broker to command it by. */
final class RemoteRun {
  private final TestBroker broker;
  private CompletableFuture<Program> program;
  private int ids;

  RemoteRun(TestBroker broker) {
    this.broker = broker;
  }

  /** A thread of its own: a run that a failed test left behind must not be in the way of the next. */
  static void thread(Runnable work) {
    Thread.ofPlatform().daemon().start(work);
  }

  RemoteRun start(String... more) throws InterruptedException {
    List<String> args = new ArrayList<>(List.of("run", "--fast", "--start-on-command", "--mqtt",
        broker.url(), "--metrics", "off", "--set", "loop.burnInTicks=0"));
    args.addAll(List.of(more));
    program = CompletableFuture.supplyAsync(() -> Program.run(args.toArray(String[]::new)),
        RemoteRun::thread);
    broker.await(m -> m.topic().endsWith("/status") && m.payload().contains("\"holding\""));
    return this;
  }

  /** Commands something and gives the reply; {@code more} is JSON after the id. */
  JsonNode command(String verb, String more) throws Exception {
    MqttProperties properties = new MqttProperties();
    properties.add(new MqttProperties.StringProperty(MqttProperties.RESPONSE_TOPIC, "reply"));
    String id = verb + ids++;
    broker.publish("statewise/iiwa7/command/" + verb,
        ("{\"id\": \"" + id + "\", \"sentAtMillis\": " + System.currentTimeMillis() + more + "}")
            .getBytes(UTF_8),
        false, properties);
    return new ObjectMapper().readTree(broker
        .await(m -> m.topic().equals("reply") && m.payload().contains("\"" + id + "\""))
        .payload());
  }

  void accepts(String verb, String more) throws Exception {
    JsonNode reply = command(verb, more);
    assertThat(reply.get("accepted").asBoolean()).as(reply.toString()).isTrue();
  }

  String refuses(String verb, String more) throws Exception {
    JsonNode reply = command(verb, more);
    assertThat(reply.get("accepted").asBoolean()).as(reply.toString()).isFalse();
    return reply.get("reason").asText();
  }

  /** Lets no run outlive its test. */
  void close() {
    if (program != null && !program.isDone()) {
      broker.publish("statewise/iiwa7/command/stop", new byte[0], false,
          MqttProperties.NO_PROPERTIES);
      program.join();
    }
  }

  Program end() {
    return program.join();
  }
}
