package org.statewise.controller.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import org.statewise.controller.app.console.ProgramVersion;
import org.statewise.controller.app.console.ProgressBars;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.evaluate.closedloop.Baseline;
import org.statewise.controller.evaluate.closedloop.PlantSet;
import org.statewise.controller.evaluate.closedloop.TeachingRuns;
import org.statewise.controller.train.MemoryFile;
import org.statewise.controller.train.MemoryOptions;
import org.statewise.controller.train.MemoryScore;
import org.statewise.controller.train.MemoryTrainer;
import org.statewise.controller.train.TaughtRun;
import org.statewise.controller.train.TrainingRecord;
import org.statewise.controller.worker.ParallelWork;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;
import org.statewise.models.online.OnlineModelSyntax;

/**
 * {@code meta-train --inner closed-loop}: drives simulated arms of a kind, and trains a network on what a
 * model is taught meanwhile.
 *
 * @param arm as it is described; those that are driven are drawn around it
 */
record ClosedLoopTraining(ArmModel arm, MemoryOptions options, ClosedLoopOptions loop, int threads,
    PrintWriter console) {
  /** Tracks well without any file, so that samples are of motions as they are meant. */
  private static final String CONTROLLER = "local:width=1.5,q=1e-2,leak=1e-3+trend:order=1,gain=0.05,lead=0";

  /** @param table receives a row a stream */
  void run(Path out, Path table) throws UsageException, WorkException, InterruptedException {
    loop.check();
    int others = loop.plants() / 4;
    // Plants count from the seed, so that another seed means other arms.
    List<Long> plants = PlantSet.TRAINING.seeds(options.seed() * loop.plants(), loop.plants());
    int trained = plants.size() - others;
    TeachingRuns runs = new TeachingRuns(arm, SimulatedPlants::open, BenchmarkTicks::tick,
        controller(), loop.rounds());
    try {
      List<TaughtRun> all = gather(runs, plants);
      int split = runs.count(plants.subList(0, trained));
      console.printf(Locale.ROOT,
          "%d runs of %d arms, %d samples; %d runs of %d other arms judge%n",
          split, trained, samples(all.subList(0, split)), all.size() - split, others);
      MemoryTrainer trainer = new MemoryTrainer(options, runs.scaling(), Optional.of(arm),
          all.subList(0, split));
      MemoryTrainer.Outcome outcome = trainer.train(all.subList(split, all.size()), this::epoch);
      report(outcome.scores());
      TextFiles.write("--results", table, csv(outcome.scores()));
      file(outcome, runs).write(out);
    } catch (IOException e) {
      throw new WorkException("--out: '" + out + "' cannot be written: " + e.getMessage(), e);
    }
  }

  private Baseline controller() {
    OnlineModelSyntax syntax = new OnlineModelSyntax(Optional.of(arm),
        LearnedModels.forJoints(arm.jointCount()));
    return new Baseline(CONTROLLER, syntax.parse(CONTROLLER), Baseline.Knowledge.NOMINAL,
        BenchmarkTicks.handling(StatewiseConfig.DEFAULT), true);
  }

  private List<TaughtRun> gather(TeachingRuns runs, List<Long> plants)
      throws IOException, InterruptedException {
    try (ProgressBar progress = ProgressBars.make("arms", runs.count(plants), " runs")) {
      return runs.gather(plants, new ParallelWork(threads), progress::step);
    }
  }

  private static long samples(List<TaughtRun> runs) {
    return runs.stream().mapToLong(run -> run.samples().count()).sum();
  }

  private void epoch(int epoch, double left) {
    console.printf(Locale.ROOT, "epoch %3d  left %.4f%n", epoch, left);
    console.flush();
  }

  private void report(List<MemoryScore> scores) {
    console
        .println("left of the RMS in the last third of other arms' runs, by what was seen of them");
    console.println(MemoryScore.heading());
    scores.forEach(score -> console.println(score.line()));
    console.flush();
  }

  private static String csv(List<MemoryScore> scores) {
    return scores.stream().map(MemoryScore::csvLine)
        .collect(Collectors.joining("\n", MemoryScore.csvHeading() + "\n", "\n"));
  }

  private MemoryFile file(MemoryTrainer.Outcome outcome, TeachingRuns runs) {
    Map<String, String> words = new TreeMap<>(options.words());
    words.put("plants", Integer.toString(loop.plants()));
    words.put("rounds", Integer.toString(loop.rounds()));
    words.put("arm-model", arm.name());
    words.put("controller", runs.controller().name());
    // No time of day: equal trainings make equal files.
    TrainingRecord record = new TrainingRecord(List.of(), List.of(), words, options.seed(),
        ProgramVersion.number(), Instant.EPOCH, outcome.before(), outcome.after());
    return new MemoryFile(outcome.memory(), outcome.loss(), options.leak(),
        arm.joints().stream().map(JointModel::name).toList(), arm.name(), record);
  }
}
