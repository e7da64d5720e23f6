package org.statewise.controller.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.mqtt.MqttProperties;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.fixtures.mqtt.BrokerFault;
import org.statewise.fixtures.mqtt.Received;
import org.statewise.fixtures.mqtt.TestBroker;

/** What a broker sees of a run, and what it may tell it. */
@Tag("slow")
final class MqttServiceTest {
  private MqttFixture world;

  @AfterEach
  void end() {
    world.close();
  }

  private MqttFixture world(BrokerFault fault) {
    world = new MqttFixture(fault);
    return world;
  }

  private Received await(String topic) throws InterruptedException {
    return world.broker.await(message -> message.topic().equals("statewise/any/" + topic));
  }

  private static JsonNode json(Received message) throws Exception {
    return new ObjectMapper().readTree(message.payload());
  }

  private static MqttProperties replyTo(String topic) {
    MqttProperties properties = new MqttProperties();
    properties.add(new MqttProperties.StringProperty(MqttProperties.RESPONSE_TOPIC, topic));
    properties.add(new MqttProperties.BinaryProperty(MqttProperties.CORRELATION_DATA,
        "c-17".getBytes(UTF_8)));
    return properties;
  }

  private void command(String verb, String payload, boolean retained) {
    world.broker.publish("statewise/any/command/" + verb, payload.getBytes(UTF_8), retained,
        replyTo("reply/me"));
  }

  private JsonNode reply() throws Exception {
    Received reply = world.broker.await(message -> message.topic().equals("reply/me"));
    assertThat(reply.correlation()).isEqualTo("c-17");
    return json(reply);
  }

  private static String fresh(String id) {
    return "{\"id\": \"" + id + "\", \"sentAtMillis\": " + MqttFixture.NOW + "}";
  }

  @ParameterizedTest
  @EnumSource(MqttSettings.Version.class)
  void shouldKeepARetainedStatusThatFollowsThePhase(MqttSettings.Version version)
      throws Exception {
    world(BrokerFault.NONE).version = version;
    world.start();
    Received first = await("status");
    assertThat(first.retained()).isTrue();
    assertThat(first.qos()).isEqualTo(1);
    assertThat(json(first).get("online").asBoolean()).isTrue();
    assertThat(json(first).get("phase").asText()).isEqualTo("waiting");
    assertThat(json(first).get("joints")).hasSize(2);
    world.ticks(1, LoopPhase.RUNNING);
    assertThat(json(await("status")).get("phase").asText()).isEqualTo("running");
    world.endService();
    JsonNode last = json(await("status"));
    assertThat(last.get("online").asBoolean()).isFalse();
    assertThat(last.get("phase").asText()).isEqualTo("running");
  }

  @Test
  void shouldPublishTelemetryTwentyTimesASecondOfTheArmsClock() throws Exception {
    world(BrokerFault.NONE).start();
    await("status");
    for (int i = 0; i < 3; i++) {
      // Due every 12.5 ticks.
      world.ticks(i == 0 ? 13 : 12, LoopPhase.RUNNING);
      JsonNode telemetry = json(await("telemetry"));
      assertThat(telemetry.get("tick").asLong()).isEqualTo(i == 0 ? 1 : i == 1 ? 14 : 26);
      assertThat(telemetry.get("q").get(1).asDouble()).isEqualTo(0.5);
      assertThat(telemetry.get("qLink").get(1).asDouble()).isEqualTo(0.25);
      assertThat(telemetry.get("qLinkEstimated").asBoolean()).isTrue();
      assertThat(telemetry.get("motion").asText()).isEqualTo("lift");
      assertThat(telemetry.get("stepSize").asDouble()).isEqualTo(0.25);
    }
  }

  @Test
  void shouldKeepEventsInOrderWhileTheBrokerIsAway() throws Exception {
    world(BrokerFault.RESTARTS).eventBuffer = 50;
    world.start();
    await("status");
    for (int i = 1; i <= 90; i++) {
      world.event("guard-" + i);
    }
    Received last = world.broker.await(m -> m.payload().contains("\"name\":\"guard-90\""));
    assertThat(last.qos()).isEqualTo(1);
    List<Long> numbers = world.broker.all().stream()
        .filter(m -> m.topic().endsWith("/events")).map(MqttServiceTest::number).toList();
    long highest = 0;
    for (long number : numbers) {
      assertThat(number).as("no number is skipped but by a drop: %s", numbers)
          .isLessThanOrEqualTo(highest == 0 ? 41 : highest + 41);
      highest = Math.max(highest, number);
    }
    assertThat(numbers.stream().distinct().count()).isGreaterThanOrEqualTo(50);
    assertThat(world.broker.connections()).isGreaterThan(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 15})
  void shouldTellAllEventsToABrokerThatTakesFewAtOnce(int receiveMaximum) throws Exception {
    world(BrokerFault.NONE).broker.receiveMaximum(receiveMaximum);
    world.start();
    await("status");
    for (int i = 1; i <= 60; i++) {
      world.event("guard-" + i);
    }
    world.ticks(1, LoopPhase.RUNNING);
    world.broker.await(m -> m.payload().contains("\"name\":\"guard-60\""));
    world.endService();
    assertThat(world.broker.all().stream().filter(m -> m.topic().endsWith("/events"))
        .map(MqttServiceTest::number).toList())
        .isEqualTo(LongStream.rangeClosed(1, 60).boxed().toList());
    assertThat(world.broker.all().stream().filter(m -> m.topic().endsWith("/status"))
        .map(Received::payload)).anyMatch(m -> m.contains("running"))
        .last().asString().contains("\"online\":false");
    assertThat(world.broker.mostUnacknowledged()).isLessThanOrEqualTo(receiveMaximum);
    assertThat(world.broker.connections()).isEqualTo(1);
  }

  @Test
  void shouldAnswerEveryCommandToABrokerThatTakesOneMessageAtOnce() throws Exception {
    world(BrokerFault.NONE).broker.receiveMaximum(1);
    world.start();
    await("status");
    for (int i = 1; i <= 10; i++) {
      command("hold", fresh("h" + i), false);
    }
    for (int i = 1; i <= 10; i++) {
      assertThat(reply().get("id").asText()).isEqualTo("h" + i);
    }
    assertThat(world.broker.mostUnacknowledged()).isEqualTo(1);
  }

  @Test
  void shouldKeepItsConnectionWhileTelemetryWaitsForABrokerThatTakesOneMessageAtOnce()
      throws Exception {
    world(BrokerFault.NONE).broker.receiveMaximum(1);
    world.start();
    for (int i = 1; i <= 40; i++) {
      world.event("guard-" + i);
      world.ticks(50, LoopPhase.RUNNING);
      int last = i;
      world.broker.await(m -> m.payload().contains("\"name\":\"guard-" + last + "\""));
    }
    // The next telemetry may find the window full, and the one after that, but not for ever.
    while (world.broker.connections() == 1
        && world.broker.all().stream().noneMatch(m -> m.topic().endsWith("/telemetry"))) {
      world.ticks(50, LoopPhase.RUNNING);
    }
    assertThat(world.broker.connections()).isEqualTo(1);
  }

  private static long number(Received event) {
    try {
      return json(event).get("number").asLong();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldAnswerACommandToItsResponseTopic() throws Exception {
    world(BrokerFault.NONE).start();
    await("status");
    world.ticks(1, LoopPhase.RUNNING);
    command("hold", fresh("h1"), false);
    JsonNode reply = reply();
    assertThat(reply.get("accepted").asBoolean()).isTrue();
    assertThat(reply.get("id").asText()).isEqualTo("h1");
    assertThat(reply.get("verb").asText()).isEqualTo("hold");
    assertThat(reply.get("phase").asText()).isEqualTo("running");
    command("hold", fresh("h1"), false);
    assertThat(reply().get("reason").asText()).startsWith("replayed");
    command("hold", fresh("h2"), true);
    assertThat(reply().get("reason").asText()).startsWith("retained");
    command("dance", fresh("h3"), false);
    assertThat(reply().get("reason").asText()).startsWith("unknown");
    command("hold", "{", false);
    assertThat(reply().get("reason").asText()).startsWith("malformed");
    command("start", fresh("h4"), false);
    assertThat(reply().get("reason").asText()).isEqualTo("not now");
    assertThat(world.submitted).hasSize(2);
    assertThat(json(await("events")).get("kind").asText()).isEqualTo("command");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stop!", "{\"id\": \"old\", \"sentAtMillis\": 1}", "{\"a\": }"})
  void shouldStopWhateverIsInAStop(String payload) throws Exception {
    world(BrokerFault.NONE).start();
    await("status");
    command("stop", payload, true);
    assertThat(reply().get("accepted").asBoolean()).isTrue();
    assertThat(world.stops.get()).isEqualTo(1);
  }

  @Test
  void shouldRefuseAPayloadThatIsTooLarge() throws Exception {
    world(BrokerFault.NONE).start();
    await("status");
    command("hold", " ".repeat(256 * 1024 + 1), false);
    assertThat(reply().get("reason").asText())
        .contains("at most 262144 bytes, but has at least 262145");
  }

  @ParameterizedTest
  @EnumSource(MqttSettings.Version.class)
  void shouldAnswerAndReportACommandOfTwoMegabytes(MqttSettings.Version version)
      throws Exception {
    world(BrokerFault.NONE).version = version;
    world.start();
    await("status");
    world.broker.publish("statewise/any/command/hold", new byte[2_000_000], false,
        version == MqttSettings.Version.V3_1_1
            ? MqttProperties.NO_PROPERTIES
            : replyTo("reply/me"));
    if (version != MqttSettings.Version.V3_1_1) {
      assertThat(reply().get("reason").asText()).contains("at most 262144 bytes");
    }
    JsonNode details = json(await("events")).get("details");
    assertThat(details.get("reason").asText()).contains("at most 262144 bytes");
    world.broker.publish("statewise/any/command/stop", new byte[2_000_000], false,
        MqttProperties.NO_PROPERTIES);
    await("events");
    assertThat(world.stops.get()).isEqualTo(1);
    assertThat(world.broker.connections()).isEqualTo(1);
  }

  @Test
  void shouldSpeakOldMqttToAnOldBrokerAndAnswerThereByFieldsOfThePayload() throws Exception {
    world(BrokerFault.OLD).start();
    await("status");
    assertThat(world.broker.connections()).isEqualTo(2);
    world.broker.publish("statewise/any/command/hold",
        ("{\"id\": \"o1\", \"sentAtMillis\": " + MqttFixture.NOW
            + ", \"responseTopic\": \"reply/old\", \"correlation\": \"x\"}").getBytes(UTF_8),
        false, MqttProperties.NO_PROPERTIES);
    JsonNode reply = json(world.broker.await(m -> m.topic().equals("reply/old")));
    assertThat(reply.get("accepted").asBoolean()).isTrue();
    assertThat(reply.get("correlation").asText()).isEqualTo("x");
  }

  @Test
  void shouldComeBackAfterTheBrokerHungUp() throws Exception {
    world(BrokerFault.NONE).start();
    await("status");
    world.broker.disconnect();
    await("status");
    assertThat(world.broker.connections()).isEqualTo(2);
    assertThat(world.metrics.connects()).isEqualTo(2);
    command("hold", fresh("again"), false);
    assertThat(reply().get("accepted").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(value = BrokerFault.class, names = {"GARBAGE", "HANGS_UP"})
  void shouldOutliveABrokerThatIsMad(BrokerFault fault) throws Exception {
    world(fault).start();
    TestBroker broker = world.broker;
    while (broker.connections() < 3) {
      // Each of them ends the connection; the service comes back by itself.
      Thread.onSpinWait();
    }
    broker.fault(BrokerFault.NONE);
    world.ticks(1, LoopPhase.BRAKING);
    broker.await(m -> m.topic().endsWith("/status") && m.payload().contains("braking"));
  }
}
