package org.statewise.controller.app.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointInfo;
import org.statewise.controller.app.console.ProgramVersion;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.wiring.Arithmetic;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.app.wiring.RecordedArm;
import org.statewise.controller.app.wiring.WarmStart;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.RecordingConfig;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.files.OutputFiles;
import org.statewise.controller.foxglove.FoxgloveTopics;
import org.statewise.controller.foxglove.RunSubject;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.record.CompanionTopics;
import org.statewise.controller.record.FreeSpace;
import org.statewise.controller.record.Recorder;
import org.statewise.controller.record.RecordingInfo;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingPart;
import org.statewise.controller.record.RecordingParts;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.safety.GuardSpec;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.telemetry.RunSummary;
import org.statewise.controller.warm.WarmState;
import org.statewise.models.arm.ArmFile;
import org.statewise.models.arm.ArmModel;

/**
 * The recording of a run, with everything that a replay needs beside the ticks; in several files if it
 * is long. Whatever ends the run, its last file is ended; a recording that holds no tick is removed.
 */
final class RunRecording implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunRecording.class);

  private final Path file;
  private final Recorder recorder;
  /** Added to by the recorder's thread. */
  private final List<Path> files = new CopyOnWriteArrayList<>();

  private RunRecording(Subject subject, RecordingInfo info, IntFunction<Motion> motions,
      TickRing ring) throws IOException {
    RecordingConfig config = subject.config().recording();
    file = Path.of(config.file());
    CompanionTopics companions = config.foxglove()
        ? new FoxgloveTopics(new RunSubject(info.joints(), Optional.of(subject.model()),
            GuardSpec.chain(subject.config().safety()).stream().map(GuardSpec::name).toList()))
        : CompanionTopics.NONE;
    RecordingParts.Opener opener = part -> openPart(part, subject.overwrite(),
        output -> new RecordingWriter(output, info.ofPart(part), motions, companions));
    // A device is one, and there is no other beside it.
    RecordingParts parts = OutputFiles.isFile(file)
        ? new RecordingParts(opener, config.partMegabytes() * 1_000_000L,
            Math.round(config.partMinutes() * 60e9),
            FreeSpace.besides(file, config.minFreeMegabytes()))
        : RecordingParts.endless(opener);
    recorder = new Recorder(ring, parts, System::nanoTime);
  }

  /** Begins a file. */
  @FunctionalInterface
  private interface WriterMaker {
    RecordingWriter make(McapOutput output) throws IOException;
  }

  /** The first part has the name that was asked for, and whether it may be written was asked before. */
  private RecordingWriter openPart(RecordingPart part, boolean overwrite, WriterMaker maker)
      throws IOException {
    Path name = OutputFiles.part(file, part.number());
    if (part.number() > 1 && !overwrite && Files.exists(name)) {
      throw new IOException(OutputFiles.existsAlready(name));
    }
    McapOutput output = McapOutput.file(name);
    try {
      RecordingWriter writer = maker.make(output);
      files.add(name);
      return writer;
    } catch (IOException e) {
      if (part.number() > 1) {
        Files.deleteIfExists(name);
      }
      throw e;
    }
  }

  /**
   * What the recording must know of a run.
   *
   * @param arm as its link described it
   * @param model the nominal arm
   * @param losses finds the loss that is named
   * @param start where it was found, JSON list, rad
   * @param pathText content of the task's file; empty if there is none
   * @param warm what the run goes on from
   * @param overwrite whether later files of the recording may replace others
   */
  record Subject(StatewiseConfig config, ArmInfo arm, ArmModel model, LearnedModels losses,
      String start,
      String pathText, Optional<WarmState> warm, boolean overwrite) {}

  /**
   * Starts to record in {@code recording.file}; empty if none is named.
   *
   * @throws UsageException if it cannot be written
   */
  static Optional<RunRecording> start(Subject subject, IntFunction<Motion> motions, TickRing ring)
      throws UsageException {
    if (subject.config().recording().file().isEmpty()) {
      return Optional.empty();
    }
    Path file = Path.of(subject.config().recording().file());
    TextFiles.checkWritable("recording.file", file);
    ArmInfo arm = subject.arm();
    try {
      RecordingInfo info = new RecordingInfo(RecordingKind.RUN, ProgramVersion.number(),
          Instant.now(), arm.name(), arm.joints().stream().map(JointInfo::name).toList(),
          ConfigLoader.toJson(subject.config()), ArmFile.toYaml(subject.model()), more(subject));
      RunRecording recording = new RunRecording(subject, info, motions, ring);
      recording.recorder.start();
      return Optional.of(recording);
    } catch (IOException e) {
      throw new UsageException("recording.file: '" + file + "' cannot be written: "
          + e.getMessage(), e);
    }
  }

  private static Map<String, String> more(Subject subject) throws UsageException {
    Map<String, String> more = new LinkedHashMap<>(
        subject.losses().toMetadata(subject.config().adaptation(), Optional.of(subject.model())));
    more.putAll(WarmStart.toMetadata(subject.warm()));
    more.put(RecordedArm.ARM_INFO, RecordedArm.toJson(subject.arm()));
    more.put(Arithmetic.KEY, Integer.toString(Arithmetic.REVISION));
    more.put(RecordedArm.START, subject.start());
    if (!subject.pathText().isEmpty()) {
      more.put(RecordedArm.TASK_FILE, subject.pathText());
    }
    return more;
  }

  Recorder recorder() {
    return recorder;
  }

  /** What a run's summary says of it. */
  RunSummary.Recording figures() {
    return new RunSummary.Recording(file.toString(),
        files.stream().map(Path::toString).toList(), recorder.written(), recorder.lost(),
        recorder.failure().orElse(""));
  }

  /** Ends the last file, also of a run that never began. */
  @Override
  public void close() {
    recorder.close();
    if (recorder.written() == 0 && recorder.failure().isEmpty() && Files.isRegularFile(file)) {
      try {
        Files.delete(file);
      } catch (IOException e) {
        // An empty recording is whole: it may as well stay.
        LOG.debug("an empty recording stays", e);
      }
    }
  }
}
