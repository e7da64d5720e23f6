package org.statewise.controller.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointInfo;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.record.Recorder;
import org.statewise.controller.record.RecordingInfo;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.telemetry.RunSummary;
import org.statewise.controller.warm.WarmState;
import org.statewise.models.arm.ArmFile;
import org.statewise.models.arm.ArmModel;

/** The recording of a run, with everything that a replay needs beside the ticks. */
final class RunRecording {
  private RunRecording() {}

  /**
   * What the recording must know of a run.
   *
   * @param arm as its link described it
   * @param model the nominal arm
   * @param start where it was found, JSON list, rad
   * @param pathText content of the task's file; empty if there is none
   * @param warm what the run goes on from
   */
  record Subject(StatewiseConfig config, ArmInfo arm, ArmModel model, String start,
      String pathText, Optional<WarmState> warm) {}

  /**
   * Opens {@code recording.file}; the caller starts and closes the recorder.
   *
   * @throws UsageException if it cannot be written
   */
  static Recorder open(Subject subject, IntFunction<Motion> motions, TickRing ring)
      throws UsageException {
    Path file = Path.of(subject.config().recording().file());
    TextFiles.checkWritable("recording.file", file);
    ArmInfo arm = subject.arm();
    try {
      RecordingInfo info = new RecordingInfo(RecordingKind.RUN, Main.Version.number(),
          Instant.now(), arm.name(), arm.joints().stream().map(JointInfo::name).toList(),
          ConfigLoader.toJson(subject.config()), ArmFile.toYaml(subject.model()), more(subject));
      return new Recorder(ring, new RecordingWriter(McapOutput.file(file), info, motions),
          System::nanoTime);
    } catch (IOException e) {
      throw new UsageException("recording.file: '" + file + "' cannot be written: "
          + e.getMessage(), e);
    }
  }

  private static Map<String, String> more(Subject subject) throws UsageException {
    Map<String, String> more = new LinkedHashMap<>(
        Losses.forJoints(subject.arm().jointCount())
            .toMetadata(subject.config().adaptation(), Optional.of(subject.model())));
    more.putAll(WarmStart.toMetadata(subject.warm()));
    more.put(RecordedArm.ARM_INFO, RecordedArm.toJson(subject.arm()));
    more.put(Arithmetic.KEY, Integer.toString(Arithmetic.REVISION));
    more.put(RecordedArm.START, subject.start());
    if (!subject.pathText().isEmpty()) {
      more.put(RecordedArm.TASK_FILE, subject.pathText());
    }
    return more;
  }

  /** What a run's summary says of it. */
  static Optional<RunSummary.Recording> figures(
      StatewiseConfig config, Optional<Recorder> recorder) {
    return recorder.map(done -> new RunSummary.Recording(
        config.recording().file(), done.written(), done.lost(), done.failure().orElse("")));
  }
}
