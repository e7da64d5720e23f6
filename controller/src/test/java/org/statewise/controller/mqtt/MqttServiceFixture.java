package org.statewise.controller.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.mqtt.MqttProperties;
import org.junit.jupiter.api.AfterEach;
import org.statewise.fixtures.mqtt.BrokerFault;
import org.statewise.fixtures.mqtt.Received;

/** A service and its broker, and how a test commands it. */
abstract class MqttServiceFixture {
  MqttFixture fixture;

  @AfterEach
  void end() {
    fixture.close();
  }

  MqttFixture fixture(BrokerFault fault) {
    fixture = new MqttFixture(fault);
    return fixture;
  }

  Received await(String topic) throws InterruptedException {
    return fixture.broker.await(message -> message.topic().equals("statewise/any/" + topic));
  }

  static JsonNode json(Received message) throws Exception {
    return new ObjectMapper().readTree(message.payload());
  }

  static MqttProperties replyTo(String topic) {
    MqttProperties properties = new MqttProperties();
    properties.add(new MqttProperties.StringProperty(MqttProperties.RESPONSE_TOPIC, topic));
    properties.add(new MqttProperties.BinaryProperty(MqttProperties.CORRELATION_DATA,
        "c-17".getBytes(UTF_8)));
    return properties;
  }

  void command(String verb, String payload, boolean retained) {
    fixture.broker.publish("statewise/any/command/" + verb, payload.getBytes(UTF_8), retained,
        replyTo("reply/me"));
  }

  JsonNode reply() throws Exception {
    Received reply = fixture.broker.await(message -> message.topic().equals("reply/me"));
    assertThat(reply.correlation()).isEqualTo("c-17");
    return json(reply);
  }

  static String fresh(String id) {
    return "{\"id\": \"" + id + "\", \"sentAtMillis\": " + MqttFixture.NOW + "}";
  }
}
