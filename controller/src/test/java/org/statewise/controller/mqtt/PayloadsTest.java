package org.statewise.controller.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.proto.mqtt.Command;

/** Commands from bytes, and from bytes that are none. */
final class PayloadsTest {
  private static final String TASK = """
      {"id": "1", "sentAtMillis": 17, "task": {"kind": "sine", "amplitudeRad": [0.1, 0.2]}}""";

  @Test
  void shouldReadTheSameCommandFromJsonAndProtobuf() throws RefusedException {
    Command command = Payloads.command(TASK.getBytes(UTF_8), false);
    assertThat(command.getTask().getAmplitudeRadList()).containsExactly(0.1, 0.2);
    assertThat(command.getTask().hasFrequencyHz()).isFalse();
    assertThat(Payloads.command(command.toByteArray(), true)).isEqualTo(command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "17", "{\"id\": []}",
    "{\"surprise\": 1}", "{\"sentAtMillis\": 1e30}", "{\"task\": {\"rounds\": -1}}",
    "{\"task\": {\"frequencyHz\": \"fast\"}}", "{\"loss\": {\"file\": \"???\"}}",
    "{\"task\": {}, \"adaptation\": {}}"})
  void shouldRefuseWhatIsNoCommand(String json) {
    assertThatThrownBy(() -> Payloads.command(json.getBytes(UTF_8), false))
        .isInstanceOf(RefusedException.class).hasMessageStartingWith("malformed: ");
  }

  @Test
  void shouldSurviveNestingWithoutEndAndBytesThatAreNoText() {
    byte[] nested = "[".repeat(200_000).getBytes(UTF_8);
    assertThatThrownBy(() -> Payloads.command(nested, false))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> Payloads.command(new byte[]{'{', (byte) 0xff, '}'}, false))
        .isInstanceOf(RefusedException.class).hasMessageContaining("UTF-8");
  }

  @Test
  void shouldOnlyEverRefuseMutatedCommands() {
    SplittableRandom random = new SplittableRandom(5);
    int refused = 0;
    for (int i = 0; i < 5000; i++) {
      byte[] bytes = TASK.getBytes(UTF_8);
      for (int k = 0; k <= i % 4; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        Payloads.command(bytes, i % 2 == 0);
      } catch (RefusedException e) {
        refused++;
        assertThat(e.getMessage()).hasSizeLessThan(300);
      }
    }
    assertThat(refused).isGreaterThan(3000);
  }
}
