package org.statewise.controller.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import me.tongfei.progressbar.ProgressBar;
import org.statewise.controller.app.console.Json;
import org.statewise.controller.app.console.OutputOptions;
import org.statewise.controller.app.console.ProgressBars;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.wiring.Arms;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.app.wiring.Wiring;
import org.statewise.controller.config.ConfigException;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.evaluate.closedloop.Baseline;
import org.statewise.controller.evaluate.closedloop.Benchmark;
import org.statewise.controller.evaluate.closedloop.BenchmarkSet;
import org.statewise.controller.evaluate.closedloop.Choice;
import org.statewise.controller.evaluate.closedloop.ClosedLoopReport;
import org.statewise.controller.evaluate.closedloop.Goal;
import org.statewise.controller.evaluate.closedloop.Goals;
import org.statewise.controller.evaluate.closedloop.PlantSet;
import org.statewise.controller.evaluate.closedloop.Results;
import org.statewise.controller.evaluate.closedloop.Scenario;
import org.statewise.controller.evaluate.closedloop.SettingsGrid;
import org.statewise.controller.evaluate.report.ReportFolder;
import org.statewise.controller.worker.ParallelWork;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.OnlineModelSyntax;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code statewise evaluate closed-loop}. */
@Command(name = "closed-loop", description = {
  "Drives simulated arms, drawn around the described one, with every kind of adaptation, and holds the"
      + " default to its goals.",
  "Writes index.html, results.csv and goals.json. Which goals hold is printed; that one does not is a"
      + " result, not a failure."})
final class EvaluateClosedLoopCommand implements Callable<Integer> {
  /** A comma between two models, and not one between the settings of a model. */
  private static final Pattern COMMA = Pattern.compile(",(?![a-z]+=)");
  private static final List<Scenario> QUICK = List.of(Scenario.PLAIN, Scenario.TIDY,
      Scenario.RANDOM, Scenario.DEAD_TIME_2, Scenario.HEAVY, Scenario.PUSH, Scenario.SOFT,
      Scenario.KILOHERTZ);
  private static final int MARGIN_SEEDS = 1;

  @Spec
  private CommandSpec spec;

  @Option(names = "--out", required = true, paramLabel = "DIR",
      description = "Folder for the report; made if it is not there.")
  private Path out;

  @Option(names = "--seeds", paramLabel = "N",
      description = "How many arms are drawn (default: 5; with --quick 1).")
  private Integer seeds;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
      description = "Counts plants from here: plant i has seed 2i + 1 where it is held out, and 2i where"
          + " settings are chosen (default: ${DEFAULT-VALUE}).")
  private long firstSeed;

  @Option(names = "--rounds", paramLabel = "N",
      description = "Of each task, at least 2 (default: 3; with --quick 2).")
  private Integer rounds;

  @Option(names = "--quick", description = "A few rows, streams and seeds: minutes, not an hour.")
  private boolean quick;

  @Option(names = "--models", paramLabel = "A,B,..", defaultValue = "",
      description = "More rows, as --adaptation of run takes them; with the default's samples.")
  private String models;

  @Option(names = "--choose", paramLabel = "GRID", defaultValue = "",
      description = "A row more: of a model whose settings have several values in braces, as"
          + " local:width={1|2},q={1e-4|1e-5}, the combination that does best on the training plants.")
  private String grid;

  @Option(names = "--arm-model", paramLabel = "ARM", defaultValue = "iiwa7",
      description = "The described arm (default: ${DEFAULT-VALUE}).")
  private String armModel;

  @Option(names = "--threads", paramLabel = "N", description = "At once (default: one a core).")
  private Integer threads;

  @Mixin
  private OutputOptions outputs = new OutputOptions();

  @Override
  public Integer call() throws UsageException, WorkException, InterruptedException {
    check();
    ArmModel arm = Arms.load(armModel);
    OnlineModelSyntax syntax = new OnlineModelSyntax(Optional.of(arm),
        LearnedModels.forJoints(arm.jointCount()));
    BenchmarkSet benchmarkSet = benchmarkSet(arm, syntax);
    Optional<Baseline> chosen = choose(arm, benchmarkSet, syntax).map(benchmarkSet::known);
    if (chosen.isPresent()) {
      benchmarkSet = benchmarkSet.with(chosen.get());
    }
    Benchmark benchmark = benchmark(arm, PlantSet.HELD_OUT);
    try (ProgressBar progress = ProgressBars.make("closed loop", benchmark.jobs(benchmarkSet),
        " jobs")) {
      Results results = benchmark.run(benchmarkSet,
          BenchmarkSet.forced(benchmarkSet.standard(), syntax::parse), new ParallelWork(threads),
          progress::step);
      List<Goal> goals = Goals.of(results);
      ClosedLoopReport report = new ClosedLoopReport(results, goals,
          benchmark.traces(benchmarkSet, progress::step),
          benchmark.micros(benchmarkSet, System::nanoTime, progress::step));
      ReportFolder.write(out, report.rows(),
          report.page().made(MadeBy.of(spec, "results.csv", "goals.json")));
      TextFiles.write("--out", out.resolve("goals.json"),
          Json.write(goals.stream().map(Written::of).toList()));
      chosen.ifPresent(row -> console().println("held-out plants, "
          + Choice.of(results, List.of(row)).best().sentence()));
      print(goals);
    } catch (IOException e) {
      throw new WorkException("--out: '" + out + "' cannot be written: " + e.getMessage(), e);
    }
    return 0;
  }

  /** A goal in goals.json. */
  private record Written(String what, boolean holds, double beyond, double figure, double limit,
      boolean atMost, String where) {
    static Written of(Goal goal) {
      return new Written(goal.what(), goal.holds(), goal.beyond(), goal.figure(), goal.limit(),
          goal.atMost(), goal.where());
    }
  }

  private Benchmark benchmark(ArmModel arm, PlantSet plants) {
    return new Benchmark(arm, SimulatedPlants::open, BenchmarkTicks::tick,
        quick ? QUICK : List.of(Scenario.values()), quick ? List.of(1.0) : List.of(1.0, 0.3),
        plants.seeds(firstSeed, seeds), rounds, Math.min(seeds, MARGIN_SEEDS));
  }

  /** The best of the grid on the training plants; empty if there is no grid. */
  private Optional<Baseline> choose(ArmModel arm, BenchmarkSet benchmarkSet,
      OnlineModelSyntax syntax) throws UsageException, WorkException, InterruptedException {
    if (grid.isEmpty()) {
      return Optional.empty();
    }
    List<Baseline> rows = candidates(benchmarkSet, syntax);
    Benchmark benchmark = benchmark(arm, PlantSet.TRAINING);
    try (ProgressBar progress = ProgressBars.make("choosing", benchmark.jobs(rows), " jobs")) {
      Choice choice = Choice.of(benchmark.compare(benchmarkSet.none(), rows,
          new ParallelWork(threads), progress::step), rows);
      choice.candidates().forEach(
          candidate -> console().println("training plants, " + candidate.sentence()));
      console().println("chosen: " + choice.best().baseline().name());
      console().flush();
      return Optional.of(choice.best().baseline());
    } catch (IOException e) {
      throw new WorkException("--choose: " + e.getMessage(), e);
    }
  }

  private List<Baseline> candidates(BenchmarkSet benchmarkSet, OnlineModelSyntax syntax)
      throws UsageException {
    try {
      return SettingsGrid.expand(grid).stream().map(text -> BenchmarkSet
          .supervised(text, syntax.parse(text), benchmarkSet.standard())).toList();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--choose: " + e.getMessage(), e);
    }
  }

  private PrintWriter console() {
    return spec.commandLine().getOut();
  }

  private void check() throws UsageException {
    seeds = seeds == null ? quick ? 1 : 5 : seeds;
    rounds = rounds == null ? quick ? 2 : 3 : rounds;
    threads = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    atLeast("--seeds", seeds, 1);
    // What was remembered shows from the second round on.
    atLeast("--rounds", rounds, 2);
    atLeast("--threads", threads, 1);
    outputs.checkFolder("--out", out, "results.csv", "index.html", "goals.json");
  }

  private static void atLeast(String option, int value, int least) throws UsageException {
    if (value < least) {
      throw new UsageException(option + " must be at least " + least + ", but is " + value);
    }
  }

  /** What {@code run} does with the described arm. */
  private StatewiseConfig unlessToldOtherwise() throws UsageException {
    try {
      return new ConfigLoader().set("arm.model", armModel).load().resolved();
    } catch (ConfigException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private BenchmarkSet benchmarkSet(ArmModel arm, OnlineModelSyntax syntax)
      throws UsageException {
    StatewiseConfig config = unlessToldOtherwise();
    List<String> more = models.isEmpty()
        ? List.of()
        : new ArrayList<>(Arrays.asList(COMMA.split(models, -1)));
    try {
      OnlineModelSpec usual = Wiring.onlineModel(config.adaptation(), Optional.of(arm),
          LearnedModels.forJoints(arm.jointCount()));
      Baseline standard = new Baseline("default: " + config.adaptation().text(), usual,
          Baseline.Knowledge.NOMINAL, BenchmarkTicks.handling(config), true);
      return BenchmarkSet.of(standard, syntax::parse, more, quick);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private void print(List<Goal> goals) {
    PrintWriter console = console();
    goals.forEach(goal -> console.println(goal.sentence()));
    console.println("written: " + out.resolve("index.html") + ", results.csv and goals.json");
    console.flush();
  }
}
