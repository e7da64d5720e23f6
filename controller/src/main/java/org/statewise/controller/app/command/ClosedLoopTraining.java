package org.statewise.controller.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
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
import org.statewise.controller.train.Checkpoints;
import org.statewise.controller.train.LoopGeneration;
import org.statewise.controller.train.LoopOptions;
import org.statewise.controller.train.MemoryFile;
import org.statewise.controller.train.MemoryOptions;
import org.statewise.controller.train.MemoryScore;
import org.statewise.controller.train.MemoryTrainer;
import org.statewise.controller.train.TaskEngine;
import org.statewise.controller.train.TaughtRun;
import org.statewise.controller.train.TrainingException;
import org.statewise.controller.train.TrainingRecord;
import org.statewise.controller.worker.ParallelWork;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;
import org.statewise.models.online.OnlineModelSyntax;

/**
 * {@code meta-train --inner closed-loop}: drives simulated arms of a kind, trains a network on what a
 * model is taught meanwhile, and then the loss by which the network goes on learning.
 *
 * @param arm as it is described; those that are driven are drawn around it
 * @param given the network, if it is trained already
 * @param checkpoint folder from which a training that was ended goes on; empty for none
 */
record ClosedLoopTraining(ArmModel arm, MemoryOptions options, ClosedLoopOptions loop,
    LoopOptions loss, Optional<MemoryFile> given, Optional<Path> checkpoint, int threads,
    PrintWriter console) {
  /** Tracks well without any file, so that samples are of motions as they are meant. */
  private static final String CONTROLLER = "local:width=1.5,q=1e-2,leak=1e-3+trend:order=1,gain=0.05,lead=0";
  private static final String NETWORK_FILE = "network.pb";

  /**
   * @param table receives a row a stream of other arms, if a network is trained
   * @param engine drives the arms that train the loss
   */
  void run(Path out, Path table, TaskEngine engine)
      throws UsageException, WorkException, InterruptedException {
    loop.check();
    try {
      Optional<Checkpoints> checkpoints = checkpoints();
      MemoryFile memory = network(checkpoints, table);
      if (loss.generations() > 0) {
        LoopTraining.Outcome outcome = new LoopTraining(arm, loss, loop.plants(), engine, console)
            .train(memory, checkpoints);
        memory = outcome.memory();
        TextFiles.write("--out", curve(out), csvOf(outcome.generations()));
      }
      memory.write(out);
    } catch (TrainingException e) {
      throw new UsageException("--checkpoint: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new WorkException("--out: '" + out + "' cannot be written: " + e.getMessage(), e);
    }
  }

  /** Where a row a generation is written, if a loss is trained. */
  static Path curve(Path out) {
    return out.resolveSibling(out.getFileName() + ".loss.csv");
  }

  private Optional<Checkpoints> checkpoints() throws TrainingException {
    if (checkpoint.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> words = words();
    words.putAll(loss.words());
    given.ifPresent(file -> words.put("memory", file.checksum()));
    return Optional
        .of(Checkpoints.open(checkpoint.get(), words, ProgramVersion.number()));
  }

  /** The one that is given, or that an earlier part of this training left, or a new one. */
  private MemoryFile network(Optional<Checkpoints> checkpoints, Path table)
      throws TrainingException, IOException, UsageException, WorkException, InterruptedException {
    if (given.isPresent()) {
      return given.get();
    }
    Optional<Path> before = checkpoints.map(folder -> folder.file(NETWORK_FILE));
    if (before.isPresent() && Files.exists(before.get())) {
      return MemoryFile.read(before.get());
    }
    MemoryFile memory = trainNetwork(table);
    if (before.isPresent()) {
      memory.write(before.get());
    }
    return memory;
  }

  private MemoryFile trainNetwork(Path table)
      throws IOException, UsageException, WorkException, InterruptedException {
    int others = loop.plants() / 4;
    // Plants count from the seed, so that another seed means other arms.
    List<Long> plants = PlantSet.TRAINING.seeds(options.seed() * loop.plants(), loop.plants());
    int trained = plants.size() - others;
    TeachingRuns runs = new TeachingRuns(arm, SimulatedPlants::open, BenchmarkTicks::tick,
        controller(), loop.rounds());
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
    return file(outcome);
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

  private static String csvOf(List<LoopGeneration> generations) {
    return generations.stream()
        .map(g -> g.number() + "," + g.cost() + "," + g.validation())
        .collect(Collectors.joining("\n", "generation,cost,validation\n", "\n"));
  }

  /** All that makes the network, by the names of the command line. */
  private Map<String, String> words() {
    Map<String, String> words = new TreeMap<>(options.words());
    words.put("plants", Integer.toString(loop.plants()));
    words.put("rounds", Integer.toString(loop.rounds()));
    words.put("arm-model", arm.name());
    words.put("controller", CONTROLLER);
    return words;
  }

  private MemoryFile file(MemoryTrainer.Outcome outcome) {
    // No time of day: equal trainings make equal files.
    TrainingRecord record = new TrainingRecord(List.of(), List.of(), words(), options.seed(),
        ProgramVersion.number(), Instant.EPOCH, outcome.before(), outcome.after());
    return new MemoryFile(outcome.memory(), outcome.loss(), options.leak(),
        arm.joints().stream().map(JointModel::name).toList(), arm.name(), record);
  }
}
