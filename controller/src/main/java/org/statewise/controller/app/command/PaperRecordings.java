package org.statewise.controller.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.app.console.ProgramVersion;
import org.statewise.controller.app.console.Screen;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.run.RunOptions;
import org.statewise.controller.app.run.RunSession;
import org.statewise.controller.app.wiring.RecordedArm;
import org.statewise.controller.config.ConfigException;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.RecordingInfo;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.worker.ParallelWork;

/**
 * The paper's data from the simulated arm: sines, and pick and place. Each motion is run by a controller
 * whose model is no network, and what the arm measured is kept as a stream, gravity in its torques, as
 * the paper's were. The same seed gives the same bytes.
 */
final class PaperRecordings {
  /** Where the arm goes before the paper's first motion. */
  private static final String APPROACH = "approach";

  // Joints move by different amounts and not in step, so that no torque follows from another.
  private static final List<Double> AMPLITUDE = List.of(0.5, 0.35, 0.5, 0.45, 0.5, 0.45, 0.6);
  private static final List<Double> PHASE = List.of(0.0, 0.9, 1.8, 2.7, 3.6, 4.5, 5.4);

  private final Path folder;
  private final double sineSeconds;
  private final ParallelWork work;

  /**
   * @param folder where the recordings lie afterwards
   * @param sineSeconds how long a sine lasts
   */
  PaperRecordings(Path folder, double sineSeconds, ParallelWork work) {
    this.folder = folder;
    this.sineSeconds = sineSeconds;
    this.work = work;
  }

  /** A sine motion of each frequency, all joints at once. */
  List<Path> sines(List<Double> frequenciesHz, Runnable done)
      throws WorkException, InterruptedException {
    List<Callable<Path>> jobs = new ArrayList<>();
    for (double hz : frequenciesHz) {
      jobs.add(() -> make("sine-" + hz, done, new ConfigLoader().set("task.kind", "sine")
          .set("task.durationSeconds", sineSeconds).set("task.frequencyHz", hz)
          .set("task.amplitudeRad", AMPLITUDE).set("task.phaseRad", PHASE)));
    }
    return run(jobs);
  }

  /** Pick and place with the carton, each trial with other noise. */
  List<Path> pickAndPlace(int trials, Runnable done) throws WorkException, InterruptedException {
    List<Callable<Path>> jobs = new ArrayList<>();
    for (int trial = 1; trial <= trials; trial++) {
      int seed = trial;
      jobs.add(() -> make("pick-and-place-" + seed, done,
          new ConfigLoader().set("task.rounds", 1).set("seed", (long) seed)));
    }
    return run(jobs);
  }

  private List<Path> run(List<Callable<Path>> jobs) throws WorkException, InterruptedException {
    try {
      Files.createDirectories(folder);
      return work.run(jobs);
    } catch (IOException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }

  private Path make(String name, Runnable done, ConfigLoader loader) throws IOException {
    Path run = folder.resolve(name + ".run.mcap");
    Path stream = folder.resolve(name + ".mcap");
    try {
      StatewiseConfig config = loader.set("adaptation.model", "observer")
          .set("telemetry.metrics", "").set("loop.burnInTicks", 0)
          .set("recording.file", run.toString()).load();
      try (RunSession session = RunSession.open(config, new RunOptions(true, false, true),
          Screen.none())) {
        RunSession.Outcome outcome = session.run();
        if (!outcome.failure().isEmpty()) {
          throw new IOException(name + ": " + outcome.failure());
        }
      }
      toStream(run, stream);
      Files.delete(run);
    } catch (UsageException | WorkException | ConfigException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
    synchronized (this) {
      done.run();
    }
    return stream;
  }

  /** What the arm measured while the task ran. */
  private static void toStream(Path run, Path stream) throws IOException, UsageException {
    try (RecordingReader reader = RecordingReader.open(run)) {
      RecordingInfo info = new RecordingInfo(RecordingKind.STREAM, ProgramVersion.number(),
          Instant.EPOCH, reader.description().metadata().getOrDefault("arm", ""),
          reader.description().jointNames(), "",
          reader.description().armYaml().orElse(""), Map.of());
      try (RecordingWriter writer = new RecordingWriter(McapOutput.file(stream), info,
          motion -> new Motion("", 0))) {
        long firstNs = -1;
        while (reader.next()) {
          TickRecord tick = reader.tick();
          if (tick.phase == LoopPhase.RUNNING && tick.await == AwaitResult.FRESH
              && !reader.motion().equals(APPROACH)) {
            firstNs = firstNs < 0 ? tick.state.armTimeNs : firstNs;
            writer.writeRow(tick.state, reader.motion(), 0, tick.state.armTimeNs - firstNs);
          }
        }
        writer.endStream(
            RecordedArm.torqueLimits(RecordedArm.ofRun(reader.description().metadata())),
            "torque limits of the simulated arm", 0);
      }
    }
  }
}
