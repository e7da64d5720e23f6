package org.statewise.models.optim;

import org.statewise.models.HotPath;

/** Loops over parts of arrays, shaped so that the compiler vectorises them. No method allocates. */
@HotPath
public final class Vectors {
  private Vectors() {}

  /** x . y over {@code n} numbers, in sums that do not wait for each other. */
  public static double dot(double[] x, int atX, double[] y, int atY, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      s0 += x[atX + i] * y[atY + i];
      s1 += x[atX + i + 1] * y[atY + i + 1];
      s2 += x[atX + i + 2] * y[atY + i + 2];
      s3 += x[atX + i + 3] * y[atY + i + 3];
    }
    for (; i < n; i++) {
      s0 += x[atX + i] * y[atY + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** y = y + a x over {@code n} numbers. */
  public static void addScaled(double a, double[] x, int atX, double[] y, int atY, int n) {
    for (int i = 0; i < n; i++) {
      y[atY + i] += a * x[atX + i];
    }
  }

  /** y = a y - b x over {@code n} numbers, x from its start, y from {@code atY} on. */
  static void scaleAndSubtract(double a, double[] y, int atY, double b, double[] x, int n) {
    for (int i = 0; i < n; i++) {
      y[atY + i] = a * y[atY + i] - b * x[i];
    }
  }
}
