package org.statewise.controller.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.statewise.controller.app.console.ProgressBars;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.replay.SessionPlayer;
import org.statewise.controller.app.wiring.Arms;
import org.statewise.controller.evaluate.paper.FitExperiment;
import org.statewise.controller.evaluate.paper.PaperReport;
import org.statewise.controller.evaluate.paper.StateTrace;
import org.statewise.controller.evaluate.stream.Baseline;
import org.statewise.controller.evaluate.stream.BaselineSyntax;
import org.statewise.controller.evaluate.stream.LearnedLosses;
import org.statewise.controller.evaluate.stream.OnlineExperiment;
import org.statewise.controller.evaluate.stream.OnlineResults;
import org.statewise.controller.evaluate.stream.RankingCheck;
import org.statewise.controller.evaluate.stream.Scenario;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.train.DataSet;
import org.statewise.controller.train.RecordedSamples;
import org.statewise.controller.train.TrainingException;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code statewise evaluate paper}. */
@Command(name = "paper", description = {
  "The paper's figures 3 and 4 on the simulated arm, every peer beside them, and what the loss learned.",
  "Says of each of the paper's claims whether it holds; finds out, and so ends well, either way."})
final class EvaluatePaperCommand implements Callable<Integer> {
  private static final List<Double> TRAIN_HZ = List.of(0.02, 0.03, 0.04, 0.06, 0.08);
  private static final List<Double> TEST_HZ = List.of(0.05, 0.07);
  private static final String MODELS = BaselineSyntax.DEFAULT + ","
      + BaselineSyntax.DEFAULT_WITH_ARM;

  /** Points of a motion that are drawn, about. */
  private static final int DRAWN = 400;

  @Spec
  private CommandSpec spec;

  @Option(names = "--quick",
      description = "Two seeds, one trial, three epochs, short sines: to see that it works.")
  private boolean quick;

  @Mixin
  private EvaluateOptions options;

  private String models;

  /** Recordings, and the samples in them. */
  private record Data(DataSet train, DataSet test, DataSet online, List<Path> trials,
      Optional<ArmModel> arm) {}

  @Override
  public Integer call() throws Exception {
    PrintWriter console = spec.commandLine().getOut();
    options.setDefaults(quick ? 2 : 5, quick ? 1 : 3, quick ? 3 : 50);
    options.check();
    models = options.models == null ? MODELS : options.models;
    Optional<ArmModel> nominal = Optional.of(Arms.load("iiwa7"));
    try {
      syntax(nominal, LearnedLosses::untrained).check(models,
          nominal.orElseThrow().jointCount());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
    Data data = record(nominal);
    LearnedLosses losses = learn(data);
    PaperReport report = new PaperReport(description(data), data.train(), losses,
        fit(data, losses), online(data, losses), motion(data));
    options.write(report.rows(), report.page().made(MadeBy.of(spec, "results.csv")));
    RankingCheck.sentences(report.verdicts()).forEach(console::println);
    console.println("written: " + options.out.resolve("index.html") + " and results.csv");
    console.flush();
    return 0;
  }

  private BaselineSyntax syntax(Optional<ArmModel> arm, BaselineSyntax.LossFinder losses) {
    return new BaselineSyntax(arm, options.hidden, "none", losses);
  }

  private Data record(Optional<ArmModel> nominal) throws Exception {
    List<Double> trainHz = quick ? TRAIN_HZ.subList(3, 5) : TRAIN_HZ;
    List<Double> testHz = quick ? TEST_HZ.subList(1, 2) : TEST_HZ;
    int motions = trainHz.size() + testHz.size() + options.trials;
    try (ProgressBar progress = ProgressBars.make("motions", motions, "")) {
      PaperRecordings recordings = new PaperRecordings(options.out.resolve("data"),
          quick ? 6 : 30, options.work());
      List<Path> train = recordings.sines(trainHz, progress::step);
      List<Path> test = recordings.sines(testHz, progress::step);
      List<Path> trials = recordings.pickAndPlace(options.trials, progress::step);
      return new Data(read(train), read(test), read(trials), trials, nominal);
    }
  }

  private static DataSet read(List<Path> files) throws WorkException {
    try {
      return RecordedSamples.read(files, new TrainingSources(Optional.empty(),
          PriorSpec.parse("none"), Optional.empty()));
    } catch (TrainingException | IOException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }

  private LearnedLosses learn(Data data) throws Exception {
    List<String> kinds = BaselineSyntax.learnedKinds(models);
    long epochs = (long) kinds.size() * options.seeds * (options.epochs + 1);
    try (ProgressBar progress = ProgressBars.make("losses", epochs, " epochs")) {
      // Without patience: a figure over epochs needs all of them.
      return LearnedLosses.train(kinds, options.setup(0), data.train(), data.test(),
          options.seedList(), options.work().threads(), seed -> progress.step());
    }
  }

  private PaperReport.Fitting fit(Data data, LearnedLosses losses) throws Exception {
    FitExperiment experiment = new FitExperiment(options.model(), quick ? 60 : 400,
        quick ? 5 : 10);
    Map<String, DataSet> sets = new LinkedHashMap<>();
    sets.put(PaperReport.TRAIN, data.train());
    sets.put(PaperReport.TEST, data.test());
    try (ProgressBar progress = ProgressBars.make("fits",
        experiment.count(sets, losses, options.seedList()), "")) {
      return new PaperReport.Fitting(experiment, experiment.run(sets, losses, options.seedList(),
          options.work(), progress::step), options.seedList());
    }
  }

  private OnlineResults online(Data data, LearnedLosses losses) throws Exception {
    List<Baseline> baselines = syntax(data.arm(), losses::find).parse(models);
    List<Scenario> scenarios = List.of(new Scenario("pick-and-place", data.trials(), true));
    OnlineExperiment experiment = new OnlineExperiment(new SessionPlayer(),
        data.online().scaling(), options.seedList(), options.work());
    try (ProgressBar progress = ProgressBars.make("pick and place",
        experiment.jobs(baselines, scenarios), " jobs")) {
      return new OnlineResults(
          experiment.run(baselines, scenarios, data.online().samples() / options.trials,
              progress::step),
          baselines, experiment.costs(baselines, System::nanoTime, progress::step));
    } catch (IOException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }

  private static PaperReport.Motion motion(Data data) throws WorkException {
    OnlineModel nothing = new OnlineModelSpec.None().build(data.online().joints(),
        data.online().scaling(), new SplittableRandom(1));
    StateTrace states = new StateTrace(
        Math.max(1, data.online().samples() / data.trials().size() / DRAWN));
    try {
      new SessionPlayer().play(data.trials().getFirst(), nothing, "none", states);
    } catch (IOException e) {
      throw new WorkException(e.getMessage(), e);
    }
    return new PaperReport.Motion(states.points(), data.arm());
  }

  private List<String> description(Data data) {
    return List.of(
        "Simulated LBR iiwa 7 with friction, sensor noise and the 0.857 kg carton, measured torques"
            + " (gravity included), no prior: data/*.mcap, to be replayed by anyone.",
        data.train().samples() + " samples of sines at " + (quick
            ? TRAIN_HZ.subList(3, 5)
            : TRAIN_HZ) + " Hz to learn losses from, " + data.test().samples() + " at "
            + (quick ? TEST_HZ.subList(1, 2) : TEST_HZ) + " Hz to choose an epoch by; "
            + data.online().samples() + " samples of pick and place, which neither saw.",
        options.seeds + " seeds from " + options.firstSeed + ", " + options.epochs
            + " epochs; each trial from a fresh model that goes on from motion to motion, trials: "
            + options.trials + ".",
        "Networks LOSS[/RULE]@RATE as published: " + options.hidden + " hidden units, random start,"
            + " no trust bound, torques scaled by the arm's limits.",
        "Persistence predicts the last torque again.");
  }
}
