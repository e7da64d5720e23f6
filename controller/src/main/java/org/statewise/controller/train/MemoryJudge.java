package org.statewise.controller.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statewise.models.meta.HeadFeatures;
import org.statewise.models.meta.HeadPrior;
import org.statewise.models.meta.LinearTask;
import org.statewise.models.meta.TaughtSamples;
import org.statewise.models.optim.Vectors;

/** Judges a network by arms that it was not trained on: it learns some of a run, and predicts its end. */
final class MemoryJudge {
  /** Enough to hold a fit of four features together, little enough not to matter. */
  private static final double RIDGE = 1e-3;
  private static final double DRY_RAD_PER_S = 0.02;
  private static final double SLOW_RAD_PER_S = 0.1;

  private final HeadFeatures features;
  private final List<HeadPrior> priors;
  private final List<DMatrixRMaj> directions;
  private final double repeats;
  private final double[] rms;
  private final double[] tauMax;

  MemoryJudge(HeadFeatures features, double[] rms, List<HeadPrior> priors,
      List<DMatrixRMaj> directions, double repeats, double[] tauMax) {
    this.features = features;
    this.rms = rms;
    this.priors = priors;
    this.directions = directions;
    this.repeats = repeats;
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
    int m = directions.getFirst().numRows;
    List<LinearTask> tasks = new ArrayList<>();
    for (int j = 0; j < n; j++) {
      tasks.add(new LinearTask(m, 1));
    }
    double[] z = new double[m];
    double[] rest = new double[1];
    for (int i = 0; i < learned; i++) {
      DMatrixRMaj rows = features.of(samples, i);
      for (int j = 0; j < n; j++) {
        rest[0] = projectInto(samples, i, j, rows, z);
        tasks.get(j).add(z, rest);
      }
    }
    double[][] w = new double[n][];
    Arrays.setAll(w, j -> new HeadPrior(new DMatrixRMaj(1, m), CommonOps_DDRM.identity(m),
        priors.get(j).noiseVariance()).posteriorMean(tasks.get(j), 0, repeats));
    Arrays.fill(before, 0);
    Arrays.fill(after, 0);
    double share = 1.0 / (samples.count() - from);
    for (int i = from; i < samples.count(); i++) {
      DMatrixRMaj rows = features.of(samples, i);
      for (int j = 0; j < n; j++) {
        double e = projectInto(samples, i, j, rows, z) - Vectors.dot(w[j], 0, z, 0, m);
        after[j] += share * e * e;
        before[j] += share * target(samples, i, j) * target(samples, i, j);
      }
    }
    return Math.sqrt(Arrays.stream(after).sum() / Arrays.stream(before).sum());
  }

  /** z = D_j a_j; returns what mu_j a_j leaves. */
  private double projectInto(TaughtSamples samples, int i, int j, DMatrixRMaj rows, double[] z) {
    int k = rows.numCols;
    for (int l = 0; l < z.length; l++) {
      z[l] = Vectors.dot(directions.get(j).data, l * k, rows.data, j * k, k);
    }
    return target(samples, i, j) - Vectors.dot(priors.get(j).mean().data, 0, rows.data, j * k, k);
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
        double e = y - Vectors.dot(w, 0, features.apply(i).of(j), 0, k);
        error += e * e;
        square += y * y;
      }
    }
    return Math.sqrt(error / square);
  }

  private double target(TaughtSamples samples, int i, int j) {
    return samples.target(i, j) / rms[j];
  }
}
