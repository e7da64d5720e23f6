package org.statewise.controller.app.replay;

import java.io.IOException;
import java.nio.file.Path;
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
import org.statewise.controller.app.wiring.CommandBuilder;
import org.statewise.controller.app.wiring.WarmStart;
import org.statewise.controller.app.wiring.Wiring;
import org.statewise.controller.config.ConfigException;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.loop.CommandSource;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.replay.HorizonResult;
import org.statewise.controller.replay.HorizonScore;
import org.statewise.controller.replay.Replay;
import org.statewise.controller.replay.ReplayLink;
import org.statewise.controller.replay.SegmentResult;
import org.statewise.controller.setpoint.PlannedTask;
import org.statewise.controller.setpoint.TaskRegistry;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.online.OnlineModel;

/** A recording and all that is needed to run controllers over it. */
public final class ReplaySession implements AutoCloseable {
  private final ReplaySource source;

  /**
   * What one controller made of the recording.
   *
   * @param name of the variant
   * @param difference the first torque that was not the recorded one, or null
   * @param exact whether every recorded torque came back to the bit; null where that was not asked
   * @param otherArithmetic a sentence if another build's rounding was recorded, else empty
   * @param horizon how well it predicts frozen, a result a horizon that the recording is long enough for
   * @param cost of an update
   */
  public record Result(String name, long samples, List<SegmentResult> segments,
      List<HorizonResult> horizon, long torqueChecksum, double samplesPerSecond,
      ReplayLink.Difference difference, Boolean exact,
      long missingTicks, Optional<String> otherArithmetic, LearnTimer.Cost cost) {}

  private ReplaySession(ReplaySource source) {
    this.source = source;
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
    return new ReplaySession(new ReplaySource(file, namedArm));
  }

  /** The recording. */
  public ReplaySource source() {
    return source;
  }

  /**
   * Runs a controller over the recording.
   *
   * @param asRecorded the controller is the recorded one, so its torques must come back to the bit
   */
  public Result run(Variant variant, boolean asRecorded, Pacer pace, LongConsumer progress)
      throws UsageException, WorkException {
    LearnTimer timer = new LearnTimer(System::nanoTime);
    StatewiseConfig config = variant.config();
    Stage stage = prepare(config, asRecorded, pace);
    HorizonScore score = new HorizonScore(variant.name(),
        timer.around(Wiring.model(config, stage.parts())), Wiring.model(config, stage.parts()));
    Playing playing = stage.with(score.learner());
    WarmStart.replay(source.metadata(),
        asRecorded ? Map.of() : variantIdentity(config, playing),
        playing.tick());
    Replay replay = playing.replay();
    ReplayLink link = playing.link();
    long startNs = System.nanoTime();
    boolean measured = stage.measured();
    replay.run(progress, tick -> score.add(tick, measured ? tick.state.tau : tick.u));
    double seconds = (System.nanoTime() - startNs) * 1e-9;
    playing.check();
    Boolean exact = asRecorded ? link.firstDifference() == null && link.missingTicks() == 0 : null;
    return new Result(variant.name(), replay.samples(), replay.segments(), score.results(),
        link.torqueChecksum(), replay.ticks() / seconds, link.firstDifference(), exact,
        link.missingTicks(),
        Arithmetic.difference(source.metadata()), timer.cost());
  }

  /**
   * Runs a model of the caller's, which may have learned before, over the recording.
   *
   * @param config of everything but the model
   * @param seen is given each tick of a motion, in a record that the next one overwrites
   */
  List<SegmentResult> play(StatewiseConfig config, OnlineModel learner, Consumer<TickRecord> seen)
      throws UsageException, WorkException {
    Playing playing = prepare(config, false, new Pacer(Speed.FAST)).with(learner);
    playing.replay().run(count -> {}, seen);
    playing.check();
    return playing.replay().segments();
  }

  /** A controller before its first tick. */
  private record Playing(ReplayLink link, RecordedCommands commands, Replay replay,
      ControlTick tick) {
    void check() throws UsageException, WorkException {
      if (commands.failure() != null) {
        throw commands.failure();
      }
      if (link.failure() != null) {
        throw new WorkException(link.failure().getMessage(), link.failure());
      }
    }
  }

  /** Everything of a controller but its model. */
  private record Stage(StatewiseConfig config, ReplayLink link, RecordedCommands commands,
      TaskRegistry tasks, TickRing ring, Wiring.Parts parts) {
    /** Whether the model learns measured torques, or commanded ones. */
    boolean measured() {
      return config.adaptation().target().isMeasured();
    }

    Playing with(OnlineModel learner) throws UsageException {
      ControlTick tick = Wiring.tick(config, parts, learner, () -> 0);
      return new Playing(link, commands, new Replay(tick, link, tasks::motion, ring, measured()),
          tick);
    }
  }

  private Stage prepare(StatewiseConfig config, boolean asRecorded, Pacer pace)
      throws UsageException {
    source.reader().rewind();
    Optional<ArmModel> model = source.model(config);
    ArmInfo arm = source.arm(model);
    ReplayLink link = new ReplayLink(arm, source.reader(), source.firstTick(), pace::waitFor);
    PlannedTask task = PlannedTask.first(source.setpoints(config, arm, link));
    // What began in a part before is neither planned nor engaged again.
    boolean begins = source.isRun() && source.isFromStart();
    TaskRegistry tasks = new TaskRegistry(task);
    RecordedCommands commands = new RecordedCommands(link,
        new CommandBuilder(config, arm, model, tasks),
        !asRecorded);
    TickRing ring = new TickRing(arm.jointCount(), 1);
    Wiring.Parts parts = new Wiring.Parts(arm, model, source.torqueScale(arm),
        source.losses(), task, List.of(ring),
        link::stopRequested,
        source.isFromStart() ? commands : CommandSource.NONE, !asRecorded, begins,
        begins && config.run().onCommand());
    return new Stage(config, link, commands, tasks, ring, parts);
  }

  /** A sentence for each learned loss of a controller that is another arm's. */
  public List<String> warnings(StatewiseConfig config) throws UsageException {
    Optional<ArmModel> model = source.model(config);
    ArmInfo arm = source.arm(model);
    return source.losses().warnings(config.adaptation(), model, arm.name(),
        source.torqueScale(arm));
  }

  /** Files are left out: those of a recording may exist only in it. */
  private Map<String, String> variantIdentity(StatewiseConfig config, Playing playing)
      throws UsageException {
    Map<String, String> all = WarmStart.identity(config, playing.link().info(),
        source.model(config),
        source.losses(), Map.of());
    all.remove("learnedFiles");
    return all;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
