package org.statewise.controller.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.record.mcap.McapException;

class RecordingPlayerTest {
  private static final long SECOND_NS = 1_000_000_000L;

  @TempDir
  static Path folder;

  private static Path ended;
  private static Path killed;

  @BeforeAll
  static void record() throws IOException {
    ended = RecordingWorld.write(folder, true);
    killed = RecordingWorld.write(folder, false);
  }

  private static JsonNode json(byte[] message) throws IOException {
    return PageWorld.JSON.readTree(message);
  }

  private static long tick(byte[] frame) throws IOException {
    return json(frame).get("tick").asLong();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldGoAnywhereInARecordingWithAndWithoutAFooter(boolean isEnded) throws IOException {
    RecordingContent content = RecordingWorld.content(isEnded ? ended : killed);
    assertThat(content.ticks()).isEqualTo(RecordingWorld.TICKS);
    try (RecordingPlayer player = content.player()) {
      for (double seconds : new double[]{59, 0.02, 30, 29.996, 12.5, 59.996}) {
        List<byte[]> frames = player.seek(seconds, 5, 0);
        JsonNode last = json(frames.getLast());
        assertThat(last.get("tick").asLong()).isEqualTo(Math.round(seconds * 250));
        assertThat(last.get("t").doubleValue()).isCloseTo(seconds, within(1e-9));
        assertThat(last.get("motion").asText()).isEqualTo("motion" + (int) (seconds / 4));
        assertThat(frames).hasSizeBetween(1, 102);
        assertThat(json(frames.getFirst()).get("t").doubleValue())
            .isCloseTo(Math.max(0, seconds - 5), within(0.06));
      }
    }
  }

  @Test
  void shouldKnowHowTheRunStoodWhereverItIs() throws IOException {
    try (RecordingPlayer player = RecordingWorld.content(ended).player()) {
      JsonNode after = json(player.seek(39, 5, 0).getLast());
      assertThat(after.at("/trips/0").asLong()).isEqualTo(RecordingWorld.TRIPS);
      assertThat(after.get("withdrawn").asBoolean()).isTrue();
      assertThat(after.at("/figures/trackingRmseMrad").doubleValue()).isCloseTo(1, within(0.2));
      JsonNode before = json(player.seek(10, 5, 0).getLast());
      assertThat(before.at("/trips/0").asLong()).isZero();
      assertThat(before.get("withdrawn").asBoolean()).isFalse();
    }
  }

  @Test
  void shouldSayNothingOfWhatARecordingDoesNotHold() throws IOException {
    try (RecordingPlayer player = RecordingWorld.content(ended).player()) {
      JsonNode frame = json(player.seek(10, 1, 0).getLast());
      assertThat(frame.at("/target/0").isNull()).isTrue();
      assertThat(frame.at("/prediction/0").isNull()).isTrue();
      assertThat(frame.get("outOfRange").isNull()).isTrue();
      assertThat(frame.at("/figures/memoryShare").isNull()).isTrue();
      assertThat(frame.at("/predictionError/0").doubleValue()).isEqualTo(0.5);
    }
  }

  @Test
  void shouldPlayAtTheSpeedThatWasAskedForAndStandStill() throws IOException {
    try (RecordingPlayer player = RecordingWorld.content(ended).player()) {
      player.seek(10, 0, 0);
      assertThat(player.advance(SECOND_NS)).isEmpty();
      player.play(2, SECOND_NS);
      assertThat(tick(player.advance(2 * SECOND_NS).orElseThrow())).isEqualTo(3000);
      player.play(0.5, 2 * SECOND_NS);
      assertThat(tick(player.advance(4 * SECOND_NS).orElseThrow())).isEqualTo(3250);
      player.pause();
      assertThat(player.advance(9 * SECOND_NS)).isEmpty();
      assertThat(player.state().seconds()).isCloseTo(13, within(1e-6));
    }
  }

  @Test
  void shouldStandStillAtTheEnd() throws IOException {
    try (RecordingPlayer player = RecordingWorld.content(ended).player()) {
      player.seek(59, 0, 0);
      player.play(1, 0);
      assertThat(tick(player.advance(5 * SECOND_NS).orElseThrow())).isEqualTo(14_999);
      assertThat(player.state().playing()).isFalse();
      assertThat(player.state().seconds()).isCloseTo(59.996, within(1e-6));
    }
  }

  @Test
  void shouldShowTheErrorAndTheEventsFromAfar() throws IOException {
    RecordingContent content = RecordingWorld.content(ended);
    JsonNode recording = json(content.hello()).get("recording");
    assertThat(recording.get("file").asText()).isEqualTo("run.mcap");
    assertThat(recording.get("note").asText()).isEqualTo("a note");
    assertThat(recording.get("startMillis").asLong())
        .isEqualTo(RecordingWorld.CREATED.toEpochMilli());
    assertThat(recording.get("seconds").doubleValue()).isEqualTo(59.996);
    JsonNode error = recording.get("errorMrad");
    assertThat(error).hasSize(600);
    assertThat(error.get(400).doubleValue()).isCloseTo(50, within(1e-6));
    assertThat(error.get(300).doubleValue()).isCloseTo(1, within(1e-6));
    assertThat(error.get(5).doubleValue()).isZero();
    assertThat(json(content.hello()).get("inRealTime").asBoolean()).isTrue();
    assertThat(content.events()).extracting(PageEvent::text).contains("torque tripped while"
        + " running", "torque quiet again after 10 ticks");
    assertThat(content.events()).filteredOn(event -> event.severity().equals("warning"))
        .first().satisfies(event -> assertThat(event.atMillis())
            .isEqualTo(RecordingWorld.CREATED.toEpochMilli() + 20_000));
  }

  @Test
  void shouldSayWhatIsWrongWithAFileThatChangedMeanwhile() throws IOException {
    Path broken = Files.copy(ended, folder.resolve("broken.mcap"));
    RecordingContent content = RecordingWorld.content(broken);
    try (RandomAccessFile bytes = new RandomAccessFile(broken.toFile(), "rw")) {
      bytes.seek(bytes.length() / 2);
      bytes.write(new byte[5000]);
    }
    try (RecordingPlayer player = content.player()) {
      player.seek(59, 60, 0);
      assertThat(player.state().failure()).contains("broken.mcap: byte ");
      player.play(1, 0);
      assertThat(player.state().playing()).isFalse();
      player.seek(1, 0, 0);
    } catch (McapException e) {
      throw new AssertionError("a player says it, and does not fail", e);
    }
  }

  @Test
  void shouldSayThatThereIsNothingToBeSeen() throws IOException {
    Path text = Files.writeString(folder.resolve("text.mcap"), "no recording");
    assertThatThrownBy(() -> RecordingWorld.content(text)).isInstanceOf(McapException.class)
        .hasMessageContaining("text.mcap");
  }
}
