package org.statewise.controller.mqtt;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.proto.mqtt.Command;
import org.statewise.proto.mqtt.TaskCommand;

/** Who is let through, and why the others are not. */
final class ReplayFilterTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final long OLDEST = 10_000;

  private long wallMillis = NOW;
  private final ReplayFilter filter = new ReplayFilter(OLDEST, () -> wallMillis);

  private static Command command(String id, long sentAtMillis) {
    return Command.newBuilder().setId(id).setSentAtMillis(sentAtMillis).build();
  }

  private void refuses(Verb verb, Command command, boolean retained, String reason) {
    assertThatThrownBy(() -> filter.check(verb, command, retained))
        .isInstanceOf(RefusedException.class).hasMessageStartingWith(reason);
  }

  @Test
  void shouldLetAFreshCommandThroughOnce() {
    Command command = command("a-1", NOW - 9_999);
    assertThatCode(() -> filter.check(Verb.START, command, false)).doesNotThrowAnyException();
    refuses(Verb.START, command, false, "replayed: the id a-1");
    refuses(Verb.HOLD, command("a-1", NOW), false, "replayed");
  }

  @Test
  void shouldRememberAnIdForAsLongAsItsCommandCouldBeFresh() {
    Command fromTheFuture = command("a", NOW + OLDEST);
    assertThatCode(() -> filter.check(Verb.START, fromTheFuture, false)).doesNotThrowAnyException();
    wallMillis = NOW + 2 * OLDEST;
    refuses(Verb.START, fromTheFuture, false, "replayed");
    wallMillis = NOW + 2 * OLDEST + 1;
    refuses(Verb.START, fromTheFuture, false, "stale: sent 10.0 s ago");
  }

  @ParameterizedTest
  @ValueSource(longs = {NOW - OLDEST - 1, NOW + OLDEST + 1, Long.MAX_VALUE, 1})
  void shouldRefuseWhatIsTooOldOrFromTheFuture(long sentAtMillis) {
    refuses(Verb.START, command("a", sentAtMillis), false, "stale");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void shouldRefuseWhatDoesNotSayWhenItWasSent(long sentAtMillis) {
    refuses(Verb.START, command("a", sentAtMillis), false, "malformed: sentAtMillis must be");
  }

  @Test
  void shouldRefuseWhatTheBrokerKept() {
    refuses(Verb.START, command("a", NOW), true, "retained");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ä", "a/b", "\n",
    "0123456789012345678901234567890123456789012345678901234567890123x"})
  void shouldRefuseAnIdThatIsNone(String id) {
    refuses(Verb.START, command(id, NOW), false, "malformed: id must be 1 to 64");
  }

  @Test
  void shouldRefuseTheFieldOfAnotherVerbAndAMissingOne() {
    Command task = command("a", NOW).toBuilder().setTask(TaskCommand.getDefaultInstance()).build();
    refuses(Verb.START, task, false,
        "malformed: command/start must have no field of another verb, but has task");
    refuses(Verb.LOSS, task, false,
        "malformed: command/loss must have the field loss, but has task");
    refuses(Verb.TASK, command("b", NOW), false,
        "malformed: command/task must have the field task, but has none");
    assertThatCode(() -> filter.check(Verb.TASK, task, false)).doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseAFloodAndRecoverFromIt() throws RefusedException {
    for (int i = 0; i < 4096; i++) {
      filter.check(Verb.HOLD, command("f" + i, NOW), false);
    }
    refuses(Verb.HOLD, command("one more", NOW).toBuilder().setId("g").build(), false, "flooded");
    wallMillis += 2 * OLDEST + 1;
    filter.check(Verb.HOLD, command("g", wallMillis), false);
  }
}
