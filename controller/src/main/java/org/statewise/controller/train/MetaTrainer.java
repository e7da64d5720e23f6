package org.statewise.controller.train;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.statewise.controller.worker.ParallelWork;

/**
 * The paper's Algorithm 1 for several seeds at once, one thread a seed at a time. Each seed's
 * result depends on the options, the data and the seed alone; one that breaks down leaves the
 * others alone.
 */
public final class MetaTrainer {
  private final MetaOptions options;
  private final DataSet train;
  private final DataSet test;
  private final Optional<Checkpoints> checkpoints;

  /**
   * @param test is only looked at to choose among epochs and seeds
   * @param checkpoints where to leave and take up the training
   * @throws TrainingException if both sets share a recording, are of different arms, or are too
   *     short
   */
  public MetaTrainer(MetaOptions options, DataSet train, DataSet test,
      Optional<Checkpoints> checkpoints) throws TrainingException {
    this.options = options;
    this.train = train;
    this.test = test;
    this.checkpoints = checkpoints;
    train.requireApartFrom(test);
    requireFit();
    requireLonger(options.inner().horizon());
  }

  /** A loss that was learned elsewhere must be of as many joints. */
  private void requireFit() throws TrainingException {
    try {
      options.loss().build(train.joints(), Seeds.generator(0, Seeds.PHI));
    } catch (IllegalArgumentException e) {
      throw new TrainingException(e.getMessage(), e);
    }
  }

  private void requireLonger(int horizon) throws TrainingException {
    for (int stream = 0; stream < train.streams(); stream++) {
      if (train.end(stream) - train.start(stream) > horizon) {
        return;
      }
    }
    throw new TrainingException("horizon must be shorter than the longest training stream, but is "
        + horizon);
  }

  /**
   * Trains.
   *
   * @param threads how many seeds at once
   * @param epochDone called with the seed after each of its epochs, never by two threads at once
   * @return a result a seed, in their order
   * @throws TrainingException if a checkpoint cannot be read or written
   */
  public List<SeedResult> run(List<Long> seeds, int threads, LongConsumer epochDone)
      throws TrainingException, InterruptedException {
    List<Callable<SeedResult>> jobs = seeds.stream()
        .<Callable<SeedResult>>map(seed -> () -> train(seed, epochDone)).toList();
    return new ParallelWork(Math.min(threads, seeds.size())).run(jobs, TrainingException.class);
  }

  private SeedResult train(long seed, LongConsumer epochDone)
      throws TrainingException, InterruptedException {
    SeedTraining training = new SeedTraining(options, train, test, seed);
    if (checkpoints.isPresent()) {
      Optional<SeedState> state = checkpoints.get().load(seed);
      try {
        state.ifPresent(training::restore);
      } catch (IllegalArgumentException e) {
        throw new TrainingException(
            "the checkpoint of seed " + seed + " does not fit: " + e.getMessage(), e);
      }
    }
    while (!training.finished()) {
      training.next();
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (checkpoints.isPresent()) {
        checkpoints.get().save(training.state());
      }
      synchronized (this) {
        epochDone.accept(seed);
      }
    }
    return training.result();
  }

  /**
   * The result with the lowest test error among those that did not break down; empty if all did. Of
   * equals the first. Measured anew on networks that are the same for all: a seed's own test network
   * may be an easy one.
   */
  public Optional<SeedResult> best(List<SeedResult> results) {
    SeedResult best = null;
    double least = Double.POSITIVE_INFINITY;
    for (SeedResult result : results) {
      double error = result.succeeded() ? commonError(result) : Double.NaN;
      if (error < least) {
        least = error;
        best = result;
      }
    }
    return Optional.ofNullable(best);
  }

  private double commonError(SeedResult result) {
    return TestError.mean(HeldOut.COMMON_NETWORKS.stream()
        .map(seed -> options.inner().test(test, options, result.learned(), seed)).toList()).mse();
  }

  /** A row a seed and epoch, with a header. */
  public static String csv(List<SeedResult> results) {
    StringBuilder csv = new StringBuilder("seed,epoch,trainMse,testMse,testMseNm2,best,failure\n");
    for (SeedResult result : results) {
      for (int epoch = 0; epoch < result.history().size(); epoch++) {
        EpochResult row = result.history().get(epoch);
        boolean last = epoch == result.history().size() - 1;
        csv.append(result.seed()).append(',').append(epoch).append(',').append(row.trainMse())
            .append(',').append(row.test().mse()).append(',').append(row.test().mseNm2())
            .append(',').append(epoch == result.bestEpoch()).append(',')
            .append(last ? result.failure() : "").append('\n');
      }
    }
    return csv.toString();
  }
}
