package org.statewise.controller.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.record.mcap.McapOutput;

final class RecorderTest {
  private static final int JOINTS = 7;

  @TempDir
  private Path folder;
  private final TickRing ring = new TickRing(JOINTS, 1024);
  private final TickRecord tick = new TickRecord(JOINTS);

  private Recorder recorder(McapOutput out) throws IOException {
    Recorder recorder = new Recorder(ring,
        RecordingParts.endless(_ -> new RecordingWriter(out, Ticks.info(JOINTS), Ticks.motions())),
        System::nanoTime);
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

  @Test
  void shouldRecordEveryTickOfARunInVirtualTime() throws IOException {
    Path file = folder.resolve("run.mcap");
    int ticks = 5_000;
    Recorder recorder = recorder(McapOutput.file(file));
    offer(ticks);
    recorder.close();
    assertThat(recorder.failure()).isEmpty();
    assertThat(recorder.written()).isEqualTo(ticks);
    assertThat(recorder.dropped()).isZero();
    try (RecordingReader reader = RecordingReader.open(file)) {
      for (int i = 0; i < ticks; i++) {
        assertThat(reader.next()).isTrue();
        assertThat(reader.tick().tick).isEqualTo(i);
      }
      assertThat(reader.next()).isFalse();
      assertThat(reader.description().metadata()).containsEntry("ticks", "5000")
          .containsEntry("droppedTicks", "0");
    }
  }

  @Test
  void shouldEndTheFileOfARunThatNeverBegan() throws IOException {
    Path file = folder.resolve("none.mcap");
    Recorder recorder = new Recorder(
        ring,
        RecordingParts.endless(
            _ -> new RecordingWriter(McapOutput.file(file), Ticks.info(JOINTS), Ticks.motions())),
        System::nanoTime);
    recorder.close();
    recorder.close();
    assertThat(recorder.failure()).isEmpty();
    try (RecordingReader reader = RecordingReader.open(file)) {
      assertThat(reader.truncated()).isFalse();
      assertThat(reader.description().metadata()).containsEntry("ticks", "0");
    }
  }

  @Test
  void shouldDrainIntoNothingWhenTheDiskIsFull() throws IOException {
    FailingOutput disk = new FailingOutput(1_000_000);
    Recorder recorder = recorder(disk);
    offer(20_000);
    recorder.close();

    assertThat(recorder.failure().orElseThrow())
        .matches("recording stopped after \\d+ ticks: No space left on device");
    assertThat(recorder.written() + recorder.lost()).isEqualTo(20_000);
    assertThat(recorder.lost()).isPositive();
    assertThat(ring.size()).isZero();
    assertThat(disk.closed).isTrue();
  }

  @Test
  void shouldCountTheTicksThatCanBeReadFromAFullDisk() throws IOException {
    Path file = folder.resolve("full.mcap");
    McapOutput disk = McapOutput.file(file);
    Recorder recorder = recorder(new PartialOutput(disk, 500_000));
    offer(20_000);
    recorder.close();
    long readable = 0;
    try (RecordingReader reader = RecordingReader.open(file)) {
      while (reader.next()) {
        readable++;
      }
    }
    assertThat(readable).isPositive();
    assertThat(recorder.written()).isEqualTo(readable);
    assertThat(recorder.lost()).isEqualTo(20_000 - readable);
    assertThat(recorder.failure()).contains("recording stopped after " + readable
        + " ticks: No space left on device");
  }

  @Test
  void shouldKeepTheSentenceWhenTheEndCannotBeWritten() throws IOException {
    Recorder recorder = recorder(new FailingOutput(2_500));
    offer(100);
    recorder.close();
    assertThat(recorder.failure()).hasValueSatisfying(
        sentence -> assertThat(sentence).startsWith("recording stopped after 0 ticks: "));
  }

  @Test
  void shouldRefuseToBeginOnAFullDisk() {
    Path full = Path.of("/dev/full");
    assumeThat(Files.exists(full)).as("this system has no /dev/full").isTrue();
    assertThatThrownBy(() -> recorder(McapOutput.file(full))).isInstanceOf(IOException.class)
        .hasMessageContaining("No space left on device");
  }

  @Test
  void shouldSurviveADiskThatFillsUpForReal() throws IOException {
    Path full = Path.of("/dev/full");
    assumeThat(Files.exists(full)).as("this system has no /dev/full").isTrue();
    McapOutput device = McapOutput.file(full);
    Recorder recorder = recorder(new LateOutput(device, 10));
    offer(20_000);
    recorder.close();
    assertThat(recorder.failure().orElseThrow()).contains("No space left on device");
    assertThat(ring.size()).isZero();
  }

  /** A disk that takes the beginning of what does not fit. */
  private static final class PartialOutput implements McapOutput {
    private final McapOutput next;
    private int left;

    PartialOutput(McapOutput next, int left) {
      this.next = next;
      this.left = left;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int fits = Math.min(left, length);
      next.write(bytes, offset, fits);
      left -= fits;
      if (fits < length) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public void force() throws IOException {
      next.force();
    }

    @Override
    public void close() throws IOException {
      next.close();
    }
  }

  /** Swallows the first writes and passes the others on. */
  private static final class LateOutput implements McapOutput {
    private final McapOutput next;
    private int swallow;

    LateOutput(McapOutput next, int swallow) {
      this.next = next;
      this.swallow = swallow;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (swallow-- <= 0) {
        next.write(bytes, offset, length);
      }
    }

    @Override
    public void force() throws IOException {
      next.force();
    }

    @Override
    public void close() throws IOException {
      next.close();
    }
  }
}
