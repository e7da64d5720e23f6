package org.statewise.models.meta;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.statewise.models.net.Parameters;

/**
 * The directions in which last layers differ, those first that explain most of the torques: with S = L L^T
 * and C the mean of a a^T,
 *
 * <pre>
 * L^T C L = U diag(e) U^T, e falling;  D = (L U)^T,  D^T D = S
 * </pre>
 *
 * <p>so that w = mu + D^T z, z ~ N(0, I), is N(mu, S), and e_i is the mean square of what direction i adds
 * to a joint.
 */
public final class HeadDirections {
  private HeadDirections() {}

  /**
   * The first {@code count} of D, count x k, or all k where there are fewer.
   *
   * @param covariance S
   * @param features C, k x k
   */
  public static DMatrixRMaj of(DMatrixRMaj covariance, DMatrixRMaj features, int count) {
    int k = covariance.numRows;
    DMatrixRMaj l = lower(covariance);
    DMatrixRMaj half = new DMatrixRMaj(k, k);
    DMatrixRMaj energy = new DMatrixRMaj(k, k);
    CommonOps_DDRM.multTransA(l, features, half);
    CommonOps_DDRM.mult(half, l, energy);
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(k, true, true);
    eigen.decompose(energy);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < k; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()));
    DMatrixRMaj d = new DMatrixRMaj(Math.min(count, k), k);
    DMatrixRMaj column = new DMatrixRMaj(k, 1);
    for (int i = 0; i < d.numRows; i++) {
      CommonOps_DDRM.mult(l, eigen.getEigenVector(order.get(i)), column);
      System.arraycopy(column.data, 0, d.data, i * k, k);
    }
    return d;
  }

  private static DMatrixRMaj lower(DMatrixRMaj positive) {
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM
        .chol(positive.numRows, true);
    if (!cholesky.decompose(positive.copy())) {
      throw new IllegalArgumentException("Head directions: the covariance must be positive.");
    }
    return cholesky.getT(null);
  }

  /** W_1, b_1, ... of a plain network: hidden layers, and mu scaled to {@code rms} as its last layer. */
  public static Parameters meanNetwork(Parameters hiddenLayers, DMatrixRMaj mean, double[] rms) {
    List<DMatrixRMaj> blocks = new ArrayList<>();
    for (int b = 0; b < hiddenLayers.blocks(); b++) {
      blocks.add(hiddenLayers.block(b).copy());
    }
    int width = mean.numCols - 1;
    DMatrixRMaj w = new DMatrixRMaj(rms.length, width);
    DMatrixRMaj b = new DMatrixRMaj(rms.length, 1);
    for (int j = 0; j < rms.length; j++) {
      for (int i = 0; i < width; i++) {
        w.set(j, i, rms[j] * mean.get(j, i));
      }
      b.set(j, 0, rms[j] * mean.get(j, width));
    }
    blocks.add(w);
    blocks.add(b);
    return new Parameters(blocks);
  }
}
