package org.statewise.models.net;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statewise.models.HotPath;

/**
 * Matrix products of a layer's passes. Single samples go to EJML. Batches are computed in tiles, so
 * that a number once read serves several products: about twice as fast as row by row at 64 samples.
 * No method allocates; results may not alias arguments.
 */
@HotPath
final class Products {
  private Products() {}

  /**
   * c = a b^T. Each dot product is summed in order, so that a batch's rows equal single samples.
   *
   * @param a m x inner
   * @param b n x inner
   * @param c receives m x n
   */
  static void timesTransposed(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
    int rows = a.numRows;
    int cols = b.numRows;
    if (rows == 1 || cols == 1) {
      CommonOps_DDRM.multTransB(a, b, c);
      return;
    }
    int evenRows = rows & ~1;
    int tiledCols = cols & ~3;
    for (int i = 0; i < evenRows; i += 2) {
      for (int j = 0; j < tiledCols; j += 4) {
        dotTile(a, i, b, j, c);
      }
    }
    for (int i = 0; i < rows; i++) {
      int start = i < evenRows ? tiledCols : 0;
      for (int j = start; j < cols; j++) {
        c.data[i * cols + j] = dot(a, i, b, j);
      }
    }
  }

  /** c = a b, or c = c + a b. {@code a} m x inner, {@code b} inner x n, {@code c} m x n. */
  static void times(DMatrixRMaj a, DMatrixRMaj b, boolean add, DMatrixRMaj c) {
    if (a.numRows > 1) {
      combineRows(a, a.numRows, a.numCols, 1, b, add, c);
    } else if (add) {
      CommonOps_DDRM.multAdd(a, b, c);
    } else {
      CommonOps_DDRM.mult(a, b, c);
    }
  }

  /** c = a^T b, or c = c + a^T b. {@code a} inner x m, {@code b} inner x n, {@code c} m x n. */
  static void transposedTimes(DMatrixRMaj a, DMatrixRMaj b, boolean add, DMatrixRMaj c) {
    if (a.numRows > 1) {
      combineRows(a, a.numCols, 1, a.numCols, b, add, c);
    } else if (add) {
      CommonOps_DDRM.multAddTransA(a, b, c);
    } else {
      CommonOps_DDRM.multTransA(a, b, c);
    }
  }

  /** Two rows of a times four rows of b. */
  private static void dotTile(DMatrixRMaj a, int i, DMatrixRMaj b, int j, DMatrixRMaj c) {
    double[] x = a.data;
    double[] y = b.data;
    int inner = a.numCols;
    int x0 = i * inner;
    int x1 = x0 + inner;
    int y0 = j * inner;
    int y1 = y0 + inner;
    int y2 = y1 + inner;
    int y3 = y2 + inner;
    double s00 = 0;
    double s01 = 0;
    double s02 = 0;
    double s03 = 0;
    double s10 = 0;
    double s11 = 0;
    double s12 = 0;
    double s13 = 0;
    for (int k = 0; k < inner; k++) {
      double p = x[x0 + k];
      double q = x[x1 + k];
      s00 += p * y[y0 + k];
      s01 += p * y[y1 + k];
      s02 += p * y[y2 + k];
      s03 += p * y[y3 + k];
      s10 += q * y[y0 + k];
      s11 += q * y[y1 + k];
      s12 += q * y[y2 + k];
      s13 += q * y[y3 + k];
    }
    int at = i * c.numCols + j;
    c.data[at] = s00;
    c.data[at + 1] = s01;
    c.data[at + 2] = s02;
    c.data[at + 3] = s03;
    at += c.numCols;
    c.data[at] = s10;
    c.data[at + 1] = s11;
    c.data[at + 2] = s12;
    c.data[at + 3] = s13;
  }

  private static double dot(DMatrixRMaj a, int i, DMatrixRMaj b, int j) {
    int inner = a.numCols;
    double sum = 0;
    for (int k = 0; k < inner; k++) {
      sum += a.data[i * inner + k] * b.data[j * inner + k];
    }
    return sum;
  }

  /**
   * c_i (+)= sum_k a(i, k) b_k for the rows b_k, with a(i, k) at i rowStep + k innerStep, so that
   * one method serves a and its transpose.
   */
  private static void combineRows(DMatrixRMaj a, int rows, int rowStep, int innerStep,
      DMatrixRMaj b,
      boolean add, DMatrixRMaj c) {
    if (!add) {
      Arrays.fill(c.data, 0, c.getNumElements(), 0.0);
    }
    int inner = b.numRows;
    int evenRows = rows & ~1;
    int tiledInner = inner & ~3;
    for (int i = 0; i < evenRows; i += 2) {
      for (int k = 0; k < tiledInner; k += 4) {
        addFourRowsToTwo(a.data, i * rowStep + k * innerStep, rowStep, innerStep, b, k, c, i);
      }
    }
    for (int i = 0; i < rows; i++) {
      int start = i < evenRows ? tiledInner : 0;
      for (int k = start; k < inner; k++) {
        addRow(a.data[i * rowStep + k * innerStep], b, k, c, i);
      }
    }
  }

  /** c_i += factor b_k. */
  private static void addRow(double factor, DMatrixRMaj b, int k, DMatrixRMaj c, int i) {
    double[] x = b.data;
    double[] y = c.data;
    int width = b.numCols;
    int from = k * width;
    int to = i * width;
    for (int j = 0; j < width; j++) {
      y[to + j] += factor * x[from + j];
    }
  }

  /** Rows i and i + 1 of c receive multiples of the rows k to k + 3 of b. */
  private static void addFourRowsToTwo(double[] a, int at, int rowStep, int innerStep,
      DMatrixRMaj b,
      int k, DMatrixRMaj c, int i) {
    double p0 = a[at];
    double p1 = a[at + innerStep];
    double p2 = a[at + 2 * innerStep];
    double p3 = a[at + 3 * innerStep];
    int next = at + rowStep;
    double q0 = a[next];
    double q1 = a[next + innerStep];
    double q2 = a[next + 2 * innerStep];
    double q3 = a[next + 3 * innerStep];
    double[] x = b.data;
    double[] y = c.data;
    int width = b.numCols;
    int from0 = k * width;
    int from1 = from0 + width;
    int from2 = from1 + width;
    int from3 = from2 + width;
    int to0 = i * width;
    int to1 = to0 + width;
    for (int j = 0; j < width; j++) {
      double x0 = x[from0 + j];
      double x1 = x[from1 + j];
      double x2 = x[from2 + j];
      double x3 = x[from3 + j];
      y[to0 + j] += p0 * x0 + p1 * x1 + p2 * x2 + p3 * x3;
      y[to1 + j] += q0 * x0 + q1 * x1 + q2 * x2 + q3 * x3;
    }
  }
}
