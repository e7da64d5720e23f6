package org.statewise.controller.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;

/** A recording that leaves room on its disk. */
final class FreeSpaceTest {
  private static final int JOINTS = 7;

  @TempDir
  private Path folder;
  private Path file;
  private final TickRing ring = new TickRing(JOINTS, 64);
  private final TickRecord tick = new TickRecord(JOINTS);

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("a.mcap");
  }

  private void offerThousand() {
    for (int i = 0; i < 1000; i++) {
      Ticks.fill(tick, i);
      ring.awaitSpace();
      ring.offer(tick);
    }
  }

  /** How many can be read from the file, which must be whole. */
  private long ticks() throws IOException {
    long ticks = 0;
    try (RecordingReader reader = RecordingReader.open(file)) {
      assertThat(reader.truncated()).isFalse();
      while (reader.next()) {
        ticks++;
      }
      assertThat(reader.description().metadata()).containsEntry("ticks", Long.toString(ticks));
    }
    return ticks;
  }

  private RecordingParts partsBeside(AtomicLong freeBytes) {
    return new RecordingParts(part -> Ticks.writer(file, JOINTS, part), Long.MAX_VALUE,
        Long.MAX_VALUE,
        new FreeSpace(512_000_000, freeBytes::get));
  }

  @Test
  void shouldEndWithAWholeFileWhenTheDiskHasLessRoomThanItIsToKeep() throws IOException {
    AtomicLong freeBytes = new AtomicLong(512_000_000);
    PartWriter parts = new PartWriter(partsBeside(freeBytes), () -> 0);
    for (int i = 0; i < 100; i++) {
      Ticks.fill(tick, i);
      parts.write(tick);
    }
    parts.flush();
    freeBytes.set(511_999_999);
    Ticks.fill(tick, 100);
    parts.write(tick);
    assertThatThrownBy(parts::flush).isInstanceOf(IOException.class).hasMessage("its disk has"
        + " 511 MB left, and recording.minFreeMegabytes keeps 512 free");
    parts.abandon();
    assertThat(parts.keptTicks()).isEqualTo(101);
    assertThat(ticks()).isEqualTo(101);
  }

  @Test
  void shouldGoOnWithTheRunAndCountWhatIsNoLongerRecorded() throws IOException {
    AtomicLong freeBytes = new AtomicLong(600_000_000);
    AtomicLong clockNs = new AtomicLong();
    Recorder recorder = new Recorder(ring, partsBeside(freeBytes),
        () -> clockNs.addAndGet(1_000_000_000));
    recorder.start();
    offerThousand();
    freeBytes.set(1);
    offerThousand();
    recorder.close();
    assertThat(recorder.failure()).hasValueSatisfying(why -> assertThat(why)
        .matches("recording stopped after \\d+ ticks: its disk has 0 MB left, and"
            + " recording.minFreeMegabytes keeps 512 free"));
    assertThat(recorder.written() + recorder.lost()).isEqualTo(2000);
    assertThat(ticks()).isEqualTo(recorder.written());
  }

  @Test
  void shouldBeginNoRecordingWhereThereIsTooLittleRoom() {
    assertThatThrownBy(() -> new Recorder(ring, partsBeside(new AtomicLong(3_000_000)),
        System::nanoTime)).isInstanceOf(IOException.class).hasMessageStartingWith(
            "its disk has 3 MB left");
    assertThat(file).doesNotExist();
  }

  @Test
  void shouldKnowTheRoomOfARealDisk() throws IOException {
    FreeSpace.besides(file, 1).require();
    assertThatThrownBy(FreeSpace.besides(file, Integer.MAX_VALUE)::require)
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "its disk has \\d+ MB left, and recording.minFreeMegabytes keeps 2147483647 free");
  }
}
