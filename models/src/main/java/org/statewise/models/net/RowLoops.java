package org.statewise.models.net;

import org.statewise.models.HotPath;

/**
 * Multiples of rows added to rows, the innermost loops of all products. Each row is an array of its
 * own and all are read at the very same index, for only then does the compiler vectorise: an offset
 * might make two of them overlap, for all that it knows. All sums run in the order of the rows. No
 * method allocates.
 */
@HotPath
final class RowLoops {
  private RowLoops() {}

  /** y = y + p x over {@code n} numbers. */
  static void add(double p, double[] x, double[] y, int n) {
    for (int j = 0; j < n; j++) {
      y[j] += p * x[j];
    }
  }

  /** y = p x over {@code n} numbers. */
  static void multiply(double p, double[] x, double[] y, int n) {
    for (int j = 0; j < n; j++) {
      y[j] = p * x[j];
    }
  }

  /** y = y + p0 x0 + p1 x1 + p2 x2 + p3 x3 over {@code n} numbers. */
  static void addFour(double p0, double[] x0, double p1, double[] x1, double p2, double[] x2,
      double p3, double[] x3, double[] y, int n) {
    for (int j = 0; j < n; j++) {
      y[j] = (((y[j] + p0 * x0[j]) + p1 * x1[j]) + p2 * x2[j]) + p3 * x3[j];
    }
  }

  /**
   * y = y + sum of p_i x_i, z = z + sum of q_i x_i over the four rows from {@code k} on.
   *
   * @param a holds p_i at {@code atP + i step}, q_i at {@code atQ + i step}
   */
  static void addFour(double[] a, int atP, int atQ, int step, double[][] x, int k, double[] y,
      double[] z, int n) {
    double p0 = a[atP];
    double p1 = a[atP + step];
    double p2 = a[atP + 2 * step];
    double p3 = a[atP + 3 * step];
    double q0 = a[atQ];
    double q1 = a[atQ + step];
    double q2 = a[atQ + 2 * step];
    double q3 = a[atQ + 3 * step];
    double[] r0 = x[k];
    double[] r1 = x[k + 1];
    double[] r2 = x[k + 2];
    double[] r3 = x[k + 3];
    for (int j = 0; j < n; j++) {
      double x0 = r0[j];
      double x1 = r1[j];
      double x2 = r2[j];
      double x3 = r3[j];
      y[j] = (((y[j] + p0 * x0) + p1 * x1) + p2 * x2) + p3 * x3;
      z[j] = (((z[j] + q0 * x0) + q1 * x1) + q2 * x2) + q3 * x3;
    }
  }
}
