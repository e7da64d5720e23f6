package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.TestArms;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.setpoint.Motion;
import org.statewise.models.arm.ArmModel;

/** A recording whose run ends by an exception, which closes it. */
final class RunRecordingTest {
  @TempDir
  private Path folder;
  private final ArmModel model = TestArms.model("iiwa7");
  private final ArmInfo arm = TestArms.infoOf(model, true);
  private final TickRing ring = new TickRing(7, 64);

  private RunRecording start() throws Exception {
    return start(false);
  }

  private RunRecording start(boolean overwrite) throws Exception {
    return start(overwrite, 1);
  }

  private RunRecording start(boolean overwrite, int minFreeMegabytes) throws Exception {
    ConfigLoader loader = new ConfigLoader();
    loader.set("recording.minFreeMegabytes", minFreeMegabytes);
    loader.set("recording.file", folder.resolve("a.mcap").toString());
    loader.set("recording.partMinutes", 1.0);
    StatewiseConfig config = loader.load().resolved();
    return RunRecording.start(
        new RunRecording.Subject(config, arm, model,
            LearnedModels.forJoints(arm.jointCount()), "[]", "", Optional.empty(), overwrite),
        _ -> new Motion("hold", 1), ring).orElseThrow();
  }

  @Test
  void shouldLeaveNoFileIfTheRunNeverBegan() throws Exception {
    try (RunRecording recording = start()) {
      assertThat(folder.resolve("a.mcap")).exists();
      assertThat(recording.recorder().failure()).isEmpty();
    }
    assertThat(folder.resolve("a.mcap")).doesNotExist();
  }

  /** Offers ticks that are half a minute apart. */
  private void offer(int ticks) {
    TickRecord tick = new TickRecord(7);
    for (int i = 0; i < ticks; i++) {
      tick.tick = i;
      tick.nowNs = i * 30_000_000_000L;
      ring.offer(tick);
    }
  }

  @Test
  void shouldNameTheKeyWhereTheDiskIsTooFullToBegin() {
    assertThatThrownBy(() -> start(false, Integer.MAX_VALUE)).isInstanceOf(UsageException.class)
        .hasMessageStartingWith("recording.file: '" + folder.resolve("a.mcap")
            + "' cannot be written: its disk has ")
        .hasMessageEndingWith(" MB left, and recording.minFreeMegabytes keeps 2147483647 free");
    assertThat(folder.resolve("a.mcap")).doesNotExist();
  }

  @Test
  void shouldNumberTheFilesOfALongRun() throws Exception {
    RunRecording recording = start();
    offer(5);
    recording.close();
    assertThat(recording.figures().files()).extracting(name -> Path.of(name).getFileName())
        .extracting(Path::toString).containsExactly("a.mcap", "a-002.mcap", "a-003.mcap");
    assertThat(recording.figures().ticks()).isEqualTo(5);
    assertThat(folder.resolve("a-003.mcap")).exists();
  }

  @Test
  void shouldStopRatherThanReplaceAFileThatIsThere() throws Exception {
    Files.writeString(folder.resolve("a-002.mcap"), "yesterday's");
    RunRecording recording = start();
    offer(5);
    recording.close();
    assertThat(recording.figures().failure()).isEqualTo("recording stopped after 2 ticks: '"
        + folder.resolve("a-002.mcap")
        + "' exists already: name another file, or replace it by --overwrite");
    assertThat(recording.figures().files()).hasSize(1);
    assertThat(folder.resolve("a-002.mcap")).hasContent("yesterday's");
  }

  @Test
  void shouldReplaceAFileThatIsThereIfItMay() throws Exception {
    Files.writeString(folder.resolve("a-002.mcap"), "yesterday's");
    RunRecording recording = start(true);
    offer(3);
    recording.close();
    assertThat(recording.figures().failure()).isEmpty();
    try (RecordingReader reader = RecordingReader.open(folder.resolve("a-002.mcap"))) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.tick().tick).isEqualTo(2);
    }
  }

  @Test
  void shouldEndTheFileWithEveryTickThatWasOffered() throws Exception {
    try (RunRecording recording = start()) {
      ring.offer(new TickRecord(7));
      assertThat(recording.figures().failure()).isEmpty();
    }
    try (RecordingReader reader = RecordingReader.open(folder.resolve("a.mcap"))) {
      assertThat(reader.truncated()).isFalse();
      assertThat(reader.next()).isTrue();
      assertThat(reader.next()).isFalse();
    }
  }
}
