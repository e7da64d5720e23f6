package org.statewise.controller.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.statewise.models.meta.SeparableCmaEs;

/** How far a training for the loop has come, and the best point so far: that with the least cost on other arms. */
final class LoopProgress {
  private final List<LoopGeneration> generations = new ArrayList<>();
  private double[] best;
  private int bestGeneration;

  private LoopProgress(double[] best) {
    this.best = best;
  }

  static LoopProgress begin(SeparableCmaEs search) {
    return new LoopProgress(search.mean());
  }

  /** What {@code found} says, if it does; {@code search} goes on from there. */
  static LoopProgress of(Optional<SeedState> found, SeparableCmaEs search) {
    LoopProgress progress = begin(search);
    if (found.isPresent()) {
      SeedState state = found.get();
      search.restore(state.ruleMemory());
      progress.best = state.bestPhi();
      progress.bestGeneration = state.bestEpoch();
      for (EpochResult result : state.history()) {
        progress.generations.add(new LoopGeneration(progress.generations.size(),
            result.trainMse(), result.test().mse()));
      }
    }
    return progress;
  }

  /** A generation ended where {@code search} stands. */
  void add(SeparableCmaEs search, LoopGeneration generation) {
    generations.add(generation);
    if (generation.validation() < generations.get(bestGeneration).validation()) {
      best = search.mean();
      bestGeneration = generation.number();
    }
  }

  /** All of it, as checkpoints keep what is trained: costs in the place of errors. */
  SeedState state(long seed, SeparableCmaEs search) {
    return new SeedState(seed, search.mean(), search.memory(), best, bestGeneration,
        generations.stream().map(g -> new EpochResult(g.cost(),
            new TestError(g.validation(), Double.NaN))).toList(),
        "");
  }

  List<LoopGeneration> generations() {
    return generations;
  }

  LoopGeneration last() {
    return generations.getLast();
  }

  double[] best() {
    return best.clone();
  }

  int bestGeneration() {
    return bestGeneration;
  }
}
