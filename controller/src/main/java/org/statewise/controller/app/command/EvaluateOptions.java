package org.statewise.controller.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.statewise.controller.app.console.OutputOptions;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.evaluate.report.Page;
import org.statewise.controller.evaluate.report.ReportFolder;
import org.statewise.controller.evaluate.report.ResultRow;
import org.statewise.controller.evaluate.stream.LearnedLosses;
import org.statewise.controller.train.MetaOptions;
import org.statewise.controller.worker.ParallelWork;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the experiments of {@code evaluate} have in common. */
final class EvaluateOptions {
  /** The rate at which the paper uses its learned losses. */
  private static final double ALPHA = 0.001;

  @Option(names = "--out", required = true, paramLabel = "DIR",
      description = "Folder for results.csv and index.html; made if it is not there.")
  Path out;

  @Option(names = "--seeds", paramLabel = "N",
      description = "How many trainings and first thetas (default: 5).")
  Integer seeds;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
      description = "The first seed; the others count on (default: ${DEFAULT-VALUE}).")
  long firstSeed;

  @Option(names = "--trials", paramLabel = "N",
      description = "How often each motion is learned (default: 3).")
  Integer trials;

  @Option(names = "--epochs", paramLabel = "N",
      description = "Of meta-training (default: 50).")
  Integer epochs;

  @Option(names = "--hidden", split = ",", paramLabel = "N", defaultValue = "64,64",
      description = "Hidden layers of the published networks (default: ${DEFAULT-VALUE}).")
  List<Integer> hidden;

  @Option(names = "--models", paramLabel = "A,B,..",
      description = "Rows: LOSS[/RULE][@RATE], learned- before a loss that is learned here, or any MODEL"
          + " as in run; ' with PRIOR' behind one (default: the paper's rows and all peers).")
  String models;

  @Option(names = "--threads", paramLabel = "N", description = "At once (default: one a core).")
  Integer threads;

  @Mixin
  OutputOptions outputs = new OutputOptions();

  /** Fills in what the user left open. */
  void setDefaults(int usualSeeds, int usualTrials, int usualEpochs) {
    seeds = seeds == null ? usualSeeds : seeds;
    trials = trials == null ? usualTrials : trials;
    epochs = epochs == null ? usualEpochs : epochs;
  }

  /** Fails in one sentence if an option is out of range or the folder cannot be made. */
  void check() throws UsageException {
    atLeastOne("--seeds", seeds);
    atLeastOne("--trials", trials);
    atLeastOne("--epochs", epochs);
    if (threads != null) {
      atLeastOne("--threads", threads);
    }
    if (hidden.stream().anyMatch(width -> width < 1)) {
      throw new UsageException("--hidden must be positive, but is " + hidden);
    }
    outputs.checkFolder("--out", out, "results.csv", "index.html");
  }

  private static void atLeastOne(String option, int value) throws UsageException {
    if (value < 1) {
      throw new UsageException(option + " must be at least 1, but is " + value);
    }
  }

  List<Long> seedList() {
    return LongStream.range(firstSeed, firstSeed + seeds).boxed().toList();
  }

  ParallelWork work() {
    return new ParallelWork(threads == null ? Runtime.getRuntime().availableProcessors() : threads);
  }

  /** Writes a report. */
  void write(List<ResultRow> rows, Page page) throws WorkException {
    try {
      ReportFolder.write(out, rows, page);
    } catch (IOException e) {
      throw new WorkException("--out: '" + out + "' cannot be written: " + e.getMessage(), e);
    }
  }

  /** f_theta as the paper starts it: at random. */
  MetaOptions.Model model() {
    return new MetaOptions.Model(hidden, false, ALPHA);
  }

  /** How losses are learned: f_theta starts at random, as in the paper. */
  LearnedLosses.Setup setup(int patience) {
    return new LearnedLosses.Setup(model(), epochs, patience);
  }
}
