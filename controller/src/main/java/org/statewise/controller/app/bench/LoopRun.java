package org.statewise.controller.app.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.SendResult;
import org.statewise.controller.app.console.Screen;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.run.RunOptions;
import org.statewise.controller.app.run.RunSession;
import org.statewise.controller.bench.LoopFigures;
import org.statewise.controller.bench.Quantity;
import org.statewise.controller.bench.Series;
import org.statewise.controller.bench.Setting;
import org.statewise.controller.bench.StageTimes;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickStage;
import org.statewise.controller.machine.KernelFiles;
import org.statewise.controller.machine.ProcessorTimes;
import org.statewise.controller.telemetry.RunSummary;

/** Runs as {@code statewise run} does, with a clock that takes the time of each stage. */
final class LoopRun {
  /** Until the output is faded in and a cabinet has given its arm, a run takes about so long. */
  static final double BEGIN_SECONDS = 2;

  private static final int WARM_UP_TICKS = 20_000;
  private static final KernelFiles KERNEL = new KernelFiles(Path.of("/"));

  private final BenchConfig configs;
  private final double seconds;
  private volatile RunSession session;
  private volatile boolean stopping;

  LoopRun(BenchConfig configs, double seconds) {
    this.configs = configs;
    this.seconds = seconds;
    warmUp();
  }

  /** What one run came to. */
  record Measured(List<Series> series, LoopFigures figures) {}

  /** So many ticks do not count: half a second. */
  static long skipped(Setting setting) {
    return setting.hertz() / 2;
  }

  /** The clock's own code must not be what is cold. */
  private static void warmUp() {
    StageTimes times = new StageTimes(System::nanoTime, 0);
    TickRecord record = new TickRecord(1);
    record.await = AwaitResult.FRESH;
    record.sent = SendResult.SENT;
    record.phase = LoopPhase.RUNNING;
    TickStage[] stages = TickStage.values();
    for (int tick = 0; tick < WARM_UP_TICKS; tick++) {
      var _ = times.nowNs();
      for (TickStage stage : stages) {
        times.reached(stage);
      }
      times.ended(record);
    }
  }

  /** Ends the run that there is. Any thread. */
  void requestStop() {
    stopping = true;
    RunSession running = session;
    if (running != null) {
      running.requestStop();
    }
  }

  /** @param keys of the configuration, by which the run takes part in its load */
  Measured measure(BenchLink link, Setting setting, Map<String, Object> keys)
      throws UsageException, WorkException, IOException {
    StageTimes times = new StageTimes(System::nanoTime, skipped(setting));
    Replies replies = new Replies(times::isCounting);
    Map<String, Object> all = new HashMap<>(keys);
    all.put("task.durationSeconds", seconds + BEGIN_SECONDS);
    LoopFigures figures;
    try (BenchedArm arm = BenchedArm.start(link, configs.with(all), setting.periodNs(), replies)) {
      all.put("arm.link", arm.link());
      figures = run(link, setting, configs.with(all),
          new RunOptions(false, false, false, arm.opener(), times));
    }
    List<Series> series = new ArrayList<>(times.series(setting, link.word()));
    if (link == BenchLink.FRI) {
      series.add(new Series(setting, Quantity.REPLY, link.word(), replies.histogram()));
    }
    return new Measured(series, figures);
  }

  private LoopFigures run(BenchLink link, Setting setting, StatewiseConfig config,
      RunOptions options) throws UsageException {
    ProcessorTimes before = ProcessorTimes.now(KERNEL);
    try (RunSession open = RunSession.open(config, options, Screen.none())) {
      session = open;
      if (stopping) {
        open.requestStop();
      }
      RunSession.Outcome outcome = open.run();
      return figures(link, setting, outcome.summary(), outcome.failure(),
          ProcessorTimes.now(KERNEL).since(before));
    } catch (WorkException e) {
      ProcessorTimes since = ProcessorTimes.now(KERNEL).since(before);
      return new LoopFigures(setting, link.word(), 0, 0, 0, 0, since.stolenShare(),
          since.busyShare(), e.getMessage());
    } finally {
      session = null;
    }
  }

  private static LoopFigures figures(BenchLink link, Setting setting, RunSummary summary,
      String failure, ProcessorTimes since) {
    long late = summary.deadlineMisses() == null ? 0 : summary.deadlineMisses();
    return new LoopFigures(setting, link.word(), summary.ticks(), summary.missedStates(), late,
        summary.allocatedBytesPerTick(), since.stolenShare(), since.busyShare(), failure);
  }
}
