package org.statewise.models.optim;

import java.util.Arrays;
import org.statewise.models.HotPath;
import org.statewise.models.net.StateBlocks;

/**
 * The information matrix A of least squares with forgetting, which starts at a I. Per sample, with
 * the rows x_j and i the next coordinate in turn,
 *
 * <pre>
 * A = lambda A + sum_j x_j x_j^T + c e_i e_i^T,  c = a m (1 - lambda)
 * </pre>
 *
 * <p>Plain forgetting lets A decay to nothing along directions that no sample excites: its inverse
 * winds up, and the next sample changes the weights abruptly. Here what decays of the ridge a is
 * given back, one coordinate a sample: a rank-one term as cheap as a sample itself. A^-1 never
 * exceeds {@link #largestVariance}. A is kept as its Cholesky factor ({@link RankOneCholesky}) and
 * so stays positive definite.
 */
public final class ForgettingInformation {
  private final int m;
  private final double lambda;
  private final double ridge;
  private final double refill;
  private final RankOneCholesky root;
  private final double[] e;

  /** The coordinate whose turn it is. */
  private final double[] turn = new double[1];

  /**
   * @param m size
   * @param lambda forgetting: a sample counts lambda^t after t more; above 0, at most 1
   * @param ridge a, positive
   */
  public ForgettingInformation(int m, double lambda, double ridge) {
    this.m = m;
    this.lambda = lambda;
    this.ridge = ridge;
    refill = ridge * m * (1 - lambda);
    root = new RankOneCholesky(m, ridge);
    e = new double[m];
  }

  /** A = lambda A: the first step of a sample. */
  @HotPath
  public void decay() {
    root.decay(lambda);
  }

  /** A = A + x x^T; {@code x} is overwritten. */
  @HotPath
  public void add(double[] x) {
    root.add(x);
  }

  /**
   * A = A + c e_i e_i^T: the last step of a sample.
   *
   * @return i
   */
  @HotPath
  public int refillNext() {
    int next = Math.floorMod((int) turn[0], m);
    Arrays.fill(e, 0);
    e[next] = Math.sqrt(refill);
    root.add(e);
    turn[0] = (next + 1) % m;
    return next;
  }

  /** c, by which a weight is pulled back to zero in its turn. */
  @HotPath
  public double refill() {
    return refill;
  }

  /** Replaces b by A^-1 b. */
  @HotPath
  public void solve(double[] b) {
    root.solve(b);
  }

  /** x . A^-1 x; {@code x} is overwritten. */
  @HotPath
  public double variance(double[] x) {
    root.rootSolve(x);
    return Vectors.dot(x, 0, x, 0, m);
  }

  /**
   * 1 / (a lambda^(m - 1)), which no eigenvalue of A^-1 exceeds: of the ridge a coordinate has its
   * whole share after its turn, and the rest of the cycle to lose some of it.
   */
  public double largestVariance() {
    return 1 / (ridge * StrictMath.pow(lambda, m - 1));
  }

  /** A = a I, and the first coordinate is next. */
  @HotPath
  public void reset() {
    root.reset(ridge);
    turn[0] = 0;
  }

  /** The Cholesky factor of A, and whose turn it is. */
  public void collectState(StateBlocks state) {
    root.collectState(state);
    state.add(turn);
  }

  /** The multiplications of {@link #add} with a full row; {@link #solve} takes a half of it. */
  public long multiplyAddsPerAdd() {
    return root.multiplyAddsPerAdd();
  }
}
