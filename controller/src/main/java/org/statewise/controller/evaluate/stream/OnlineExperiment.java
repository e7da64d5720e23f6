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
import org.statewise.controller.evaluate.ParallelWork;
import org.statewise.controller.replay.SegmentResult;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.Scaling;

/**
 * Leads contenders along courses, each sample predicted before it is learned. All contenders of a seed
 * start from the same draws; a run depends on its contender, course and seed alone.
 */
public final class OnlineExperiment {
  /** Bins of a trial's trace, about. */
  private static final int BINS = 150;

  private final StreamPlayer player;
  private final Scaling scaling;
  private final List<Long> seeds;
  private final ParallelWork work;

  /**
   * @param scaling of all courses' recordings
   * @param seeds at least one
   */
  public OnlineExperiment(StreamPlayer player, Scaling scaling, List<Long> seeds,
      ParallelWork work) {
    this.player = player;
    this.scaling = scaling;
    this.seeds = List.copyOf(seeds);
    this.work = work;
  }

  /** How many trials {@link #run} plays. */
  public long trials(List<Baseline> contenders, List<Scenario> courses) {
    long trials = courses.stream().mapToLong(course -> course.trials().size()).sum();
    return contenders.stream().mapToLong(contender -> seedsOf(contender).size()).sum() * trials;
  }

  /**
   * Runs every contender with every seed along every course.
   *
   * @param samples how many a trial has, about: the same number of bins for all
   * @param trialDone called after each trial, never by two threads at once
   * @return in the order of the courses, then contenders, then seeds
   * @throws IOException in one sentence if a recording cannot be played
   */
  public List<OnlineRun> run(List<Baseline> contenders, List<Scenario> courses, int samples,
      Runnable trialDone) throws IOException, InterruptedException {
    int perBin = Math.max(1, samples / BINS);
    List<Callable<OnlineRun>> jobs = new ArrayList<>();
    for (Scenario course : courses) {
      for (Baseline contender : contenders) {
        for (long seed : seedsOf(contender)) {
          jobs.add(() -> lead(contender, course, seed, perBin, trialDone));
        }
      }
    }
    return work.run(jobs);
  }

  /** What each contender's update costs, in their order; nothing else should run meanwhile. */
  public List<UpdateCost> costs(List<Baseline> contenders, LongSupplier clockNs) {
    return contenders.stream()
        .map(contender -> UpdateCost.measure(build(contender, seeds.getFirst(), 0), clockNs))
        .toList();
  }

  /** All seeds, or one where nothing depends on it. */
  private List<Long> seedsOf(Baseline contender) {
    long seed = seeds.getFirst();
    Drawn drawn = new Drawn(new SplittableRandom(seed));
    contender.spec().apply(seed).build(scaling.joints(), scaling, drawn);
    return drawn.any || contender.isLearned() ? seeds : seeds.subList(0, 1);
  }

  private OnlineModel build(Baseline contender, long seed, int trial) {
    RandomGenerator rng = new SplittableRandom(1_000_003L * seed + trial);
    return contender.spec().apply(seed).build(scaling.joints(), scaling, rng);
  }

  private OnlineRun lead(Baseline contender, Scenario course, long seed, int perBin,
      Runnable trialDone) throws IOException {
    OnlineModel model = build(contender, seed, 0);
    List<OnlineRun.Trial> trials = new ArrayList<>();
    for (Path recording : course.trials()) {
      if (course.freshEachTrial() && !trials.isEmpty()) {
        model = build(contender, seed, trials.size());
      }
      Trace trace = new Trace(perBin);
      List<SegmentResult> segments = player.play(recording, model, contender.prior(), trace);
      trials.add(new OnlineRun.Trial(segments, trace.finish(),
          Arrays.stream(trace.motionStarts()).boxed().toList()));
      synchronized (this) {
        trialDone.run();
      }
    }
    return new OnlineRun(contender, course, seed, trials);
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
