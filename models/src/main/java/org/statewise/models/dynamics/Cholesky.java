package org.statewise.models.dynamics;

import org.statewise.models.HotPath;

/** Solves small symmetric positive definite systems A x = b by A = L L^T, without allocating. */
public final class Cholesky {
  private final int n;
  private final double[] l;
  private final double[] inverseDiagonal;

  /** For systems of {@code n} equations. */
  public Cholesky(int n) {
    this.n = n;
    l = new double[n * n];
    inverseDiagonal = new double[n];
  }

  /**
   * Takes A = L L^T apart.
   *
   * @param a n x n, row-major; only the lower triangle is read, and it is left as it was
   * @return false if A is not positive definite; {@link #solve} then gives numbers without meaning
   */
  @HotPath
  public boolean factor(double[] a) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        // s = A_ij - sum_k L_ik L_jk
        double s = a[i * n + j];
        for (int k = 0; k < j; k++) {
          s -= l[i * n + k] * l[j * n + k];
        }
        if (j < i) {
          l[i * n + j] = s * inverseDiagonal[j];
        } else if (s > 0) {
          inverseDiagonal[i] = 1 / Math.sqrt(s);
        } else {
          return false;
        }
      }
    }
    return true;
  }

  /** Replaces b by x = A^-1 b. */
  @HotPath
  public void solve(double[] b) {
    // L y = b
    for (int i = 0; i < n; i++) {
      double s = b[i];
      for (int k = 0; k < i; k++) {
        s -= l[i * n + k] * b[k];
      }
      b[i] = s * inverseDiagonal[i];
    }
    // L^T x = y
    for (int i = n - 1; i >= 0; i--) {
      double s = b[i];
      for (int k = i + 1; k < n; k++) {
        s -= l[k * n + i] * b[k];
      }
      b[i] = s * inverseDiagonal[i];
    }
  }
}
