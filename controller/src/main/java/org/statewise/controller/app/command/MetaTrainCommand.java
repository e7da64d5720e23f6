package org.statewise.controller.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import me.tongfei.progressbar.ProgressBar;
import org.statewise.controller.app.console.Json;
import org.statewise.controller.app.console.OutputOptions;
import org.statewise.controller.app.console.ProgramVersion;
import org.statewise.controller.app.console.ProgressBars;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.train.Checkpoints;
import org.statewise.controller.train.DataSet;
import org.statewise.controller.train.EngineException;
import org.statewise.controller.train.InnerLoop;
import org.statewise.controller.train.LossFile;
import org.statewise.controller.train.MetaOptions;
import org.statewise.controller.train.MetaTrainer;
import org.statewise.controller.train.RecordedSamples;
import org.statewise.controller.train.SeedResult;
import org.statewise.controller.train.TaskEngine;
import org.statewise.controller.train.TrainedRange;
import org.statewise.controller.train.TrainingException;
import org.statewise.controller.train.TrainingRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code statewise meta-train}. */
@Command(name = "meta-train", description = {
  "Learns a loss from recordings (the paper's Algorithm 1), several seeds at once; or the precisions,"
      + " leak and process noise of a Kalman filter, what a network starts from, or what it knows of arms.",
  "Writes the best seed's result, and a table of all seeds and epochs."})
public final class MetaTrainCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Option(names = "--train", arity = "1..*", paramLabel = "MCAP",
      description = "Recordings of 'run' or 'import' to learn from.")
  private List<Path> trainFiles = List.of();

  @Option(names = "--test", arity = "1..*", paramLabel = "MCAP",
      description = "Others, to judge by: they choose among epochs and seeds.")
  private List<Path> testFiles = List.of();

  @Option(names = "--out", required = true, paramLabel = "FILE",
      description = "Where the result is written.")
  private Path out;

  @Option(names = "--results", paramLabel = "CSV",
      description = "A row a seed and epoch; for closed-loop a row a stream of other arms, and a row a"
          + " generation in FILE.loss.csv (default: FILE with .csv appended).")
  private Path results;

  @Option(names = "--summary", paramLabel = "JSON", description = "Writes the training's figures.")
  private Path summary;

  @Option(names = "--checkpoint", paramLabel = "DIR",
      description = "Saves each epoch there; a killed training resumes from it to the same result.")
  private Path checkpoint;

  @Option(names = "--seeds", paramLabel = "N", defaultValue = "5",
      description = "How many trainings (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
      description = "The first one's seed; the others count on (default: ${DEFAULT-VALUE}).")
  private long firstSeed;

  @Option(names = "--threads", paramLabel = "N",
      description = "Seeds, or simulated arms, at once (default: one a core).")
  private Integer threads;

  @Option(names = "--grid", description = "kalman: compares with a grid of constant settings too.")
  private boolean grid;

  @Mixin
  private OutputOptions outputs = new OutputOptions();

  @Mixin
  private MetaTrainOptions training;

  @Mixin
  private ClosedLoopOptions closedLoop;

  @Mixin
  private CorpusOptions corpus = new CorpusOptions();

  @Override
  public Integer call() throws Exception {
    Path table = results == null ? out.resolveSibling(out.getFileName() + ".csv") : results;
    checkUsage(table);
    if (training.inner().closedLoop()) {
      try (TaskEngine engine = corpus.engine(threads())) {
        closedLoop.training(training, firstSeed, Optional.ofNullable(checkpoint), threads(),
            spec.commandLine().getOut()).run(out, table, engine);
      }
      return 0;
    }
    Optional<LossFile> measured = training.measured();
    if (measured.isPresent()) {
      measure(measured.get());
      return 0;
    }
    if (!corpus.given()) {
      train(training.options(), read("--train", trainFiles), read("--test", testFiles), table);
      return 0;
    }
    CorpusOptions.Data data = corpus.read(training.sources(), spec.commandLine().getErr());
    try (TaskEngine engine = corpus.engine(threads())) {
      train(corpus.over(training.options(), data, engine), data.train(), data.test(), table);
    } catch (EngineException e) {
      throw new WorkException(e.getMessage(), e);
    }
    return 0;
  }

  private void train(MetaOptions options, DataSet train, DataSet test, Path table)
      throws UsageException, WorkException, InterruptedException {
    Map<String, String> words = new TreeMap<>(options.words());
    words.putAll(training.sourceWords());
    Instant now = Instant.now();
    Optional<Checkpoints> checkpoints = Optional.empty();
    MetaTrainer trainer;
    try {
      if (checkpoint != null) {
        checkpoints = Optional.of(Checkpoints.open(checkpoint, words, train, test,
            ProgramVersion.number(), now));
      }
      trainer = new MetaTrainer(options, train, test, checkpoints);
    } catch (TrainingException e) {
      throw new UsageException(e.getMessage(), e);
    }
    List<SeedResult> all = run(trainer, options);
    MetaTrainReport report = new MetaTrainReport(options, train, test, training.inner().bound(),
        spec.commandLine().getOut());
    report.seeds(all);
    TextFiles.write("--results", table, MetaTrainer.csv(all));
    SeedResult best = trainer.best(all).orElseThrow(
        () -> new WorkException(
            "every seed broke down, so there is no " + what(options) + " to write: try a"
                + " smaller --alpha or --eta"));
    try {
      best = best.bound(train);
    } catch (TrainingException e) {
      throw new WorkException(e.getMessage(), e);
    }
    List<?> comparison = report.comparison(best, grid);
    TrainedFile.write(out, best, training.hidden(), train, new TrainingRecord(train.files(),
        test.files(), words, best.seed(), ProgramVersion.number(),
        checkpoints.map(Checkpoints::begun).orElse(now), best.initialError(), best.bestError()));
    if (summary != null) {
      TextFiles.write("--summary", summary,
          Json.write(report.summary(all, best, comparison)));
    }
  }

  private void checkUsage(Path table) throws UsageException {
    training.checkLoss();
    training.inner().refuseSeeds("--summary", summary != null);
    training.inner().refuseSeeds("--grid", grid);
    corpus.check(trainFiles, testFiles, training.inner());
    if (!corpus.given()) {
      checkFiles("--train", trainFiles);
      checkFiles("--test", testFiles);
    }
    outputs.reads("--train", trainFiles).reads("--test", testFiles);
    if (training.inner().closedLoop()) {
      closedLoop.checkFiles(outputs, out);
    }
    outputs.check("--out", out);
    outputs.check("--results", table);
    outputs.check("--summary", summary);
    if (seeds < 1) {
      throw new UsageException("--seeds must be at least 1, but is " + seeds);
    }
    if (threads != null && threads < 1) {
      throw new UsageException("--threads must be at least 1, but is " + threads);
    }
  }

  private void checkFiles(String option, List<Path> files) throws UsageException {
    if (training.inner().closedLoop() && !files.isEmpty()) {
      throw new UsageException(option + " must be left out with --inner closed-loop, whose arms are"
          + " simulated, but is " + files);
    }
    if (!training.inner().closedLoop() && files.isEmpty()) {
      throw new UsageException(option + " must name recordings, but is missing");
    }
  }

  private int threads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }

  /** Trains nothing: writes a loss anew, with the states of the training recordings. */
  private void measure(LossFile loss) throws UsageException, WorkException {
    DataSet train = read("--train", trainFiles);
    if (!loss.arm().equals(train.arm())) {
      throw new UsageException(
          "--train must be recordings of the arm that the loss was trained on, '"
              + loss.arm() + "', but are of '" + train.arm() + "'");
    }
    try {
      loss.with(TrainedRange.bound(loss.loss(), train)).write(out);
    } catch (TrainingException e) {
      throw new UsageException("--loss: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new WorkException("--out: '" + out + "' cannot be written: " + e.getMessage(), e);
    }
  }

  private DataSet read(String option, List<Path> files) throws UsageException, WorkException {
    for (Path file : files) {
      TextFiles.checkReadable(option, file);
    }
    try {
      return RecordedSamples.read(files, training.sources());
    } catch (TrainingException e) {
      throw new UsageException(e.getMessage(), e);
    } catch (IOException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }

  private List<SeedResult> run(MetaTrainer trainer, MetaOptions options)
      throws WorkException, InterruptedException {
    long epochs = (long) seeds * (options.outer().epochs() + 1);
    try (ProgressBar progress = ProgressBars.make(options.loss().word(), epochs, " epochs")) {
      return trainer.run(LongStream.range(firstSeed, firstSeed + seeds).boxed().toList(), threads(),
          seed -> progress.step());
    } catch (TrainingException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }

  private static String what(MetaOptions options) {
    return options.inner() instanceof InnerLoop.Start ? "start" : "loss";
  }
}
