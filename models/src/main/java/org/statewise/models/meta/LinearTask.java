package org.statewise.models.meta;

import org.ejml.data.DMatrixRMaj;

/**
 * The sums over samples of one arm that decide a linear fit y_j = w_j . a + noise: sum a a^T, sum y_j a,
 * sum y_j^2. One writer.
 */
public final class LinearTask {
  private final DMatrixRMaj gram;
  private final DMatrixRMaj cross;
  private final double[] square;
  private int count;

  /** No sample yet, of k features and n targets. */
  public LinearTask(int features, int targets) {
    gram = new DMatrixRMaj(features, features);
    cross = new DMatrixRMaj(targets, features);
    square = new double[targets];
  }

  /** One sample: the first k numbers of {@code a} and n of {@code y}. */
  public void add(double[] a, double[] y) {
    int k = gram.numRows;
    for (int i = 0; i < k; i++) {
      // A ReLU that is off adds nothing.
      if (a[i] != 0) {
        for (int l = 0; l < k; l++) {
          gram.data[i * k + l] += a[i] * a[l];
        }
      }
    }
    for (int j = 0; j < square.length; j++) {
      for (int i = 0; i < k; i++) {
        cross.data[j * k + i] += y[j] * a[i];
      }
      square[j] += y[j] * y[j];
    }
    count++;
  }

  /** How many samples. */
  public int count() {
    return count;
  }

  /** sum a a^T, k x k: to read. */
  public DMatrixRMaj gram() {
    return gram;
  }

  /** sum y_j a, n x k: to read. */
  DMatrixRMaj cross() {
    return cross;
  }

  /** n. */
  public int targets() {
    return square.length;
  }

  /** sum y_j^2. */
  public double square(int j) {
    return square[j];
  }

  /** sum (y_j - w . a)^2 = sum y_j^2 - 2 w . sum y_j a + w . (sum a a^T) w. */
  public double squaredError(int j, double[] w) {
    int k = gram.numRows;
    double sum = square[j];
    for (int i = 0; i < k; i++) {
      double gw = 0;
      for (int l = 0; l < k; l++) {
        gw += gram.data[i * k + l] * w[l];
      }
      sum += w[i] * (gw - 2 * cross.data[j * k + i]);
    }
    return Math.max(sum, 0);
  }
}
