package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.List;
import org.statewise.controller.train.LoopCandidate;
import org.statewise.controller.train.LoopJudge;

/**
 * Judges how a memory goes on learning by plants of the benchmark that it drives, beside the observer alone on the
 * same plants ({@link LoopFigures#costBeside}). A plant has three of the streams in turn.
 */
public final class LoopRuns implements LoopJudge {
  /**
   * What loops differ in most. Three periods of dead time are what keeps the observer slow: without them the search
   * takes all the gain that it may, and loses a third there.
   */
  private static final List<Scenario> STREAMS = List.of(Scenario.PLAIN, Scenario.RANDOM,
      Scenario.DEAD_TIME_3, Scenario.HEAVY, Scenario.WORKSPACE, Scenario.REVERSALS, Scenario.SOFT,
      Scenario.SECOND_PAYLOAD, Scenario.COLD, Scenario.PUSH, Scenario.TIDY, Scenario.DEAD_TIME_2);
  private static final int STREAMS_A_PLANT = 3;

  private final LoopDriver driver;
  private final List<LoopJob> runs = new ArrayList<>();
  private final int training;
  private List<LoopFigures> rivals = List.of();

  public LoopRuns(LoopDriver driver, List<Long> trainingSeeds, List<Long> validationSeeds) {
    this.driver = driver;
    add(trainingSeeds);
    training = runs.size();
    add(validationSeeds);
  }

  private void add(List<Long> seeds) {
    for (int i = 0; i < seeds.size(); i++) {
      for (int k = 0; k < STREAMS_A_PLANT; k++) {
        runs.add(new LoopJob(STREAMS.get((i * STREAMS_A_PLANT + k) % STREAMS.size()), seeds.get(i),
            List.of()));
      }
    }
  }

  @Override
  public int trainingRuns() {
    return training;
  }

  @Override
  public int validationRuns() {
    return runs.size() - training;
  }

  @Override
  public double[][] costs(List<LoopCandidate> candidates, List<Integer> chosen)
      throws InterruptedException {
    if (rivals.isEmpty()) {
      rivals = driver.drive(runs);
    }
    List<LoopJob> jobs = new ArrayList<>();
    for (LoopCandidate candidate : candidates) {
      for (int run : chosen) {
        jobs.add(
            new LoopJob(runs.get(run).scenario(), runs.get(run).seed(), List.of(candidate)));
      }
    }
    List<LoopFigures> all = driver.drive(jobs);
    double[][] costs = new double[candidates.size()][chosen.size()];
    for (int i = 0; i < all.size(); i++) {
      int run = i % chosen.size();
      costs[i / chosen.size()][run] = all.get(i).costBeside(rivals.get(chosen.get(run)));
    }
    return costs;
  }
}
