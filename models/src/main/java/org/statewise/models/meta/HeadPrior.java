package org.statewise.models.meta;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * What is known of the last layer of an arm before it is met: w_j ~ N(mu_j, S), and what no last layer
 * explains, a variance a joint.
 *
 * @param mean mu_j in row j, n x k
 * @param covariance S, k x k
 * @param noiseVariance s_j^2 of a sample
 */
// Never compared; made here and read.
@SuppressWarnings("ArrayRecordComponent")
public record HeadPrior(DMatrixRMaj mean, DMatrixRMaj covariance, double[] noiseVariance) {
  /** Keeps S away from a singular one. */
  private static final double RIDGE = 1e-8;

  /** Of the heads of {@code own} around a common one. */
  static HeadPrior of(DMatrixRMaj common, List<DMatrixRMaj> own, double noiseVariance) {
    int k = common.numCols;
    DMatrixRMaj s = CommonOps_DDRM.identity(k);
    CommonOps_DDRM.scale(1e-4, s);
    double share = 1.0 / (own.size() * common.numRows);
    for (DMatrixRMaj head : own) {
      CommonOps_DDRM.multAddTransA(share, head, head, s);
    }
    double[] noise = new double[common.numRows];
    Arrays.fill(noise, noiseVariance);
    return new HeadPrior(common.copy(), s, noise);
  }

  /**
   * One step of expectation maximisation: what last layers the arms have by this prior, and the prior that
   * follows from them,
   *
   * <pre>
   * P_rj = (S^-1 + G_r / (c s_j^2))^-1,  w_rj = mu_j + P_rj (h_rj - G_r mu_j) / (c s_j^2)
   * mu_j = mean_r w_rj,  S = mean_rj ((w_rj - mu_j)(w_rj - mu_j)^T + P_rj)
   * s_j^2 = sum_r |y_rj - A_r w_rj|^2 / sum_r samples
   * </pre>
   *
   * @param tasks one an arm
   * @param repeats c: so many samples say one thing, since neighbours are alike
   */
  public HeadPrior step(List<LinearTask> tasks, double repeats) {
    int n = noiseVariance.length;
    int k = covariance.numRows;
    double[][][] w = new double[tasks.size()][n][];
    DMatrixRMaj s = new DMatrixRMaj(k, k);
    double[] squares = new double[n];
    long count = 0;
    double share = 1.0 / (tasks.size() * n);
    DMatrixRMaj inverse = inverse(covariance);
    for (int r = 0; r < w.length; r++) {
      LinearTask task = tasks.get(r);
      for (int j = 0; j < n; j++) {
        DMatrixRMaj p = posteriorCovariance(inverse, task, j, repeats);
        w[r][j] = posteriorMean(p, task, j, repeats);
        CommonOps_DDRM.addEquals(s, share, p);
        squares[j] += task.squaredError(j, w[r][j]);
      }
      count += task.count();
    }
    DMatrixRMaj mu = new DMatrixRMaj(n, k);
    for (double[][] ofArm : w) {
      for (int i = 0; i < n * k; i++) {
        mu.data[i] += ofArm[i / k][i % k] / w.length;
      }
    }
    addSpread(w, mu, share, s);
    for (int j = 0; j < n; j++) {
      squares[j] = Math.max(squares[j] / count, 1e-12);
    }
    return new HeadPrior(mu, s, squares);
  }

  /** S = S + mean (w - mu)(w - mu)^T. */
  private static void addSpread(double[][][] w, DMatrixRMaj mu, double share, DMatrixRMaj s) {
    int k = mu.numCols;
    double[] d = new double[k];
    for (double[][] ofArm : w) {
      for (int j = 0; j < mu.numRows; j++) {
        for (int i = 0; i < k; i++) {
          d[i] = ofArm[j][i] - mu.data[j * k + i];
        }
        for (int i = 0; i < k; i++) {
          for (int l = 0; l < k; l++) {
            s.data[i * k + l] += share * d[i] * d[l];
          }
        }
      }
    }
    for (int i = 0; i < k; i++) {
      s.data[i * k + i] += RIDGE;
    }
  }

  /** w_j of an arm by this prior and what it taught. */
  public double[] posteriorMean(LinearTask task, int j, double repeats) {
    return posteriorMean(posteriorCovariance(inverse(covariance), task, j, repeats), task, j,
        repeats);
  }

  private DMatrixRMaj posteriorCovariance(DMatrixRMaj inverse, LinearTask task, int j,
      double repeats) {
    DMatrixRMaj information = inverse.copy();
    CommonOps_DDRM.addEquals(information, 1 / (repeats * noiseVariance[j]), task.gram());
    return inverse(information);
  }

  private double[] posteriorMean(DMatrixRMaj p, LinearTask task, int j, double repeats) {
    int k = covariance.numRows;
    DMatrixRMaj mu = new DMatrixRMaj(k, 1);
    System.arraycopy(mean.data, j * k, mu.data, 0, k);
    DMatrixRMaj rest = new DMatrixRMaj(k, 1);
    CommonOps_DDRM.mult(-1, task.gram(), mu, rest);
    for (int i = 0; i < k; i++) {
      rest.data[i] += task.cross().data[j * k + i];
    }
    CommonOps_DDRM.multAdd(1 / (repeats * noiseVariance[j]), p, rest, mu);
    return mu.data;
  }

  private static DMatrixRMaj inverse(DMatrixRMaj positive) {
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM
        .symmPosDef(positive.numRows);
    DMatrixRMaj inverse = new DMatrixRMaj(positive.numRows, positive.numCols);
    if (!solver.setA(positive.copy())) {
      throw new IllegalArgumentException("Head prior: its covariance must be positive definite.");
    }
    solver.invert(inverse);
    return inverse;
  }
}
