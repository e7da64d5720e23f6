package org.statewise.controller.evaluate.closedloop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.statewise.bridge.api.ArmLink;
import org.statewise.controller.evaluate.report.Plot;
import org.statewise.controller.worker.ParallelWork;
import org.statewise.models.arm.ArmModel;

/**
 * Runs every row in the plain stream and some in the harder ones, in the plants of the same seeds, and
 * measures the margins of what adapts. The order of threads changes nothing.
 *
 * @param nominal the arm as it is described
 * @param links opens the arm of a plant
 * @param ticks builds what controls it
 * @param scenarios the plain one included
 * @param gainScales of the feedback
 * @param seeds at least one
 * @param marginSeeds in so many of them margins are measured
 */
public record Benchmark(ArmModel nominal, Function<Plant, ArmLink> links, TickFactory ticks,
    List<Scenario> scenarios, List<Double> gainScales, List<Long> seeds, int rounds,
    int marginSeeds) {
  /** Margins need a round to settle and one to judge. */
  private static final int MARGIN_ROUNDS = 2;
  /** After so many rounds a memory is frozen. */
  private static final int LEARNED_ROUNDS = 3;

  /** How many jobs {@link #run}, {@link #traces} and {@link #micros} do. */
  public int jobs(BenchmarkSet benchmarkSet) {
    return benchmarkSet.onHardStreams().size() + benchmarkSet.all().size()
        + runs(benchmarkSet, () -> {}).size() + margins(benchmarkSet, () -> {}).size()
        + detections(benchmarkSet.none(), benchmarkSet.none(), () -> {}).size() + seeds.size();
  }

  /** How many jobs {@link #compare} does with so many rows beside PD and prior alone. */
  public int jobs(List<Baseline> rows) {
    return (1 + rows.size()) * scenarios.size() * gainScales.size() * seeds.size();
  }

  /**
   * Runs and measures everything.
   *
   * @param forced the observer that the detector is judged by
   * @param done called after each job, from any thread
   */
  public Results run(BenchmarkSet benchmarkSet, Baseline forced, ParallelWork work,
      Runnable done) throws IOException, InterruptedException {
    List<Cell> cells = work.run(runs(benchmarkSet, done));
    List<Margin> margins = work.run(margins(benchmarkSet, done));
    return new Results(benchmarkSet, cells, margins,
        work.run(detections(forced, benchmarkSet.none(), done)),
        work.run(carryovers(benchmarkSet.standard(), done)), gainScales, scenarios);
  }

  /** Runs {@code rows} and PD and prior alone in every stream, without margins. */
  public Results compare(Baseline none, List<Baseline> rows, ParallelWork work, Runnable done)
      throws IOException, InterruptedException {
    BenchmarkSet benchmarkSet = new BenchmarkSet(none, none, none, List.of(), List.of(), rows);
    List<Callable<Cell>> jobs = new ArrayList<>(runs(List.of(none), scenarios, done));
    jobs.addAll(runs(rows, scenarios, done));
    return new Results(benchmarkSet, work.run(jobs), List.of(), List.of(), gainScales, scenarios);
  }

  private List<Callable<Cell>> runs(BenchmarkSet benchmarkSet, Runnable done) {
    List<Callable<Cell>> jobs = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      jobs.addAll(runs(scenario == Scenario.PLAIN
          ? benchmarkSet.all()
          : benchmarkSet.onHardStreams(), List.of(scenario), done));
    }
    return jobs;
  }

  private List<Callable<Cell>> runs(List<Baseline> rows, List<Scenario> streams, Runnable done) {
    ClosedLoop loop = new ClosedLoop(links, ticks, rounds);
    List<Callable<Cell>> jobs = new ArrayList<>();
    for (Scenario scenario : streams) {
      for (Baseline row : rows) {
        for (double gainScale : gainScales) {
          for (long seed : seeds) {
            jobs.add(() -> {
              Cell cell = new Cell(row, scenario, gainScale, seed,
                  loop.run(scenario.plant(nominal, seed, gainScale), row));
              done.run();
              return cell;
            });
          }
        }
      }
    }
    return jobs;
  }

  private List<Callable<Margin>> margins(BenchmarkSet benchmarkSet, Runnable done) {
    Margins margins = new Margins(new ClosedLoop(links, ticks, MARGIN_ROUNDS));
    List<Callable<Margin>> jobs = new ArrayList<>();
    for (Baseline row : benchmarkSet.all()) {
      for (double gainScale : gainScales) {
        jobs.add(() -> {
          double delay = Double.POSITIVE_INFINITY;
          double gain = Double.POSITIVE_INFINITY;
          for (long seed : seeds.subList(0, marginSeeds)) {
            Plant plant = Scenario.PLAIN.plant(nominal, seed, gainScale);
            delay = Math.min(delay, margins.delaySeconds(plant, row));
            gain = row.adapts() ? Math.min(gain, margins.gain(plant, row)) : Double.NaN;
          }
          done.run();
          return new Margin(row, gainScale, delay, gain);
        });
      }
    }
    return jobs;
  }

  private List<Callable<Detection>> detections(Baseline forced, Baseline none, Runnable done) {
    ClosedLoop loop = new ClosedLoop(links, ticks, 1);
    List<Callable<Detection>> jobs = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      for (double gainScale : gainScales) {
        for (long seed : seeds) {
          jobs.add(() -> {
            Plant plant = scenario.plant(nominal, seed, gainScale);
            Detection detection = Detection.of(loop, scenario, plant, forced, none);
            done.run();
            return detection;
          });
        }
      }
    }
    return jobs;
  }

  private List<Callable<Carryover>> carryovers(Baseline standard, Runnable done) {
    ClosedLoop learning = new ClosedLoop(links, ticks, LEARNED_ROUNDS);
    ClosedLoop asking = new ClosedLoop(links, ticks, 1);
    List<Callable<Carryover>> jobs = new ArrayList<>();
    for (long seed : seeds) {
      jobs.add(() -> {
        Carryover carryover = Carryover.of(learning, asking,
            Scenario.RANDOM.plant(nominal, seed, gainScales.getFirst()), standard);
        done.run();
        return carryover;
      });
    }
    return jobs;
  }

  /**
   * Errors after the first pick-up of the first seed, at the lowest gain.
   *
   * @param done called after each row
   */
  public List<Plot.Line> traces(BenchmarkSet benchmarkSet, Runnable done) {
    ClosedLoop loop = new ClosedLoop(links, ticks, 1);
    Plant plant = Scenario.PLAIN.plant(nominal, seeds.getFirst(), gainScales.getLast());
    List<Plot.Line> traces = new ArrayList<>();
    for (Baseline row : benchmarkSet.onHardStreams()) {
      traces.add(PickUpTrace.of(loop, plant, row));
      done.run();
    }
    return traces;
  }

  /**
   * Microseconds of a prediction and an update of each row.
   *
   * @param done called after each
   */
  public Map<String, Double> micros(BenchmarkSet benchmarkSet, LongSupplier clockNs,
      Runnable done) {
    Map<String, Double> micros = new LinkedHashMap<>();
    for (Baseline row : benchmarkSet.all()) {
      micros.put(row.name(), ModelCost.micros(row, nominal, clockNs));
      done.run();
    }
    return micros;
  }
}
