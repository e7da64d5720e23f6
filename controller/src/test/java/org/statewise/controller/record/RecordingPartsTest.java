package org.statewise.controller.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;

/** A recording that goes on in another file when one is full. */
final class RecordingPartsTest {
  private static final int JOINTS = 7;
  private static final int RING = 1024;

  @TempDir
  private Path folder;
  private final TickRing ring = new TickRing(JOINTS, RING);
  private final TickRecord tick = new TickRecord(JOINTS);
  private final List<Path> files = new ArrayList<>();

  private RecordingWriter open(RecordingPart part) throws IOException {
    files.add(folder.resolve(part.number() + ".mcap"));
    return Ticks.writer(files.getLast(), JOINTS, part);
  }

  private Recorder recorder(RecordingParts parts) throws IOException {
    Recorder recorder = new Recorder(ring, parts, System::nanoTime);
    recorder.start();
    return recorder;
  }

  private void offer(int ticks) {
    for (int i = 0; i < ticks; i++) {
      Ticks.fill(tick, i);
      ring.awaitSpace();
      ring.offer(tick);
    }
  }

  private static List<Long> ticksOf(Path file) throws IOException {
    List<Long> ticks = new ArrayList<>();
    try (RecordingReader reader = RecordingReader.open(file)) {
      assertThat(reader.truncated()).isFalse();
      while (reader.next()) {
        ticks.add(reader.tick().tick);
      }
      assertThat(reader.description().metadata()).containsEntry("ticks",
          Integer.toString(ticks.size()));
    }
    return ticks;
  }

  private List<Long> ticksOfAll() throws IOException {
    List<Long> ticks = new ArrayList<>();
    for (Path file : files) {
      ticks.addAll(ticksOf(file));
    }
    return ticks;
  }

  private static List<Long> upTo(int ticks) {
    return LongStream.range(0, ticks).boxed().toList();
  }

  @Test
  void shouldHoldEachTickInJustOneOfThePartsThatItsSizeEnds() throws IOException {
    int maxBytes = 1_000_000;
    Recorder recorder = recorder(new RecordingParts(this::open, maxBytes, Long.MAX_VALUE));
    offer(20_000);
    recorder.close();
    assertThat(recorder.failure()).isEmpty();
    assertThat(recorder.written()).isEqualTo(20_000);
    assertThat(files).hasSizeGreaterThan(3);
    assertThat(ticksOfAll()).isEqualTo(upTo(20_000));
    for (Path file : files) {
      assertThat(Files.size(file)).isLessThan(maxBytes + 500_000);
    }
  }

  @Test
  void shouldSayWhereInItsRunAPartThatItsTimeEndsBegins() throws IOException {
    long partNs = 300 * Ticks.PERIOD_NS;
    Recorder recorder = recorder(new RecordingParts(this::open, Long.MAX_VALUE, partNs));
    offer(1000);
    recorder.close();
    assertThat(files).hasSize(4);
    assertThat(ticksOfAll()).isEqualTo(upTo(1000));
    for (int k = 0; k < files.size(); k++) {
      try (RecordingReader reader = RecordingReader.open(files.get(k))) {
        assertThat(reader.description().part())
            .isEqualTo(new RecordingPart(k + 1, 300L * k, 300 * Ticks.PERIOD_NS * k));
        assertThat(reader.description().metadata())
            .containsEntry("runCreated", Ticks.CREATED.toString())
            .containsEntry("created", Ticks.CREATED.plusNanos(partNs * k).toString());
        assertThat(reader.next()).isTrue();
        assertThat(reader.logTimeNs()).as("one time line through all parts")
            .isEqualTo(Ticks.info(JOINTS).createdNs() + partNs * k);
      }
    }
    try (RecordingReader reader = RecordingReader.open(files.get(2))) {
      assertThat(reader.description().part().sentence())
          .contains("part 3 of a run's recording: it begins at tick 600, 2.4 s after the run");
    }
  }

  @Test
  void shouldBoundTheMemoryOfTheIndexHoweverLongTheRun() throws IOException {
    List<RecordingWriter> writers = new ArrayList<>();
    long partNs = 500 * Ticks.PERIOD_NS;
    PartWriter parts = new PartWriter(new RecordingParts(part -> {
      writers.add(open(part));
      return writers.getLast();
    }, Long.MAX_VALUE, partNs), () -> 0);
    long largest = 0;
    for (int i = 0; i < 20_000; i++) {
      Ticks.fill(tick, i);
      parts.write(tick);
      if (i % 10 == 0) {
        // As half a second of wall time does.
        parts.flush();
      }
      largest = Math.max(largest, writers.getLast().indexBytes());
    }
    parts.end();
    assertThat(writers).hasSize(40);
    long perChunk = 100;
    assertThat(largest).isPositive().isLessThan((500 / 10 + 10) * perChunk);
  }

  @Test
  void shouldNotHoldUpWhoOffersTicksWhileAPartIsOpened() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Recorder recorder = recorder(new RecordingParts(part -> {
      if (part.number() == 2) {
        reached.countDown();
        awaitQuietly(release);
      }
      return open(part);
    }, Long.MAX_VALUE, 100 * Ticks.PERIOD_NS));
    offer(101);
    reached.await();
    int more = 3 * RING;
    for (int i = 101; i < 101 + more; i++) {
      Ticks.fill(tick, i);
      ring.offer(tick);
    }
    release.countDown();
    recorder.close();
    assertThat(recorder.failure()).isEmpty();
    assertThat(recorder.dropped()).isPositive();
    assertThat(recorder.written() + recorder.dropped()).isEqualTo(101 + more);
    assertThat(ticksOfAll()).doesNotHaveDuplicates().isSorted()
        .hasSize((int) recorder.written());
  }

  private static void awaitQuietly(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void shouldLeaveAWholePartWhereTheNextCannotBeOpened() throws IOException {
    Recorder recorder = recorder(new RecordingParts(part -> {
      if (part.number() == 2) {
        throw new IOException("No space left on device");
      }
      return open(part);
    }, Long.MAX_VALUE, 100 * Ticks.PERIOD_NS));
    offer(5000);
    recorder.close();
    assertThat(recorder.failure())
        .contains("recording stopped after 100 ticks: No space left on device");
    assertThat(recorder.written()).isEqualTo(100);
    assertThat(recorder.lost()).isEqualTo(4900);
    assertThat(ring.size()).isZero();
    assertThat(ticksOfAll()).isEqualTo(upTo(100));
  }

  @Test
  void shouldCountTheTicksOfAllPartsWhereTheDiskIsFullInTheMiddleOfOne() throws IOException {
    Recorder recorder = recorder(new RecordingParts(part -> part.number() < 3
        ? open(part)
        : new RecordingWriter(new FailingOutput(20_000), Ticks.info(JOINTS).ofPart(part),
            Ticks.motions()),
        Long.MAX_VALUE, 1000 * Ticks.PERIOD_NS));
    offer(5000);
    recorder.close();
    assertThat(recorder.failure())
        .contains("recording stopped after 2000 ticks: No space left on device");
    assertThat(recorder.written()).isEqualTo(2000);
    assertThat(recorder.lost()).isEqualTo(3000);
    assertThat(ticksOfAll()).isEqualTo(upTo(2000));
  }
}
