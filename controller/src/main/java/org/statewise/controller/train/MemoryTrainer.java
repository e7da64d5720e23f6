package org.statewise.controller.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.loss.InputRange;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.loss.Positivity;
import org.statewise.models.loss.StructuredLoss;
import org.statewise.models.meta.HeadDirections;
import org.statewise.models.meta.HeadFeatures;
import org.statewise.models.meta.HeadPrior;
import org.statewise.models.meta.HeadedTraining;
import org.statewise.models.meta.LinearTask;
import org.statewise.models.meta.LinkPart;
import org.statewise.models.meta.TaughtSamples;
import org.statewise.models.net.Parameters;
import org.statewise.models.online.LearnedMemory;
import org.statewise.models.online.LinkFeatures;
import org.statewise.models.online.Scaling;

/**
 * Trains a network over many arms: hidden layers that serve all of them, then what is known of the last
 * layer of an arm before it is met. Options and samples decide the result to the bit. One thread.
 */
public final class MemoryTrainer {
  /** From where expectation maximisation changes little. */
  private static final int PRIOR_STEPS = 6;
  /** A square of a part of the RMS: from where the noise starts. */
  private static final double FIRST_NOISE = 0.02;
  /** What scaled torques are counted in where the RMS is not known yet: about what a prior leaves. */
  private static final double ROUGH_UNIT = 0.02;

  private final MemoryOptions options;
  private final Scaling scaling;
  private final Optional<ArmModel> arm;
  private final List<TaughtRun> train;

  /**
   * What came out.
   *
   * @param memory the network
   * @param loss whose weights are the precisions of samples
   * @param scores on other arms, a row a stream
   * @param before what the prior leaves on them, in the last third of each run
   * @param after what the network leaves, having seen two thirds
   */
  public record Outcome(LearnedMemory memory, LossSpec.Trained loss, List<MemoryScore> scores,
      TestError before, TestError after) {
    public Outcome {
      scores = List.copyOf(scores);
    }
  }

  /**
   * @param scaling by which the samples were scaled
   * @param arm whose links are part of it, as it is described; empty if they are to be no part
   * @param train at least one run
   */
  public MemoryTrainer(MemoryOptions options, Scaling scaling, Optional<ArmModel> arm,
      List<TaughtRun> train) {
    this.options = options;
    this.arm = arm;
    this.scaling = scaling;
    this.train = train.stream().filter(run -> run.samples().count() > 0).toList();
  }

  /**
   * Trains.
   *
   * @param heldOut runs of other arms, which judge
   * @param progress sees each epoch, from 1 on, and the part of the RMS that it left
   */
  public Outcome train(List<TaughtRun> heldOut, BiConsumer<Integer, Double> progress) {
    List<TaughtSamples> samples = train.stream().map(TaughtRun::samples).toList();
    HeadedTraining training = hiddenLayers(withoutLinks(samples), progress);
    HeadFeatures features = new HeadFeatures(training,
        arm.map(known -> new LinkFeatures(known, scaling, training.rms())));
    List<List<LinearTask>> tasks = samples.stream().map(features::tasks).toList();
    List<HeadPrior> priors = new ArrayList<>();
    List<DMatrixRMaj> directions = new ArrayList<>();
    for (int j = 0; j < scaling.joints(); j++) {
      int joint = j;
      List<LinearTask> ofJoint = tasks.stream().map(ofRun -> ofRun.get(joint)).toList();
      HeadPrior prior = features.roughPrior(j, FIRST_NOISE);
      for (int i = 0; i < PRIOR_STEPS; i++) {
        prior = prior.step(ofJoint, options.repeats());
      }
      priors.add(prior);
      directions.add(HeadDirections.of(prior.covariance(), meanSquare(ofJoint),
          options.directions()));
    }
    MemoryJudge judge = new MemoryJudge(features, training.rms(), priors, directions,
        options.repeats(), scaling.tauMax());
    List<MemoryScore.OfRun> judged = heldOut.stream().filter(run -> run.samples().count() > 2)
        .map(judge::judge).toList();
    return new Outcome(memory(training, features, priors, directions, range(samples)),
        loss(priors, training.rms()), MemoryScore.of(judged),
        TestError.mean(judged.stream().map(MemoryScore.OfRun::before).toList()),
        TestError.mean(judged.stream().map(MemoryScore.OfRun::after).toList()));
  }

  /** Hidden layers need not learn what links explain: that is known, wherever an arm is. */
  private List<TaughtSamples> withoutLinks(List<TaughtSamples> samples) {
    if (arm.isEmpty()) {
      return samples;
    }
    double[] unit = new double[scaling.joints()];
    Arrays.fill(unit, ROUGH_UNIT);
    LinkPart part = new LinkPart(new LinkFeatures(arm.get(), scaling, unit), unit, scaling.qd());
    return samples.stream().map(part::without).toList();
  }

  private LearnedMemory memory(HeadedTraining training, HeadFeatures features,
      List<HeadPrior> priors, List<DMatrixRMaj> directions, InputRange range) {
    int n = scaling.joints();
    int shared = features.shared();
    DMatrixRMaj mean = new DMatrixRMaj(n, shared);
    DMatrixRMaj linkMean = new DMatrixRMaj(n, features.count() - shared);
    for (int j = 0; j < n; j++) {
      double[] of = priors.get(j).mean().data;
      System.arraycopy(of, 0, mean.data, j * shared, shared);
      System.arraycopy(of, shared, linkMean.data, j * linkMean.numCols, linkMean.numCols);
    }
    Parameters theta = HeadDirections.meanNetwork(training.hiddenLayers(), mean, training.rms());
    round(theta);
    round(new Parameters(directions));
    round(new Parameters(List.of(linkMean)));
    return new LearnedMemory(options.hidden(), theta, directions, linkMean, training.rms(), range,
        scaling);
  }

  private HeadedTraining hiddenLayers(List<TaughtSamples> samples,
      BiConsumer<Integer, Double> progress) {
    HeadedTraining training = new HeadedTraining(samples,
        new HeadedTraining.Settings(options.hidden(), options.epochs(), options.batch(),
            options.rate()),
        Seeds.generator(options.seed(), Seeds.PHI));
    for (int epoch = 1; epoch <= options.epochs(); epoch++) {
      progress.accept(epoch, training.epoch());
    }
    return training;
  }

  /** C = mean a a^T over all samples. */
  private static DMatrixRMaj meanSquare(List<LinearTask> tasks) {
    int k = tasks.getFirst().gram().numRows;
    DMatrixRMaj c = new DMatrixRMaj(k, k);
    long count = 0;
    for (LinearTask task : tasks) {
      CommonOps_DDRM.addEquals(c, task.gram());
      count += task.count();
    }
    CommonOps_DDRM.scale(1.0 / count, c);
    return c;
  }

  /** To what single precision holds: more was not learned, and files pack better. */
  private static void round(Parameters theta) {
    for (int b = 0; b < theta.blocks(); b++) {
      double[] x = theta.block(b).data;
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) x[i];
      }
    }
  }

  /**
   * phi_j = 1 / (s_j^2 repeats), s_j^2 the noise's variance in scaled torques. Samples as they are taught say
   * {@code every} times as much in a second by that as by the prior of the heads; in the loop five times too
   * much and 25 times too much were 7 and 10 % better than just enough.
   */
  private LossSpec.Trained loss(List<HeadPrior> priors, double[] rms) {
    StructuredLoss loss = new StructuredLoss(rms.length, Positivity.SOFTPLUS);
    for (int j = 0; j < rms.length; j++) {
      double variance = priors.get(j).noiseVariance()[0] * rms[j] * rms[j] * options.repeats();
      loss.phi().block(0).data[j] = Positivity.SOFTPLUS.inverse(1 / variance);
    }
    return new LossSpec.Trained(new LossSpec.Structured(Positivity.SOFTPLUS), loss.phi());
  }

  /**
   * Of q, qd and qdd: all that was seen. Samples have passed a low-pass, so that there are no outliers; and
   * what is rare in them, such as the accelerations of the fastest motions, is needed all the same.
   */
  private InputRange range(List<TaughtSamples> samples) {
    int inputs = 3 * scaling.joints();
    double[] low = new double[inputs];
    double[] high = new double[inputs];
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
    for (TaughtSamples run : samples) {
      for (int row = 0; row < run.count(); row++) {
        for (int i = 0; i < inputs; i++) {
          low[i] = Math.min(low[i], run.input(row, i));
          high[i] = Math.max(high[i], run.input(row, i));
        }
      }
    }
    return new InputRange(low, high);
  }
}
