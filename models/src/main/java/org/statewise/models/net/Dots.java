package org.statewise.models.net;

import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;

/**
 * c = c + a b^T in dot products, for results of one row or few columns. Four sums run side by side,
 * so that none waits for another; each is summed in order, from what c holds. No method allocates.
 */
@HotPath
final class Dots {
  private Dots() {}

  /** c = c + a b^T. {@code a} m x inner, {@code b} n x inner, {@code c} m x n. */
  static void addTimesTransposed(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
    int inner = a.numCols;
    if (b.numRows == 1) {
      // A single column is stored as a row is: then a's rows are the many ones.
      addDots(b.data, 0, a, c.data, 0);
      return;
    }
    for (int i = 0; i < a.numRows; i++) {
      addDots(a.data, i * inner, b, c.data, i * b.numRows);
    }
  }

  /** z_j += x . y_j for all rows y_j of {@code y}; x and z start within their arrays. */
  private static void addDots(double[] x, int atX, DMatrixRMaj y, double[] z, int atZ) {
    int inner = y.numCols;
    int tiled = y.numRows & ~3;
    for (int j = 0; j < tiled; j += 4) {
      addFourDots(x, atX, y, j, z, atZ + j);
    }
    for (int j = tiled; j < y.numRows; j++) {
      double sum = z[atZ + j];
      for (int k = 0; k < inner; k++) {
        sum += x[atX + k] * y.data[j * inner + k];
      }
      z[atZ + j] = sum;
    }
  }

  private static void addFourDots(double[] x, int atX, DMatrixRMaj rows, int j, double[] z,
      int atZ) {
    double[] y = rows.data;
    int inner = rows.numCols;
    int at0 = j * inner;
    int at1 = at0 + inner;
    int at2 = at1 + inner;
    int at3 = at2 + inner;
    double s0 = z[atZ];
    double s1 = z[atZ + 1];
    double s2 = z[atZ + 2];
    double s3 = z[atZ + 3];
    for (int k = 0; k < inner; k++) {
      double p = x[atX + k];
      s0 += p * y[at0 + k];
      s1 += p * y[at1 + k];
      s2 += p * y[at2 + k];
      s3 += p * y[at3 + k];
    }
    z[atZ] = s0;
    z[atZ + 1] = s1;
    z[atZ + 2] = s2;
    z[atZ + 3] = s3;
  }
}
