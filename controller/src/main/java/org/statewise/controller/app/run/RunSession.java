package org.statewise.controller.app.run;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.controller.app.console.Screen;
import org.statewise.controller.app.console.StatusLine;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.wiring.Arms;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.app.wiring.Links;
import org.statewise.controller.app.wiring.RecordedArm;
import org.statewise.controller.app.wiring.Tasks;
import org.statewise.controller.app.wiring.WarmStart;
import org.statewise.controller.app.wiring.Wiring;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.loop.CommandSource;
import org.statewise.controller.loop.ControlLoop;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.page.PageSubject;
import org.statewise.controller.realtime.RealTime;
import org.statewise.controller.record.Recorder;
import org.statewise.controller.service.SystemdNotifier;
import org.statewise.controller.setpoint.PlanException;
import org.statewise.controller.setpoint.PlannedTask;
import org.statewise.controller.setpoint.SetpointSource;
import org.statewise.controller.setpoint.TaskRegistry;
import org.statewise.controller.setpoint.TaskSpec;
import org.statewise.controller.telemetry.FirstTicks;
import org.statewise.controller.telemetry.RunStatistics;
import org.statewise.controller.telemetry.RunSummary;
import org.statewise.controller.telemetry.TelemetryThread;
import org.statewise.controller.warm.StateSaver;
import org.statewise.controller.warm.WarmState;
import org.statewise.models.arm.ArmModel;

/** One run of an arm, from opening the link to its figures. */
public final class RunSession implements AutoCloseable {
  /** Holds 16 s of ticks: longer than any disk of a robot PC stalls. */
  private static final int RECORDER_RING = 4096;
  private static final int TELEMETRY_RING = 1024;

  private final StatewiseConfig config;
  private final ArmModel model;
  private final LearnedModels losses;
  private final Screen screen;
  private final PrintWriter out;
  private final List<TickRing> rings = new ArrayList<>();
  private final ArmLink link;
  private final TickRing telemetryRing;
  private final TickRing recorderRing;
  private final Optional<RealTime> realTime;
  private RunRemote remote;
  private final RunOptions options;
  private final boolean inRealTime;
  private volatile boolean stopRequested;

  /**
   * How a run ended.
   *
   * @param failure a sentence, empty if the work was done
   */
  public record Outcome(RunSummary summary, String failure) {}

  private RunSession(StatewiseConfig config, RunOptions options, Screen screen)
      throws UsageException, WorkException {
    this.config = config;
    this.options = options;
    this.screen = screen;
    inRealTime = !options.fast();
    realTime = inRealTime
        ? Optional.of(RealTime.begin(config.realtime(), config.arm().strictTime()))
        : Optional.empty();
    out = screen.out();
    model = Arms.load(config.arm());
    screen.prepare("waiting for the arm " + config.arm().link());
    link = options.opener().open(config, model, options.fast(), this::awaitReaders, out::println);
    int n = link.info().jointCount();
    losses = LearnedModels.forJoints(n);
    telemetryRing = new TickRing(n, TELEMETRY_RING);
    recorderRing = new TickRing(n, RECORDER_RING);
    rings.add(telemetryRing);
    if (!config.recording().file().isEmpty()) {
      rings.add(recorderRing);
    }
  }

  /** Opens the link. */
  public static RunSession open(StatewiseConfig config, RunOptions options, Screen screen)
      throws UsageException, WorkException {
    RunSession session = new RunSession(config, options, screen);
    try {
      Arms.requireSame(config.arm().model(), session.model, session.link.info());
    } catch (UsageException e) {
      session.close();
      throw e;
    }
    return session;
  }

  /** In virtual time the arm's clock waits for slow readers, so that no tick is lost. */
  private void awaitReaders() {
    for (int i = 0; i < rings.size(); i++) {
      rings.get(i).awaitSpace();
    }
  }

  /** Brings the arm to rest and ends the run. Any thread. */
  public void requestStop() {
    stopRequested = true;
  }

  /** Runs to the end. */
  public Outcome run() throws UsageException, WorkException {
    ArmInfo arm = link.info();
    double[] qStart = EngagementCheck.firstPosition(link);
    String pathText = config.task().file().isEmpty()
        ? ""
        : TextFiles.read("task.file", Path.of(config.task().file()));
    TaskSpec task = Tasks.of(config.task(), pathText);
    PlannedTask plan = PlannedTask.first(plan(task, arm, qStart));
    TaskRegistry tasks = new TaskRegistry(plan);
    remote = RunRemote.open(new RunRemote.Subject(config, arm, Optional.of(model), losses, tasks,
        pathText, this::requestStop));
    // First: what it loads and compiles at its beginning is done when the loop needs the processor.
    remote.start(config, out);
    screen.prepare("warming up: " + config.loop().burnInTicks() + " ticks against no arm");
    WarmUp.of(config, arm, qStart, Links.twin(config, model), (ring, commands) -> parts(arm,
        PlannedTask.first(plan(task, arm, qStart)), List.of(ring), commands, false),
        inRealTime);
    realTime.ifPresent(RealTime::arrangeThreads);
    double[] qNow = EngagementCheck.await(link, qStart, () -> stopRequested, out);
    if (!Arrays.equals(qNow, qStart)) {
      plan = PlannedTask.first(plan(task, arm, qNow));
      tasks.add(plan);
    }
    ControlTick tick = Wiring.tick(config,
        parts(arm, plan, rings, remote.mailbox(), config.run().onCommand()), options.clock());
    RunReport.announce(config, arm, losses, out);
    realTime.ifPresent(asked -> asked.lines().forEach(out::println));
    Arms.warnings(config.arm(), model).forEach(out::println);
    losses.warnings(config.adaptation(), Optional.of(model), arm.name(),
        RecordedArm.torqueLimits(arm)).forEach(out::println);
    Map<String, String> identity = WarmStart.identity(config, arm, model, losses);
    Optional<WarmState> warm = WarmStart.apply(config, identity, tick, out);
    RunStatistics statistics = new RunStatistics(arm.jointCount(), tasks::motion,
        tick.tally(), inRealTime);
    PageSubject shown = new PageSubject(arm, Optional.of(model), tick.guards().names(),
        inRealTime, RunPage.labels(config, losses));
    try (RunViews views = RunViews.open(config.telemetry(), shown, tasks::motion);
        RunMonitoring monitoring = new RunMonitoring(RunMonitoring.subject(config, arm, losses,
            tick.guards().names(), Map.of("telemetry", telemetryRing, "recorder", recorderRing),
            inRealTime), views.listenersWith(remote.eventListeners()));
        OwnLateness lateness = OwnLateness.start(arm.periodNs());
        SystemdNotifier systemd = SystemdNotifier.start(System.getenv())) {
      monitoring.watchTimeSlips(link::timeSlips);
      realTime.ifPresent(monitoring::watchRights);
      monitoring.show(remote.metrics());
      monitoring.watchFoxglove(views.foxglove());
      monitoring.serve(config.telemetry().metrics(), options.metricsChosen(), out);
      views.serve(statistics::status, remote.intake(), out);
      Optional<StateSaver> saver = WarmStart.saver(config, identity, tick.snapshots());
      try (StateSaver _ = saver.orElse(null);
          RunRecording recording = RunRecording.start(new RunRecording.Subject(config, arm,
              model, losses, RecordedArm.toJson(qNow), pathText, warm, options.overwrite()),
              tasks::motion, recorderRing).orElse(null)) {
        Optional<Recorder> recorder = Optional.ofNullable(recording).map(RunRecording::recorder);
        recorder.ifPresent(monitoring::watch);
        monitoring.begin();
        saver.ifPresent(remote::saveBy);
        ControlLoop loop = new ControlLoop(tick, link);
        double seconds;
        FirstTicks first = new FirstTicks();
        List<Consumer<TickRecord>> readers = new ArrayList<>(remote.tickConsumers());
        readers.addAll(monitoring.consumers());
        readers.addAll(List.of(statistics::add, first::add, systemd::accept));
        readers.addAll(views.consumers());
        try (TelemetryThread _ = new TelemetryThread(telemetryRing, readers)) {
          EngagementCheck.confirm(link, qNow, () -> stopRequested, out);
          long startNs = link.nowNs();
          new ControlThread(loop, realTime, this::requestStop).runToEnd(
              new StatusLine(screen, statistics, System.nanoTime()),
              status -> {
                status.show(System.nanoTime(), tick.missedStates(), link.timeSlips());
                recorder.flatMap(Recorder::failure).or(() -> saver.flatMap(StateSaver::failure))
                    .ifPresent(status::warnOnce);
              });
          seconds = (link.nowNs() - startNs) * 1e-9;
        }
        recorder.ifPresent(Recorder::close);
        Optional<String> unsaved = saver.flatMap(open -> WarmStart.finish(open, tick, out));
        monitoring.end(tick);
        remote.close();
        RunSummary summary = RunFigures.summary(config, model, losses,
            new RunFigures.Ended(tick, loop, statistics, seconds,
                new RunSummary.Drops(recorderRing.dropped(), telemetryRing.dropped()),
                link.counts(), Optional.ofNullable(recording).map(RunRecording::figures),
                inRealTime,
                new RunSummary.Timing(link.timeSlips(), link.slippedNs() * 1e-6,
                    lateness.longestMillis(), first.first(), first.rest()),
                monitoring.explain(arm, tick, inRealTime ? lateness.recentMillis() : null)));
        String ending = EngagementCheck.explained(RunFigures.failure(summary, loop), link);
        // On a virtual clock nothing is late.
        String failure = inRealTime ? lateness.explained(ending, tick) : ending;
        return new Outcome(summary, failure.isEmpty() ? unsaved.orElse("") : failure);
      }
    }
  }

  private static SetpointSource plan(TaskSpec task, ArmInfo arm, double[] qStart)
      throws UsageException {
    try {
      return task.plan(arm, qStart);
    } catch (PlanException e) {
      throw new UsageException("task: " + e.getMessage(), e);
    }
  }

  private Wiring.Parts parts(ArmInfo arm, PlannedTask plan, List<TickRing> to,
      CommandSource commands, boolean waits) {
    return new Wiring.Parts(arm, Optional.of(model), RecordedArm.torqueLimits(arm), losses, plan,
        to, () -> stopRequested, commands, false, true, waits);
  }

  @Override
  public void close() {
    if (remote != null) {
      remote.close();
    }
    link.close();
    realTime.ifPresent(RealTime::close);
  }
}
