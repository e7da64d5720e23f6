package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.record.Recorder;
import org.statewise.controller.record.RecordingInfo;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingPart;
import org.statewise.controller.record.RecordingParts;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.setpoint.Motion;

/** Our recordings in the hands of the MCAP project's own reader, which knows nothing of us. */
@Tag("system")
final class ForeignReaderTest {
  private static final int JOINTS = 7;
  private static final int TICKS = 3000;
  private static final long PERIOD_NS = 4_000_000;

  @TempDir
  private Path folder;

  private final TickRecord tick = new TickRecord(JOINTS);
  private final double[] sumQ = new double[JOINTS];
  private final double[] sumU = new double[JOINTS];
  private BigInteger sumNowNs = BigInteger.ZERO;

  @BeforeAll
  static void installTheReader() throws Exception {
    NodeScripts.install();
  }

  private JsonNode read(String mode, Path file) throws Exception {
    return new ObjectMapper().readTree(NodeScripts.run("read-recording.mjs", mode,
        file.toString()));
  }

  private void fill(int number) {
    SplittableRandom random = new SplittableRandom(number);
    tick.tick = number;
    tick.nowNs = 9_000_000_000_000L + number * PERIOD_NS;
    tick.phase = LoopPhase.RUNNING;
    tick.motion = number / 500 - 1;
    tick.learned = number % 2 == 0;
    for (int j = 0; j < JOINTS; j++) {
      tick.state.q[j] = random.nextDouble(-3, 3);
      tick.u[j] = random.nextDouble(-100, 100);
      tick.phi[j] = random.nextDouble();
    }
  }

  private RecordingWriter writer(Path file) throws IOException {
    return writer(file, RecordingPart.FIRST);
  }

  private RecordingWriter writer(Path file, RecordingPart part) throws IOException {
    RecordingInfo info = new RecordingInfo(
        RecordingKind.RUN, "0.1.0", Instant.parse("2026-11-22T12:00:00Z"), "iiwa7",
        List.of("A1", "A2", "A3", "A4", "A5", "A6", "A7"), "{\"periodMillis\":4}",
        "name: iiwa7\n", Map.of());
    return new RecordingWriter(McapOutput.file(file), info.ofPart(part),
        motion -> new Motion(motion % 2 == 0 ? "reach" : "lift", 1 + motion / 2));
  }

  private void write(RecordingWriter writer, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      fill(i);
      writer.write(tick);
    }
  }

  private void addUp(int ticks) {
    for (int i = 0; i < ticks; i++) {
      fill(i);
      sumNowNs = sumNowNs.add(BigInteger.valueOf(tick.nowNs));
      for (int j = 0; j < JOINTS; j++) {
        sumQ[j] += tick.state.q[j];
        sumU[j] += tick.u[j];
      }
    }
  }

  private void assertHolds(JsonNode found, int ticks) {
    addUp(ticks);
    assertThat(found.get("ticks").asInt()).isEqualTo(ticks);
    assertThat(found.get("firstTick").asInt()).isZero();
    assertThat(found.get("lastTick").asInt()).isEqualTo(ticks - 1);
    assertThat(found.get("sumNowNs").asText()).isEqualTo(sumNowNs.toString());
    for (int j = 0; j < JOINTS; j++) {
      assertThat(found.get("sumQ").get(j).doubleValue()).isEqualTo(sumQ[j]);
      assertThat(found.get("sumU").get(j).doubleValue()).isEqualTo(sumU[j]);
    }
    assertThat(found.get("channels")).singleElement()
        .satisfies(topic -> assertThat(topic.asText()).isEqualTo("/statewise/tick"));
    assertThat(found.at("/metadata/statewise/arm").asText()).isEqualTo("iiwa7");
    assertThat(found.get("attachments").get("configuration.json").asText())
        .isEqualTo("{\"periodMillis\":4}");
    assertThat(found.get("attachments").get("arm.yaml").asText()).isEqualTo("name: iiwa7\n");
    assertThat(found.get("motions").toString()).isEqualTo("[\"reach\",\"lift\"]");
  }

  @Test
  void shouldDecodeEveryTickFromTheFrontAndThroughTheIndex() throws Exception {
    Path file = folder.resolve("run.mcap");
    try (RecordingWriter writer = writer(file)) {
      write(writer, 0, TICKS);
      writer.end(Map.of("ticks", Integer.toString(TICKS)));
    }

    JsonNode streamed = read("stream", file);
    assertHolds(streamed, TICKS);
    assertThat(streamed.get("closed").asBoolean()).isTrue();

    JsonNode indexed = read("indexed", file);
    assertThat(indexed.get("sumU")).isEqualTo(streamed.get("sumU"));
    assertThat(indexed.get("ticks")).isEqualTo(streamed.get("ticks"));
    assertThat(indexed.get("metadata")).isEqualTo(streamed.get("metadata"));
    assertThat(indexed.get("attachments")).isEqualTo(streamed.get("attachments"));
    JsonNode statistics = indexed.get("statistics");
    assertThat(statistics.get("messageCount").asInt()).isEqualTo(TICKS);
    assertThat(statistics.get("chunkCount").asInt()).isGreaterThan(5)
        .isEqualTo(statistics.get("chunkIndexes").asInt());
    assertThat(statistics.get("attachmentCount").asInt()).isEqualTo(2);
    assertThat(statistics.get("metadataCount").asInt()).isEqualTo(2);
  }

  @Test
  void shouldDecodeEachPartOfALongRecordingByItself() throws Exception {
    TickRing ring = new TickRing(JOINTS, 1024);
    int perPart = TICKS / 3;
    try (Recorder recorder = new Recorder(ring, new RecordingParts(
        part -> writer(folder.resolve(part.number() + ".mcap"), part), Long.MAX_VALUE,
        perPart * PERIOD_NS), System::nanoTime)) {
      recorder.start();
      for (int i = 0; i < TICKS; i++) {
        fill(i);
        ring.awaitSpace();
        ring.offer(tick);
      }
    }
    for (int part = 1; part <= 3; part++) {
      Path file = folder.resolve(part + ".mcap");
      for (String mode : List.of("stream", "indexed")) {
        JsonNode found = read(mode, file);
        assertThat(found.get("ticks").asInt()).isEqualTo(perPart);
        assertThat(found.at("/metadata/statewise/part").asInt()).isEqualTo(part);
        assertThat(found.at("/metadata/statewise/partFirstTick").asInt())
            .isEqualTo(perPart * (part - 1));
        assertThat(found.at("/metadata/statewise-end/ticks").asInt()).isEqualTo(perPart);
        assertThat(found.get("attachments").get("arm.yaml").asText()).isEqualTo("name: iiwa7\n");
      }
      JsonNode streamed = read("stream", file);
      assertThat(streamed.get("closed").asBoolean()).isTrue();
      assertThat(streamed.get("firstTick").asInt()).isEqualTo(perPart * (part - 1));
      assertThat(streamed.get("lastTick").asInt()).isEqualTo(perPart * part - 1);
    }
    assertThat(folder.resolve("4.mcap")).doesNotExist();
  }

  @Test
  void shouldDecodeEveryFlushedTickOfAWriterThatWasKilled() throws Exception {
    Path file = folder.resolve("killed.mcap");
    int flushed = TICKS / 2 + 1;
    RecordingWriter writer = writer(file);
    write(writer, 0, flushed);
    writer.flush();
    write(writer, flushed, flushed + 10);
    writer.abandon();

    JsonNode found = read("stream", file);
    assertHolds(found, flushed);
    assertThat(found.get("closed").asBoolean()).isFalse();
  }
}
