package org.statewise.controller.app.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.wiring.Arithmetic;
import org.statewise.controller.app.wiring.Arms;
import org.statewise.controller.app.wiring.CommandBuilder;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.app.wiring.RecordedArm;
import org.statewise.controller.app.wiring.Tasks;
import org.statewise.controller.app.wiring.WarmStart;
import org.statewise.controller.app.wiring.Wiring;
import org.statewise.controller.config.ConfigException;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.dataset.StreamInspection;
import org.statewise.controller.dataset.StreamReport;
import org.statewise.controller.loop.CommandSource;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingPart;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.replay.RecordedSetpoints;
import org.statewise.controller.replay.Replay;
import org.statewise.controller.replay.ReplayLink;
import org.statewise.controller.replay.SegmentResult;
import org.statewise.controller.replay.StreamSetpoints;
import org.statewise.controller.setpoint.PlanException;
import org.statewise.controller.setpoint.PlannedTask;
import org.statewise.controller.setpoint.SetpointSource;
import org.statewise.controller.setpoint.TaskRegistry;
import org.statewise.models.arm.ArmFile;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.online.OnlineModel;

/** A recording and all that is needed to run controllers over it. */
public final class ReplaySession implements AutoCloseable {
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

  /**
   * What one controller made of the recording.
   *
   * @param name of the variant
   * @param difference the first torque that was not the recorded one, or null
   * @param exact whether every recorded torque came back to the bit; null where that was not asked
   * @param otherArithmetic a sentence if another build's rounding was recorded, else empty
   * @param cost of an update
   */
  public record Result(String name, long samples, List<SegmentResult> segments, long torqueChecksum,
      double samplesPerSecond, ReplayLink.Difference difference, Boolean exact,
      long missingTicks, Optional<String> otherArithmetic, LearnTimer.Cost cost) {}

  private ReplaySession(Path file, Optional<String> namedArm)
      throws UsageException, WorkException, ConfigException {
    named = namedArm.isPresent();
    Optional<ArmModel> given = named ? Optional.of(Arms.load(namedArm.get())) : Optional.empty();
    try {
      recording = RecordingReader.open(file);
      metadata = recording.metadata();
      isRun = recording.kind() == RecordingKind.RUN;
      part = recording.part();
      Optional<ArmModel> attached = recording.armYaml()
          .map(text -> ArmFile.parse(text, file + "#arm.yaml"));
      if (named) {
        RecordedArm.checkJoints(namedArm.get(), given.get(), recording.jointCount());
      }
      armModel = named ? given : attached;
      armNote = given.flatMap(arm -> RecordedArm.difference(attached, arm));
      base = isRun
          ? ConfigLoader.fromJson(recording.configurationJson().orElse(""))
          : streamDefaults(armModel.isPresent());
      StreamReport report = StreamInspection.inspect(recording, Optional.empty(), List.of());
      ticks = report.ticks();
      periodNs = Math.round(report.timing().p50Seconds() * 1e9);
    } catch (IOException | IllegalArgumentException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }

  /** Opens a recording with the arm that it carries, if any. */
  public static ReplaySession open(Path file)
      throws UsageException, WorkException, ConfigException {
    return open(file, Optional.empty());
  }

  /** Opens a recording; {@code namedArm}, if present, stands in for the arm that it carries. */
  public static ReplaySession open(Path file, Optional<String> namedArm)
      throws UsageException, WorkException, ConfigException {
    TextFiles.checkReadable("recording", file);
    return new ReplaySession(file, namedArm);
  }

  private static StatewiseConfig streamDefaults(boolean modelKnown) throws ConfigException {
    // A stream's torques are not ours: nothing was decided by the model, and nothing is held or late.
    return new ConfigLoader().set("adaptation.target", "measured")
        .set("adaptation.model", "network").set("adaptation.acceleration", "velocity")
        .set("adaptation.commandDelayMillis", 0).set("law.leadMillis", 0)
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

  /** LearnedModels by name, those that the recording carries included. */
  public LearnedModels losses() {
    return LearnedModels.ofRecording(recording.jointCount(), metadata);
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

  /**
   * Runs a controller over the recording.
   *
   * @param asRecorded the controller is the recorded one, so its torques must come back to the bit
   */
  public Result run(Variant variant, boolean asRecorded, Pacer pace, LongConsumer progress)
      throws UsageException, WorkException {
    LearnTimer timer = new LearnTimer(System::nanoTime);
    Playing playing = prepare(variant.config(),
        parts -> timer.around(Wiring.model(variant.config(), parts)), asRecorded, pace);
    WarmStart.replay(metadata, asRecorded ? Map.of() : variantIdentity(variant.config(), playing),
        playing.tick());
    Replay replay = playing.replay();
    ReplayLink link = playing.link();
    long startNs = System.nanoTime();
    replay.run(progress);
    double seconds = (System.nanoTime() - startNs) * 1e-9;
    playing.check();
    Boolean exact = asRecorded ? link.firstDifference() == null && link.missingTicks() == 0 : null;
    return new Result(variant.name(), replay.samples(), replay.segments(), link.torqueChecksum(),
        replay.ticks() / seconds, link.firstDifference(), exact, link.missingTicks(),
        Arithmetic.difference(metadata), timer.cost());
  }

  /**
   * Runs a model of the caller's, which may have learned before, over the recording.
   *
   * @param config of everything but the model
   * @param seen is given each tick of a motion, in a record that the next one overwrites
   */
  List<SegmentResult> play(StatewiseConfig config, OnlineModel learner, Consumer<TickRecord> seen)
      throws UsageException, WorkException {
    Playing playing = prepare(config, parts -> learner, false, new Pacer(Speed.FAST));
    playing.replay().run(count -> {}, seen);
    playing.check();
    return playing.replay().segments();
  }

  /** A controller before its first tick. */
  private record Playing(ReplayLink link, RecordedCommands orders, Replay replay,
      ControlTick tick) {
    void check() throws UsageException, WorkException {
      if (orders.failure() != null) {
        throw orders.failure();
      }
      if (link.failure() != null) {
        throw new WorkException(link.failure().getMessage(), link.failure());
      }
    }
  }

  /** Where the model of a replay comes from. */
  private interface Learner {
    OnlineModel of(Wiring.Parts parts) throws UsageException;
  }

  private Playing prepare(StatewiseConfig config, Learner learner, boolean asRecorded,
      Pacer pace) throws UsageException {
    recording.rewind();
    Optional<ArmModel> model = model(config);
    ArmInfo arm = arm(model);
    ReplayLink link = new ReplayLink(arm, recording, part.firstTick(), pace::waitFor);
    PlannedTask task = PlannedTask.first(setpoints(config, arm, link));
    // What began in a part before is neither planned nor engaged again.
    boolean begins = isRun && isFromStart();
    TaskRegistry tasks = new TaskRegistry(task);
    RecordedCommands orders = new RecordedCommands(link,
        new CommandBuilder(config, arm, model, tasks),
        !asRecorded);
    TickRing ring = new TickRing(arm.jointCount(), 1);
    Wiring.Parts parts = new Wiring.Parts(arm, model, torqueScale(arm),
        LearnedModels.ofRecording(arm.jointCount(), metadata), task, List.of(ring),
        link::stopRequested,
        isFromStart() ? orders : CommandSource.NONE, !asRecorded, begins,
        begins && config.run().onCommand());
    ControlTick tick = Wiring.tick(config, parts, learner.of(parts), () -> 0);
    return new Playing(link, orders, new Replay(tick, link, tasks::motion, ring,
        config.adaptation().target().equals("measured")), tick);
  }

  private SetpointSource setpoints(StatewiseConfig config, ArmInfo arm, ReplayLink link)
      throws UsageException {
    if (!isRun) {
      return new StreamSetpoints(link);
    }
    return isFromStart() ? plan(config, arm) : new RecordedSetpoints(link);
  }

  private ArmInfo arm(Optional<ArmModel> model) throws UsageException {
    return isRun
        ? RecordedArm.ofRun(metadata)
        : RecordedArm.ofStream(model.map(ArmModel::name).orElse(metadata.getOrDefault("arm", "")),
            recording.jointNames(), model, Math.max(1, periodNs));
  }

  /** A sentence for each learned loss of a controller that is another arm's. */
  public List<String> warnings(StatewiseConfig config) throws UsageException {
    Optional<ArmModel> model = model(config);
    ArmInfo arm = arm(model);
    return losses().warnings(config.adaptation(), model, arm.name(), torqueScale(arm));
  }

  /** Files are left out: those of a recording may be nowhere else. */
  private Map<String, String> variantIdentity(StatewiseConfig config, Playing playing)
      throws UsageException {
    Map<String, String> all = WarmStart.identity(config, playing.link().info(), model(config),
        losses(), Map.of());
    all.remove("learnedFiles");
    return all;
  }

  /** The session's arm, unless a configuration file names another; a stream may have none. */
  private Optional<ArmModel> model(StatewiseConfig config) throws UsageException {
    String word = config.arm().model();
    if (named || word.equals(base.arm().model())) {
      return armModel;
    }
    ArmModel other = Arms.load(word);
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

  private List<Double> torqueScale(ArmInfo arm) throws UsageException {
    try {
      return recording.torqueScaleNm().map(scale -> Arrays.stream(scale).boxed().toList())
          .orElseGet(() -> RecordedArm.torqueLimits(arm));
    } catch (IOException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    recording.close();
  }
}
