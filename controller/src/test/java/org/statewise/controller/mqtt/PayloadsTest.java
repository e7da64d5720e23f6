package org.statewise.controller.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.proto.mqtt.Command;
import org.statewise.proto.mqtt.Reply;
import org.statewise.proto.mqtt.Status;

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
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "`{\"sentAtMillis\": 1e30}` | sentAtMillis must be a whole number of 64 bits, but is 1E+30",
    "`{\"sentAtMillis\": \"soon\"}` | sentAtMillis must be a whole number of 64 bits, but is \"soon\"",
    "`{\"id\": 7}` | id must be a text, but is 7",
    "`{\"id\": \"a\", \"id\": \"b\"}` | a field must be given once, but 'id' is given again",
    "`{\"task\": {\"rounds\": -1}}`"
        + " | task.rounds must be a whole number of 32 bits, not negative, but is -1",
    "`{\"task\": {\"rounds\": 1e-999999999}}`"
        + " | task.rounds must be a whole number of 32 bits, not negative, but is 1E-999999999",
    "`{\"task\": {\"frequencyHz\": \"fast\"}}`"
        + " | task.frequencyHz must be a finite number, but is \"fast\"",
    "`{\"task\": {\"amplitudeRad\": [0.1, \"NaN\"]}}`"
        + " | task.amplitudeRad[1] must be a finite number, but is \"NaN\"",
    "`{\"task\": {\"amplitudeRad\": 0.1}}` | task.amplitudeRad must be a list, but is 0.1",
    "`{\"task\": [1]}` | task must be an object, but is a list",
    "`{\"adaptation\": {\"speed\": 1}}`"
        + " | adaptation.speed is no field of it; there are adaptation.mode",
    "`{\"task\": {}, \"loss\": {}}` | only one of task and loss may be given",
    "`{\"loss\": {\"file\": \"???\"}}` | loss.file must be bytes in base64, but is \"???\"",
    "`{\"id\": }` | the payload must be a JSON object, but is not readable at line 1, column 8",
    "`[[[[[[[[[[[[1]]]]]]]]]]]]` | the payload must be JSON of at most 8 levels and numbers of at"
        + " most 100 digits, but has more",
    "`{} {}` | the payload must be a JSON object, but is not readable at line 1, column 4",
    "`` | the payload must be a JSON object, but is empty",
    "`17` | the payload must be a JSON object, but is 17"})
  void shouldNameTheFieldTheRuleAndTheValue(String json, String sentence) {
    assertThatThrownBy(() -> Payloads.command(json.getBytes(UTF_8), false))
        .isInstanceOf(RefusedException.class).hasMessage("malformed: " + sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"sent_at_millis\": \"17\", \"id\": null}",
    "{\"sentAtMillis\": 17.0, \"task\": null}", "{\"sentAtMillis\": 1.7e1}"})
  void shouldTakeWhatTheMappingAllows(String json) throws RefusedException {
    assertThat(Payloads.command(json.getBytes(UTF_8), false).getSentAtMillis()).isEqualTo(17);
  }

  @ParameterizedTest
  @ValueSource(strings = {"it's <b> & 'c' = d", "\\u0027", "\\\\u0027'", "\\'", "\"'\n"})
  void shouldWriteAnApostropheAsOne(String reason) throws Exception {
    String json = new String(
        Payloads.of(Reply.newBuilder().setReason(reason).build(), false).bytes(), UTF_8);
    Reply.Builder back = Reply.newBuilder();
    JsonFormat.parser().merge(json, back);
    assertThat(back.getReason()).isEqualTo(reason);
    assertThat(json.replace("\\\\", "")).doesNotContain("\\u00");
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

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldReadWhatARunSaysWhateverItsPayload(boolean protobuf) throws Exception {
    Status status = Status.newBuilder().setOnline(true).setRobot("any").setAtMillis(17).build();
    assertThat(Payloads.readInto(Status.newBuilder(), Payloads.of(status, protobuf).bytes())
        .build()).isEqualTo(status);
  }

  @Test
  void shouldReadOrRefuseWhateverComesInPlaceOfAStatus() {
    SplittableRandom random = new SplittableRandom(7);
    Status status = Status.newBuilder().setRobot("any").addJoints("A1").setAtMillis(17).build();
    int refused = 0;
    for (int i = 0; i < 5000; i++) {
      byte[] bytes = Payloads.of(status, i % 2 == 0).bytes().clone();
      for (int k = 0; k <= i % 4; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(Payloads.readInto(Status.newBuilder(), bytes)).isNotNull();
      } catch (IOException e) {
        refused++;
        assertThat(e.getMessage()).startsWith("what came must be a Status of mqtt.proto");
      }
    }
    assertThat(refused).isBetween(1000, 4999);
  }
}
