package org.statewise.controller.evaluate.stream;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.statewise.controller.replay.HorizonScore;
import org.statewise.controller.replay.SegmentResult;
import org.statewise.controller.worker.ParallelWork;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.Scaling;

/**
 * Runs baselines along scenarios; each sample is predicted before it is learned. All baselines of a seed
 * start from the same draws; a run depends on its baseline, scenario and seed alone.
 */
public final class OnlineExperiment {
  /** Bins of a trial's trace, about. */
  private static final int BINS = 150;

  private final StreamPlayer player;
  private final Scaling scaling;
  private final List<Long> seeds;
  private final ParallelWork work;

  /**
   * @param scaling of all scenarios' recordings
   * @param seeds at least one
   */
  public OnlineExperiment(StreamPlayer player, Scaling scaling, List<Long> seeds,
      ParallelWork work) {
    this.player = player;
    this.scaling = scaling;
    this.seeds = List.copyOf(seeds);
    this.work = work;
  }

  /** How many trials {@link #run} plays, and updates {@link #costs} measures. */
  public long jobs(List<Baseline> baselines, List<Scenario> scenarios) {
    long trials = scenarios.stream().mapToLong(scenario -> scenario.trials().size()).sum();
    return baselines.stream().mapToLong(baseline -> seedsOf(baseline).size()).sum() * trials
        + baselines.size();
  }

  /**
   * Runs every baseline with every seed along every scenario.
   *
   * @param samples how many a trial has, about: the same number of bins for all
   * @param trialDone called after each trial, never by two threads at once
   * @return in the order of the scenarios, then baselines, then seeds
   * @throws IOException in one sentence if a recording cannot be played
   */
  public List<OnlineRun> run(List<Baseline> baselines, List<Scenario> scenarios, int samples,
      Runnable trialDone) throws IOException, InterruptedException {
    int perBin = Math.max(1, samples / BINS);
    List<Callable<OnlineRun>> jobs = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      for (Baseline baseline : baselines) {
        for (long seed : seedsOf(baseline)) {
          jobs.add(() -> lead(baseline, scenario, seed, perBin, trialDone));
        }
      }
    }
    return work.run(jobs);
  }

  /**
   * What each baseline's update costs, in their order; nothing else should run meanwhile.
   *
   * @param done called after each
   */
  public List<UpdateCost> costs(List<Baseline> baselines, LongSupplier clockNs, Runnable done) {
    List<UpdateCost> costs = new ArrayList<>();
    for (Baseline baseline : baselines) {
      costs.add(UpdateCost.measure(build(baseline, seeds.getFirst(), 0), clockNs));
      done.run();
    }
    return costs;
  }

  /** All seeds, or one where nothing depends on it. */
  private List<Long> seedsOf(Baseline baseline) {
    long seed = seeds.getFirst();
    Drawn drawn = new Drawn(new SplittableRandom(seed));
    baseline.spec().apply(seed).build(scaling.joints(), scaling, drawn);
    return drawn.any || baseline.isLearned() ? seeds : seeds.subList(0, 1);
  }

  private OnlineModel build(Baseline baseline, long seed, int trial) {
    RandomGenerator rng = new SplittableRandom(1_000_003L * seed + trial);
    return baseline.spec().apply(seed).build(scaling.joints(), scaling, rng);
  }

  private OnlineRun lead(Baseline baseline, Scenario scenario, long seed, int perBin,
      Runnable trialDone) throws IOException {
    OnlineModel model = build(baseline, seed, 0);
    int drawn = 0;
    List<OnlineRun.Trial> trials = new ArrayList<>();
    for (Path recording : scenario.trials()) {
      if (scenario.freshEachTrial() && !trials.isEmpty()) {
        drawn = trials.size();
        model = build(baseline, seed, drawn);
      }
      Trace trace = new Trace(perBin);
      HorizonScore score = new HorizonScore(baseline.name(), model, build(baseline, seed, drawn));
      List<SegmentResult> segments = player.play(recording, score.learner(), baseline.prior(),
          trace.andThen(tick -> score.add(tick, tick.state.tau)));
      trials.add(new OnlineRun.Trial(segments, score.results(), trace.finish(),
          Arrays.stream(trace.motionStarts()).boxed().toList()));
      synchronized (this) {
        trialDone.run();
      }
    }
    return new OnlineRun(baseline, scenario, seed, trials);
  }

  /** Tells whether anything was drawn. */
  private static final class Drawn implements RandomGenerator {
    private final RandomGenerator inner;
    private boolean any;

    Drawn(RandomGenerator inner) {
      this.inner = inner;
    }

    @Override
    public long nextLong() {
      any = true;
      return inner.nextLong();
    }
  }
}
