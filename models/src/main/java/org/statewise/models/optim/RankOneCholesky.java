package org.statewise.models.optim;

import java.util.Arrays;
import org.statewise.models.HotPath;
import org.statewise.models.net.StateBlocks;

/**
 * A symmetric positive definite matrix A kept as its upper triangular root, A = R^T R, that grows
 * by rank-one terms and decays. Rotations change R itself, so A cannot lose its definiteness to
 * rounding, however many updates come: its diagonal is a sum of squares.
 */
public final class RankOneCholesky {
  private final int m;
  private final double[] r;

  /** A = a I of size {@code m}; {@code a} is positive. */
  public RankOneCholesky(int m, double a) {
    this.m = m;
    r = new double[m * m];
    reset(a);
  }

  /** R. */
  public void collectState(StateBlocks state) {
    state.add(r);
  }

  /** A = a I. */
  @HotPath
  public void reset(double a) {
    Arrays.fill(r, 0);
    double root = Math.sqrt(a);
    for (int i = 0; i < r.length; i += m + 1) {
      r[i] = root;
    }
  }

  /** A = factor A; {@code factor} is positive. */
  @HotPath
  public void decay(double factor) {
    double root = Math.sqrt(factor);
    for (int i = 0; i < r.length; i++) {
      r[i] *= root;
    }
  }

  /** A = A + x x^T; {@code x} is overwritten. */
  @HotPath
  public void add(double[] x) {
    for (int i = 0; i < m; i++) {
      if (x[i] == 0) {
        continue;
      }
      // The rotation that makes x_i vanish against R_ii.
      double at = r[i * m + i];
      double rho = Math.sqrt(at * at + x[i] * x[i]);
      double c = at / rho;
      double s = x[i] / rho;
      r[i * m + i] = rho;
      rotate(i * m, i + 1, c, s, x);
    }
  }

  @HotPath
  private void rotate(int row, int from, double c, double s, double[] x) {
    for (int k = from; k < m; k++) {
      double above = r[row + k];
      r[row + k] = c * above + s * x[k];
      x[k] = c * x[k] - s * above;
    }
  }

  /** Replaces b by A^-1 b. */
  @HotPath
  public void solve(double[] b) {
    rootSolve(b);
    // R x = y
    for (int i = m - 1; i >= 0; i--) {
      double sum = b[i] - Vectors.dot(r, i * m + i + 1, b, i + 1, m - 1 - i);
      b[i] = sum / r[i * m + i];
    }
  }

  /** Replaces b by R^-T b, whose squared length is b . A^-1 b. */
  @HotPath
  public void rootSolve(double[] b) {
    for (int i = 0; i < m; i++) {
      b[i] /= r[i * m + i];
      Vectors.addScaled(-b[i], r, i * m + i + 1, b, i + 1, m - 1 - i);
    }
  }

  /** The multiplications of {@link #add} with a full x; {@link #solve} takes a half of it. */
  public long multiplyAddsPerAdd() {
    return 2L * m * m;
  }
}
