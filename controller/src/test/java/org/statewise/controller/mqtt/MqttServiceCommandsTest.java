package org.statewise.controller.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.mqtt.MqttProperties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.fixtures.mqtt.BrokerFault;

/** How the service answers commands. */
@Tag("slow")
final class MqttServiceCommandsTest extends MqttServiceFixture {
  @Test
  void shouldAnswerEveryCommandToABrokerThatTakesOneMessageAtOnce() throws Exception {
    fixture(BrokerFault.NONE).broker.receiveMaximum(1);
    fixture.start();
    await("status");
    for (int i = 1; i <= 10; i++) {
      command("hold", fresh("h" + i), false);
    }
    for (int i = 1; i <= 10; i++) {
      assertThat(reply().get("id").asText()).isEqualTo("h" + i);
    }
    assertThat(fixture.broker.mostUnacknowledged()).isEqualTo(1);
  }

  @Test
  void shouldAnswerACommandToItsResponseTopic() throws Exception {
    fixture(BrokerFault.NONE).start();
    await("status");
    fixture.ticks(1, LoopPhase.RUNNING);
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
    assertThat(fixture.submitted).hasSize(2);
    assertThat(json(await("events")).get("kind").asText()).isEqualTo("command");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stop!", "{\"id\": \"old\", \"sentAtMillis\": 1}", "{\"a\": }"})
  void shouldStopWhateverIsInAStop(String payload) throws Exception {
    fixture(BrokerFault.NONE).start();
    await("status");
    command("stop", payload, true);
    assertThat(reply().get("accepted").asBoolean()).isTrue();
    assertThat(fixture.stops.get()).isEqualTo(1);
  }

  @Test
  void shouldRefuseAPayloadThatIsTooLarge() throws Exception {
    fixture(BrokerFault.NONE).start();
    await("status");
    command("hold", " ".repeat(256 * 1024 + 1), false);
    assertThat(reply().get("reason").asText())
        .contains("at most 262144 bytes, but has at least 262145");
  }

  @ParameterizedTest
  @EnumSource(MqttSettings.Version.class)
  void shouldAnswerAndReportACommandOfTwoMegabytes(MqttSettings.Version version)
      throws Exception {
    fixture(BrokerFault.NONE).version = version;
    fixture.start();
    await("status");
    fixture.broker.publish("statewise/any/command/hold", new byte[2_000_000], false,
        version == MqttSettings.Version.V3_1_1
            ? MqttProperties.NO_PROPERTIES
            : replyTo("reply/me"));
    if (version != MqttSettings.Version.V3_1_1) {
      assertThat(reply().get("reason").asText()).contains("at most 262144 bytes");
    }
    JsonNode details = json(await("events")).get("details");
    assertThat(details.get("reason").asText()).contains("at most 262144 bytes");
    fixture.broker.publish("statewise/any/command/stop", new byte[2_000_000], false,
        MqttProperties.NO_PROPERTIES);
    await("events");
    assertThat(fixture.stops.get()).isEqualTo(1);
    assertThat(fixture.broker.connections()).isEqualTo(1);
  }

  @Test
  void shouldSpeakOldMqttToAnOldBrokerAndAnswerThereByFieldsOfThePayload() throws Exception {
    fixture(BrokerFault.OLD).start();
    await("status");
    assertThat(fixture.broker.connections()).isEqualTo(2);
    fixture.broker.publish("statewise/any/command/hold",
        ("{\"id\": \"o1\", \"sentAtMillis\": " + MqttFixture.NOW
            + ", \"responseTopic\": \"reply/old\", \"correlation\": \"x\"}").getBytes(UTF_8),
        false, MqttProperties.NO_PROPERTIES);
    JsonNode reply = json(fixture.broker.await(m -> m.topic().equals("reply/old")));
    assertThat(reply.get("accepted").asBoolean()).isTrue();
    assertThat(reply.get("correlation").asText()).isEqualTo("x");
  }
}
