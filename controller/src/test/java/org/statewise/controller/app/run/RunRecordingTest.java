package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.TestArms;
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
    ConfigLoader loader = new ConfigLoader();
    loader.set("recording.file", folder.resolve("a.mcap").toString());
    StatewiseConfig config = loader.load().resolved();
    return RunRecording.start(
        new RunRecording.Subject(config, arm, model, "[]", "", Optional.empty()),
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
