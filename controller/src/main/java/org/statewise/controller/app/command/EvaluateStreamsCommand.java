package org.statewise.controller.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.statewise.controller.app.console.ProgressBars;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.replay.ReplaySession;
import org.statewise.controller.app.replay.SessionPlayer;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.evaluate.report.TextTable;
import org.statewise.controller.evaluate.stream.Baseline;
import org.statewise.controller.evaluate.stream.BaselineSyntax;
import org.statewise.controller.evaluate.stream.LearnedLosses;
import org.statewise.controller.evaluate.stream.OnlineExperiment;
import org.statewise.controller.evaluate.stream.OnlineResults;
import org.statewise.controller.evaluate.stream.RankingCheck;
import org.statewise.controller.evaluate.stream.Scenario;
import org.statewise.controller.evaluate.stream.StreamsReport;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.train.DataSet;
import org.statewise.controller.train.RecordedSamples;
import org.statewise.controller.train.TrainingException;
import org.statewise.models.arm.ArmModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code statewise evaluate streams}. */
@Command(name = "streams", description = {
  "Learns losses on some recordings and compares models that learn online along others.",
  "What is learned from never tests: a recording must be on one side only."})
final class EvaluateStreamsCommand implements Callable<Integer> {
  /** Of each training stream; the rest chooses among epochs, so that no test recording does. */
  private static final double LEARNED_FROM = 0.8;
  private static final int PATIENCE = 15;

  @Spec
  private CommandSpec spec;

  @Option(names = "--train", required = true, arity = "1..*", paramLabel = "MCAP",
      description = "Recordings of 'run' or 'import' to learn losses from.")
  private List<Path> trainFiles;

  @Option(names = "--test", required = true, arity = "1..*", paramLabel = "MCAP",
      description = "Others, along which models learn; a trial is one pass over each.")
  private List<Path> testFiles;

  @Option(names = "--prior", paramLabel = "PRIOR", defaultValue = "none",
      description = "What is not to be learned: none, gravity or rigid-body"
          + " (default: ${DEFAULT-VALUE}, as in the paper).")
  private String prior;

  @Mixin
  private EvaluateOptions options;

  @Override
  public Integer call() throws Exception {
    PrintWriter console = spec.commandLine().getOut();
    options.setDefaults(5, 3, 50);
    options.outputs.reads("--train", trainFiles).reads("--test", testFiles);
    options.check();
    DataSet train = read("--train", trainFiles);
    DataSet test = read("--test", testFiles);
    Optional<ArmModel> arm = commonArm();
    String models = options.models != null
        ? options.models
        : BaselineSyntax.DEFAULT + (arm.isPresent()
            ? "," + BaselineSyntax.DEFAULT_WITH_ARM
            : "");
    List<DataSet> parts;
    try {
      train.requireApartFrom(test);
      parts = train.split(LEARNED_FROM);
      syntax(arm, test.joints(), LearnedLosses::untrained).check(models, test.joints());
    } catch (TrainingException | IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
    LearnedLosses losses = learn(models, parts);
    List<Baseline> baselines = syntax(arm, test.joints(), losses::find)
        .parse(models);
    StreamsReport report = new StreamsReport(description(train, test), losses,
        evaluate(baselines, test));
    options.write(report.rows(), report.page().made(MadeBy.of(spec, "results.csv")));
    report.horizons().stream().flatMap(table -> TextTable.lines(table).stream())
        .forEach(console::println);
    RankingCheck.sentences(report.verdicts()).forEach(console::println);
    console.println("written: " + options.out.resolve("index.html") + " and results.csv");
    console.flush();
    return 0;
  }

  private DataSet read(String option, List<Path> files) throws UsageException, WorkException {
    for (Path file : files) {
      TextFiles.checkReadable(option, file);
    }
    try {
      return RecordedSamples.read(files,
          new TrainingSources(Optional.empty(), PriorSpec.parse(prior), Optional.empty()));
    } catch (TrainingException | IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    } catch (IOException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }

  /** The arm that the first test recording carries; all are of one arm, or reading them failed. */
  private Optional<ArmModel> commonArm() throws Exception {
    try (ReplaySession session = ReplaySession.open(testFiles.getFirst())) {
      return session.source().armModel();
    }
  }

  private BaselineSyntax syntax(Optional<ArmModel> arm, int joints,
      BaselineSyntax.LossFinder losses) {
    return new BaselineSyntax(arm, options.hidden, prior, (word, seed) -> word.endsWith(".pb")
        ? LearnedModels.forJoints(joints).loss(word)
        : losses.find(word, seed));
  }

  private LearnedLosses learn(String models, List<DataSet> parts) throws Exception {
    List<String> kinds = BaselineSyntax.learnedKinds(models);
    long epochs = (long) kinds.size() * options.seeds * (options.epochs + 1);
    try (ProgressBar progress = ProgressBars.make("losses", epochs, " epochs")) {
      return LearnedLosses.train(kinds, options.setup(PATIENCE), parts.getFirst(),
          parts.getLast(), options.seedList(), options.work().threads(),
          seed -> progress.step());
    }
  }

  private OnlineResults evaluate(List<Baseline> baselines, DataSet test)
      throws WorkException, InterruptedException {
    List<Scenario> scenarios = new ArrayList<>();
    for (Path file : testFiles) {
      scenarios.add(new Scenario(file.getFileName().toString(),
          Collections.nCopies(options.trials, file), false));
    }
    OnlineExperiment experiment = new OnlineExperiment(new SessionPlayer(), test.scaling(),
        options.seedList(), options.work());
    try (
        ProgressBar progress = ProgressBars.make("streams", experiment.jobs(baselines, scenarios),
            " jobs")) {
      return new OnlineResults(
          experiment.run(baselines, scenarios, test.samples() / testFiles.size(), progress::step),
          baselines, experiment.costs(baselines, System::nanoTime, progress::step));
    } catch (IOException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }

  private List<String> description(DataSet train, DataSet test) {
    return List.of(
        "Losses learned from " + names(trainFiles) + ": " + train.samples()
            + " samples, the first 80 % of each stream to learn from, the rest to choose an epoch"
            + " by.",
        "Models compared along " + names(testFiles) + ": " + test.samples() + " samples; "
            + "passes over each, the model going on from pass to pass: " + options.trials + ".",
        options.seeds + " seeds from " + options.firstSeed + "; prior " + prior
            + "; networks LOSS[/RULE]@RATE as published: " + options.hidden
            + " hidden units, random start, no trust bound; torques scaled by "
            + Arrays.toString(test.scaling().tauMax()) + " Nm.",
        "Persistence predicts the last torque again.");
  }

  private static String names(List<Path> files) {
    return String.join(", ", files.stream().map(file -> file.getFileName().toString()).toList());
  }
}
