package org.statewise.controller.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the broker is, where replies may go, and what is never printed. */
final class AddressesTest {
  private final Topics topics = new Topics("arm-1");

  @ParameterizedTest
  @CsvSource({"mqtt://lab, lab, 1883, false", "mqtts://lab, lab, 8883, true",
    "mqtt://10.0.0.1:18, 10.0.0.1, 18, false", "mqtts://[::1]:9, [::1], 9, true"})
  void shouldReadABrokersAddress(String text, String host, int port, boolean tls) {
    assertThat(BrokerAddress.parse("mqtt.broker", text))
        .isEqualTo(new BrokerAddress(host, port, tls));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lab", "tcp://lab", "mqtt://", "mqtt://lab:0", "mqtt://lab:99999",
    "mqtt://lab/x", "mqtt://lab?x=1", "mqtt://la b", "mqtt:lab"})
  void shouldRefuseWhatIsNone(String text) {
    assertThatThrownBy(() -> BrokerAddress.parse("mqtt.broker", text)).hasMessage(
        "mqtt.broker must be mqtt://HOST[:PORT] or mqtts://HOST[:PORT], but is '" + text + "'");
  }

  @Test
  void shouldNotRepeatAPasswordThatSomebodyPutIntoTheAddress() {
    assertThatThrownBy(() -> BrokerAddress.parse("mqtt.broker", "mqtt://me:swordfish@lab"))
        .hasMessageNotContaining("swordfish").hasMessageContaining("a user in it");
    assertThat(new MqttSettings.Login("c", "me", new Secret("swordfish")).toString())
        .contains("me").doesNotContain("swordfish");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reply/me", "statewise/arm-1/reply/7", "statewise/arm-2/command/start"})
  void shouldReplyElsewhere(String topic) {
    assertThat(topics.mayReplyTo(topic)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/+", "#", "$SYS/x", "statewise/arm-1/command/start",
    "statewise/arm-1/status", "statewise/arm-1/telemetry", "statewise/arm-1/events"})
  void shouldNotReplyToItselfOrToWhatIsNoTopic(String topic) {
    assertThat(topics.mayReplyTo(topic)).isFalse();
  }
}
