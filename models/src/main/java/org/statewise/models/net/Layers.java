package org.statewise.models.net;

import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;

/** The steps of which a layer's passes are made. Batches are rows. No method allocates. */
@HotPath
final class Layers {
  private Layers() {}

  /** Each row of {@code z} = the vector {@code b}. */
  static void rowsInto(DMatrixRMaj b, DMatrixRMaj z) {
    for (int row = 0; row < z.numRows; row++) {
      System.arraycopy(b.data, 0, z.data, row * z.numCols, z.numCols);
    }
  }

  /** a = max(z, 0) in place; NaN stays NaN, so that a broken input shows in the output. */
  static void relu(DMatrixRMaj z) {
    double[] data = z.data;
    int n = z.getNumElements();
    for (int i = 0; i < n; i++) {
      data[i] = Math.max(data[i], 0.0);
    }
  }

  /**
   * delta = delta .* relu'(z), from a = relu(z); the derivative at 0 is 0. Half of all units are
   * off, in no order that a processor could foresee, so the choice is made in the bits and not by a
   * branch.
   */
  static void timesReluDerivative(DMatrixRMaj a, DMatrixRMaj delta) {
    double[] activation = a.data;
    double[] data = delta.data;
    int n = delta.getNumElements();
    for (int i = 0; i < n; i++) {
      long on = Double.doubleToRawLongBits(activation[i]);
      long mask = (on | -on) >> 63;
      data[i] = Double.longBitsToDouble(Double.doubleToRawLongBits(data[i]) & mask);
    }
  }

  /** sums_j = sum over rows of x_nj, with {@code sums} a vector of x's width. */
  static void columnSumsInto(DMatrixRMaj x, DMatrixRMaj sums) {
    double[] data = x.data;
    double[] sum = sums.data;
    int width = x.numCols;
    System.arraycopy(data, 0, sum, 0, width);
    for (int row = 1; row < x.numRows; row++) {
      int start = row * width;
      for (int i = 0; i < width; i++) {
        sum[i] += data[start + i];
      }
    }
  }

  /** The dot product of the first {@code n} elements, in sums that do not wait for each other. */
  static double dot(double[] x, double[] y, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = 0;
    for (; i + 7 < n; i += 8) {
      s0 += x[i] * y[i];
      s1 += x[i + 1] * y[i + 1];
      s2 += x[i + 2] * y[i + 2];
      s3 += x[i + 3] * y[i + 3];
      s4 += x[i + 4] * y[i + 4];
      s5 += x[i + 5] * y[i + 5];
      s6 += x[i + 6] * y[i + 6];
      s7 += x[i + 7] * y[i + 7];
    }
    for (; i < n; i++) {
      s0 += x[i] * y[i];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }
}
