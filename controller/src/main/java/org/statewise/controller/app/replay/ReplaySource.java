package org.statewise.controller.app.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.wiring.Arms;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.app.wiring.RecordedArm;
import org.statewise.controller.app.wiring.Tasks;
import org.statewise.controller.config.ConfigException;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.LoadConfig;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.dataset.StreamInspection;
import org.statewise.controller.dataset.StreamReport;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingPart;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.replay.RecordedSetpoints;
import org.statewise.controller.replay.ReplayLink;
import org.statewise.controller.replay.StreamSetpoints;
import org.statewise.controller.setpoint.PlanException;
import org.statewise.controller.setpoint.SetpointSource;
import org.statewise.models.arm.ArmFile;
import org.statewise.models.arm.ArmModel;

/** What a recording says of its arm, its controller and its task. */
public final class ReplaySource implements AutoCloseable {
  private final RecordingReader recording;
  private final Map<String, String> metadata;
  private final boolean isRun;
  private final RecordingPart part;
  private final Optional<ArmModel> armModel;
  private final Optional<String> armNote;
  private final boolean named;
  private final StatewiseConfig base;
  private final long ticks;
  private final long periodNs;
  private final LearnedModels losses;

  ReplaySource(Path file, Optional<String> namedArm)
      throws UsageException, WorkException, ConfigException {
    named = namedArm.isPresent();
    Optional<ArmModel> given = named ? Optional.of(Arms.load(namedArm.get())) : Optional.empty();
    try {
      recording = RecordingReader.open(file);
      metadata = recording.description().metadata();
      losses = LearnedModels.ofRecording(recording.jointCount(), metadata);
      isRun = recording.description().kind() == RecordingKind.RUN;
      part = recording.description().part();
      Optional<ArmModel> attached = recording.description().armYaml()
          .map(text -> ArmFile.parse(text, file + "#arm.yaml"));
      if (named) {
        RecordedArm.checkJoints(namedArm.get(), given.get(), recording.jointCount());
      }
      armModel = named ? given : attached;
      armNote = given.flatMap(arm -> RecordedArm.difference(attached, arm));
      base = isRun
          ? ConfigLoader.fromJson(recording.description().configurationJson().orElse(""))
          : streamDefaults(armModel.isPresent());
      StreamReport report = StreamInspection.inspect(recording, Optional.empty(), List.of());
      ticks = report.ticks();
      periodNs = Math.round(report.timing().p50Seconds() * 1e9);
    } catch (IOException | IllegalArgumentException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }

  private static StatewiseConfig streamDefaults(boolean modelKnown) throws ConfigException {
    // A stream's torques are not ours: nothing was decided by the model, and nothing is held or late.
    return new ConfigLoader().set("adaptation.target", "measured")
        .set("adaptation.model", "network").set("adaptation.acceleration", "velocity")
        .set("adaptation.commandDelayMillis", 0).set("adaptation.lowPassHz", 0)
        .set("adaptation.compositeGain", 0).set("adaptation.samplePeriodMillis", 0)
        .set("safety.statePeriodMillis", 0)
        .set("law.leadMillis", 0)
        .set("law.prior", modelKnown ? "rigid-body" : "none").load();
  }

  /** What the controller of this recording is, before any flag. */
  public StatewiseConfig base() {
    return base;
  }

  /** Whether a run of ours was recorded, or a stream was imported. */
  public boolean isRun() {
    return isRun;
  }

  /** Whether the recording begins with its run, so that the same controller gives the same torques. */
  public boolean isFromStart() {
    return part.number() == 1;
  }

  /** A sentence if the run began in another file. */
  public Optional<String> partNote() {
    return part.sentence().map(begins -> begins + ", so it is played along the recorded set-points"
        + " by a controller that knows nothing of the parts before, and its torques do not come back"
        + " to the bit");
  }

  /** Learned models by name, those that the recording carries included. */
  public LearnedModels losses() {
    return losses;
  }

  /** The nominal arm: the named one, else the recording's, if it carries one. */
  public Optional<ArmModel> armModel() {
    return armModel;
  }

  /** A sentence if the named arm is not the recording's own. */
  public Optional<String> armNote() {
    return armNote;
  }

  /** How many ticks there are to play. */
  public long ticks() {
    return ticks;
  }

  /** A sentence if the file ends before its end. */
  public Optional<String> loss() {
    return recording.truncated() ? Optional.of(recording.loss()) : Optional.empty();
  }

  SetpointSource setpoints(StatewiseConfig config, ArmInfo arm, ReplayLink link)
      throws UsageException {
    if (!isRun) {
      return new StreamSetpoints(link);
    }
    return isFromStart() ? plan(config, arm) : new RecordedSetpoints(link);
  }

  ArmInfo arm(Optional<ArmModel> model) throws UsageException {
    return isRun
        ? RecordedArm.ofRun(metadata)
        : RecordedArm.ofStream(model.map(ArmModel::name).orElse(metadata.getOrDefault("arm", "")),
            recording.description().jointNames(), model, Math.max(1, periodNs));
  }

  /** The session's arm, unless a configuration file names another; a stream may have none. */
  Optional<ArmModel> model(StatewiseConfig config) throws UsageException {
    String word = config.arm().model();
    LoadConfig tool = config.arm().tool();
    boolean same = word.equals(base.arm().model());
    if (named || (!isRun && same)) {
      return armModel.map(arm -> Arms.withTool(arm, tool));
    }
    // A run recorded its arm with the tool that it had.
    if (same && tool.equals(base.arm().tool())) {
      return armModel;
    }
    ArmModel other = Arms.load(config.arm());
    RecordedArm.checkJoints(word, other, recording.jointCount());
    return Optional.of(other);
  }

  private SetpointSource plan(StatewiseConfig config, ArmInfo arm) throws UsageException {
    try {
      return Tasks.of(config.task(), metadata.getOrDefault(RecordedArm.TASK_FILE, ""))
          .plan(arm, RecordedArm.start(metadata));
    } catch (PlanException e) {
      throw new UsageException("task: " + e.getMessage(), e);
    }
  }

  List<Double> torqueScale(ArmInfo arm) throws UsageException {
    try {
      return recording.description().torqueScaleNm()
          .map(scale -> Arrays.stream(scale).boxed().toList())
          .orElseGet(() -> RecordedArm.torqueLimits(arm));
    } catch (IOException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** The recording, to be read by one replay at a time. */
  RecordingReader reader() {
    return recording;
  }

  Map<String, String> metadata() {
    return metadata;
  }

  /** The count of the first tick in this file. */
  long firstTick() {
    return part.firstTick();
  }

  @Override
  public void close() throws IOException {
    recording.close();
  }
}
