package org.statewise.controller.train;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statewise.models.meta.HeadPrior;
import org.statewise.models.meta.HeadedTraining;
import org.statewise.models.meta.LinearTask;
import org.statewise.models.meta.TaughtSamples;

/** Judges a network by arms that it was not trained on: it learns some of a run, and predicts its end. */
final class MemoryJudge {
  /** Enough to hold a fit of four features together, little enough not to matter. */
  private static final double RIDGE = 1e-3;
  private static final double DRY_RAD_PER_S = 0.02;
  private static final double SLOW_RAD_PER_S = 0.1;

  private final HeadedTraining training;
  private final HeadPrior prior;
  private final DMatrixRMaj directions;
  private final double repeats;
  private final double[] rms;
  private final double[] tauMax;

  MemoryJudge(HeadedTraining training, HeadPrior prior, DMatrixRMaj directions, double repeats,
      double[] tauMax) {
    this.training = training;
    this.prior = prior;
    this.directions = directions;
    this.repeats = repeats;
    rms = training.rms();
    this.tauMax = tauMax;
  }

  MemoryScore.OfRun judge(TaughtRun run) {
    TaughtSamples samples = run.samples();
    int count = samples.count();
    int from = 2 * count / 3;
    int seen = MemoryScore.SEEN.size();
    double[] shares = new double[seen + 2];
    double[] before = new double[rms.length];
    double[] after = new double[rms.length];
    for (int i = 0; i < seen; i++) {
      shares[i] = network(samples, (int) Math.round(MemoryScore.SEEN.get(i) * count), from, before,
          after);
    }
    shares[seen] = line(samples, from, i -> j -> new double[]{1});
    shares[seen + 1] = line(samples, from, i -> j -> friction(samples, i, j));
    return new MemoryScore.OfRun(run.stream(), shares, error(before), error(after));
  }

  /** @param squares a mean a joint, in units of its RMS */
  private TestError error(double[] squares) {
    double mse = 0;
    double mseNm2 = 0;
    for (int j = 0; j < rms.length; j++) {
      double scaled = squares[j] * rms[j] * rms[j] / rms.length;
      mse += scaled;
      mseNm2 += scaled * tauMax[j] * tauMax[j];
    }
    return new TestError(mse, mseNm2);
  }

  /** Features of joint j. */
  private interface OfJoint {
    double[] of(int joint);
  }

  private double[] friction(TaughtSamples samples, int i, int j) {
    double qd = samples.input(i, rms.length + j);
    return new double[]{1, StrictMath.tanh(qd / DRY_RAD_PER_S),
      StrictMath.tanh(qd / SLOW_RAD_PER_S), qd};
  }

  /**
   * The network, having learned the samples before {@code learned}; those from {@code from} on judge.
   *
   * @param before receives their mean square, a number a joint
   * @param after receives what is left of it
   * @return the part of the RMS that is left
   */
  private double network(TaughtSamples samples, int learned, int from, double[] before,
      double[] after) {
    int n = rms.length;
    int m = directions.numRows;
    LinearTask task = new LinearTask(m, n);
    double[] z = new double[m];
    double[] rest = new double[n];
    for (int i = 0; i < learned; i++) {
      projectInto(samples, i, z, rest);
      task.add(z, rest);
    }
    double[] noise = prior.noiseVariance();
    HeadPrior own = new HeadPrior(new DMatrixRMaj(n, m), CommonOps_DDRM.identity(m), noise);
    double[][] w = new double[n][];
    Arrays.setAll(w, j -> own.posteriorMean(task, j, repeats));
    Arrays.fill(before, 0);
    Arrays.fill(after, 0);
    double share = 1.0 / (samples.count() - from);
    for (int i = from; i < samples.count(); i++) {
      projectInto(samples, i, z, rest);
      for (int j = 0; j < n; j++) {
        double e = rest[j] - dot(w[j], 0, z, m);
        after[j] += share * e * e;
        before[j] += share * target(samples, i, j) * target(samples, i, j);
      }
    }
    return Math.sqrt(Arrays.stream(after).sum() / Arrays.stream(before).sum());
  }

  /** z = D a, and what mu a leaves. */
  private void projectInto(TaughtSamples samples, int i, double[] z, double[] rest) {
    DMatrixRMaj input = new DMatrixRMaj(1, samples.inputs());
    samples.inputInto(i, input, 0);
    double[] a = training.features(input).data;
    int k = directions.numCols;
    for (int l = 0; l < z.length; l++) {
      z[l] = dot(directions.data, l * k, a, k);
    }
    for (int j = 0; j < rest.length; j++) {
      rest[j] = target(samples, i, j) - dot(prior.mean().data, j * k, a, k);
    }
  }

  /** A ridge regression on few features, fitted on what comes before {@code from}. */
  private double line(TaughtSamples samples, int from, IntFunction<OfJoint> features) {
    double error = 0;
    double square = 0;
    for (int j = 0; j < rms.length; j++) {
      int k = features.apply(0).of(j).length;
      LinearTask task = new LinearTask(k, 1);
      for (int i = 0; i < from; i++) {
        task.add(features.apply(i).of(j), new double[]{target(samples, i, j)});
      }
      double[] w = new HeadPrior(new DMatrixRMaj(1, k), CommonOps_DDRM.identity(k),
          new double[]{RIDGE}).posteriorMean(task, 0, 1);
      for (int i = from; i < samples.count(); i++) {
        double y = target(samples, i, j);
        double e = y - dot(w, 0, features.apply(i).of(j), k);
        error += e * e;
        square += y * y;
      }
    }
    return Math.sqrt(error / square);
  }

  private double target(TaughtSamples samples, int i, int j) {
    return samples.target(i, j) / rms[j];
  }

  private static double dot(double[] x, int at, double[] y, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += x[at + i] * y[i];
    }
    return sum;
  }
}
