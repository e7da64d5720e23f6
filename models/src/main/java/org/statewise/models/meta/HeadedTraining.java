package org.statewise.models.meta;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.net.Parameters;
import org.statewise.models.optim.Adam;

/**
 * Trains the hidden layers that many arms share ({@link HeadedNetwork}) by Adam on batches across all of
 * them, with a rate that falls as a cosine to nothing. Targets are divided by their RMS over all samples,
 * joint by joint, so that each joint counts the same. One thread.
 */
public final class HeadedTraining {
  private static final int WARM_UP_STEPS = 200;
  private static final double DECAY = 1e-4;

  private final List<TaughtSamples> arms;
  private final Settings settings;
  private final RandomGenerator rng;
  private final HeadedNetwork network;
  private final Parameters theta;
  private final Parameters gradient;
  private final Parameters direction;
  private final Adam adam;
  private final double[] rms;
  private final int[] armOf;
  private final int[] rowOf;
  private final DMatrixRMaj x;
  private final DMatrixRMaj y;
  private final int[] arm;
  private long step;

  /**
   * How it is trained.
   *
   * @param hidden widths of the hidden layers
   * @param epochs over which the rate falls
   * @param batch samples of a step
   * @param rate the greatest
   */
  public record Settings(List<Integer> hidden, int epochs, int batch, double rate) {
    public Settings {
      hidden = List.copyOf(hidden);
    }
  }

  /**
   * @param arms what each arm taught
   * @param rng draws where it starts and the order of the samples
   */
  public HeadedTraining(List<TaughtSamples> arms, Settings settings, RandomGenerator rng) {
    this.arms = List.copyOf(arms);
    this.settings = settings;
    this.rng = rng;
    TaughtSamples first = arms.getFirst();
    int samples = arms.stream().mapToInt(TaughtSamples::count).sum();
    int batch = Math.min(settings.batch(), samples);
    network = new HeadedNetwork(first.inputs(), settings.hidden(), first.outputs(), arms.size(),
        DECAY, batch);
    theta = network.newParameters();
    gradient = theta.newLike();
    direction = theta.newLike();
    network.initialise(theta, rng);
    adam = new Adam(theta, 0.9, 0.999, 1e-8);
    rms = rmsOf(arms);
    armOf = new int[samples];
    rowOf = new int[samples];
    for (int r = 0, i = 0; r < arms.size(); r++) {
      for (int row = 0; row < arms.get(r).count(); row++, i++) {
        armOf[i] = r;
        rowOf[i] = row;
      }
    }
    x = new DMatrixRMaj(batch, first.inputs());
    y = new DMatrixRMaj(batch, first.outputs());
    arm = new int[batch];
  }

  private static double[] rmsOf(List<TaughtSamples> arms) {
    double[] sums = new double[arms.getFirst().outputs()];
    long count = 0;
    for (TaughtSamples samples : arms) {
      for (int i = 0; i < samples.count(); i++) {
        for (int j = 0; j < sums.length; j++) {
          sums[j] += samples.target(i, j) * samples.target(i, j);
        }
      }
      count += samples.count();
    }
    for (int j = 0; j < sums.length; j++) {
      sums[j] = Math.max(Math.sqrt(sums[j] / count), Float.MIN_NORMAL);
    }
    return sums;
  }

  /**
   * Once over all samples, in another order each time.
   *
   * @return the part of the targets' RMS that was left, on the way
   */
  public double epoch() {
    shuffle();
    int batches = armOf.length / arm.length;
    long steps = (long) batches * settings.epochs();
    double sum = 0;
    for (int b = 0; b < batches; b++) {
      fill(b * arm.length);
      sum += network.gradientInto(theta, x, y, arm, gradient);
      adam.directionInto(gradient, direction);
      step++;
      double warm = Math.min(1, (double) step / WARM_UP_STEPS);
      double left = 0.5 * (1 + StrictMath.cos(Math.PI * Math.min(step, steps) / steps));
      theta.addScaled(-settings.rate() * warm * left, direction);
    }
    return Math.sqrt(2 * sum / (batches * rms.length));
  }

  private void shuffle() {
    for (int i = armOf.length - 1; i > 0; i--) {
      int other = rng.nextInt(i + 1);
      swap(armOf, i, other);
      swap(rowOf, i, other);
    }
  }

  private static void swap(int[] array, int i, int other) {
    int kept = array[i];
    array[i] = array[other];
    array[other] = kept;
  }

  private void fill(int from) {
    for (int b = 0; b < arm.length; b++) {
      int r = armOf[from + b];
      TaughtSamples samples = arms.get(r);
      samples.inputInto(rowOf[from + b], x, b);
      for (int j = 0; j < rms.length; j++) {
        y.data[b * rms.length + j] = samples.target(rowOf[from + b], j) / rms[j];
      }
      arm[b] = r + 1;
    }
  }

  /** RMS of the targets, one a joint. */
  public double[] rms() {
    return rms.clone();
  }

  /** W_1, b_1, ... of the hidden layers as they are now: a copy. */
  public Parameters hiddenLayers() {
    return network.hiddenOf(theta).copy();
  }

  /** H, the width of the last hidden layer. */
  int width() {
    return settings.hidden().getLast();
  }

  /** Numbers of an input. */
  int inputs() {
    return arms.getFirst().inputs();
  }

  /** [a(x); 1] of each row of {@code x}, a row each: its own, overwritten by the next. */
  DMatrixRMaj features(DMatrixRMaj x) {
    return network.featuresOf(theta, x);
  }

  /** What is thought of last layers before any was fitted by itself: V_0, and how the V_r vary. */
  HeadPrior roughPrior(double noiseVariance) {
    return HeadPrior.of(network.head(theta, 0),
        IntStream.rangeClosed(1, arms.size()).mapToObj(r -> network.head(theta, r)).toList(),
        noiseVariance);
  }
}
