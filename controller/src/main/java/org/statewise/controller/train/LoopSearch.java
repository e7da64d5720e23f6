package org.statewise.controller.train;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.statewise.models.meta.SeparableCmaEs;

/**
 * Trains the loss of a memory for the loop: an evolution strategy looks for the candidate that costs least when it
 * drives arms. All candidates of a generation drive the same runs, each generation the next ones in turn; what is
 * kept is the mean of the search that was best on other arms. Options and the judge decide the result to the bit.
 */
public final class LoopSearch {
  /** The first deviation of each coordinate: a factor of 1.6 of a weight. */
  private static final double DEVIATION = 0.5;
  /** Generations between two looks at other arms. */
  private static final int LOOK_EVERY = 5;
  /** The worst runs, whose mean counts half as much again as the mean of all. */
  private static final double WORST_PART = 0.2;
  private static final double WORST_WEIGHT = 0.5;

  private final LoopOptions options;
  private final LoopParameters parameters;
  private final LoopJudge judge;

  /**
   * What came out.
   *
   * @param candidate the best on other arms; where the search began if nothing was better
   * @param generations in their order, 0 first
   * @param best the number of the generation that the candidate is of
   */
  public record Outcome(LoopCandidate candidate, List<LoopGeneration> generations, int best) {
    public Outcome {
      generations = List.copyOf(generations);
    }
  }

  /** @param start where the search begins */
  public LoopSearch(LoopOptions options, LoopCandidate start, LoopJudge judge) {
    this.options = options;
    parameters = new LoopParameters(start, options.byState());
    this.judge = judge;
  }

  /**
   * Trains, or goes on with a training that was ended before.
   *
   * @param checkpoints receives where the search stands after each generation; empty to keep nothing
   * @param progress sees each generation that is not known from before
   */
  public Outcome run(Optional<Checkpoints> checkpoints, Consumer<LoopGeneration> progress)
      throws TrainingException, InterruptedException {
    SeparableCmaEs search = new SeparableCmaEs(new double[parameters.count()], DEVIATION,
        options.population());
    LoopProgress so = checkpoints.isPresent()
        ? LoopProgress.of(checkpoints.get().load(options.seed()), search)
        : LoopProgress.begin(search);
    if (so.generations().isEmpty()) {
      so.add(search, new LoopGeneration(0, Double.NaN, validation(search.mean())));
      progress.accept(so.last());
    }
    for (int g = search.generation() + 1; g <= options.generations(); g++) {
      double cost = generation(search, g);
      boolean look = g % LOOK_EVERY == 0 || g == options.generations();
      so.add(search,
          new LoopGeneration(g, cost, look ? validation(search.mean()) : Double.NaN));
      if (checkpoints.isPresent()) {
        checkpoints.get().save(so.state(options.seed(), search));
      }
      progress.accept(so.last());
    }
    return new Outcome(parameters.candidate(so.best()), so.generations(), so.bestGeneration());
  }

  private double generation(SeparableCmaEs search, int g) throws InterruptedException {
    List<double[]> points = search.ask(Seeds.generator(options.seed(), g));
    List<Integer> runs = IntStream.range(0, options.runs())
        .map(i -> ((g - 1) * options.runs() + i) % judge.trainingRuns()).boxed().toList();
    double[] costs = costs(points, runs);
    search.tell(points, costs);
    return Arrays.stream(costs).sorted().limit(costs.length / 2).average().orElseThrow();
  }

  private double validation(double[] point) throws InterruptedException {
    List<Integer> runs = IntStream.range(0, judge.validationRuns())
        .map(i -> judge.trainingRuns() + i).boxed().toList();
    return costs(List.<double[]>of(point), runs)[0];
  }

  private double[] costs(List<double[]> points, List<Integer> runs)
      throws InterruptedException {
    double[][] all = judge.costs(points.stream().map(parameters::candidate).toList(), runs);
    return Arrays.stream(all).mapToDouble(LoopSearch::cost).toArray();
  }

  /** Mean over runs, and half of the mean over the worst fifth of them. */
  static double cost(double[] ofRuns) {
    double[] sorted = Arrays.stream(ofRuns).sorted().toArray();
    int worst = Math.max(1, (int) Math.round(WORST_PART * sorted.length));
    return Arrays.stream(sorted).average().orElseThrow() + WORST_WEIGHT
        * Arrays.stream(sorted, sorted.length - worst, sorted.length).average().orElseThrow();
  }
}
