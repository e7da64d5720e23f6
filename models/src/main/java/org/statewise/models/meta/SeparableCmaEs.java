package org.statewise.models.meta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The evolution strategy with covariance matrix adaptation whose matrix is diagonal (Ros and Hansen, A simple
 * modification in CMA-ES achieving linear time and space complexity, 2008): minimises what has no gradient.
 *
 * <pre>
 * x_k = m + sigma sqrt(c) z_k,  z_k ~ N(0, I),  k = 1 .. lambda
 * y = sum_i w_i (x_(i) - m) / sigma over the best lambda / 2,  m = m + sigma y
 * p_sigma = (1 - c_sigma) p_sigma + sqrt(c_sigma (2 - c_sigma) mu_eff) y / sqrt(c)
 * sigma = sigma exp(c_sigma / d_sigma (|p_sigma| / E|N(0, I)| - 1))
 * p_c = (1 - c_c) p_c + h sqrt(c_c (2 - c_c) mu_eff) y
 * c = (1 - c_1 - c_mu) c + c_1 (p_c^2 + (1 - h) c_c (2 - c_c) c) + c_mu sum_i w_i ((x_(i) - m) / sigma)^2
 * </pre>
 *
 * <p>with the constants of Hansen's tutorial (The CMA evolution strategy, 2016), c_1 and c_mu (n + 2) / 3 times as
 * large. One thread. The order of equal costs is that of the candidates, so that costs decide the course to the
 * bit.
 */
public final class SeparableCmaEs {
  private final int n;
  private final int lambda;
  private final double[] weights;
  private final double muEff;
  private final double cSigma;
  private final double dSigma;
  private final double cc;
  private final double c1;
  private final double cMu;
  private final double expectedNorm;

  private final double[] mean;
  private final double[] variance;
  private final double[] pSigma;
  private final double[] pc;
  private double sigma;
  private int generation;

  /**
   * @param start m
   * @param sigma the first deviation of each coordinate, positive
   * @param lambda candidates a generation, at least 4
   */
  public SeparableCmaEs(double[] start, double sigma, int lambda) {
    if (start.length == 0 || lambda < 4 || !(sigma > 0) || !Double.isFinite(sigma)) {
      throw new IllegalArgumentException(
          "Evolution strategy: needs a coordinate, 4 candidates and a"
              + " positive deviation, got " + start.length + ", " + lambda + " and " + sigma + ".");
    }
    n = start.length;
    this.lambda = lambda;
    weights = new double[lambda / 2];
    Arrays.setAll(weights, i -> StrictMath.log(0.5 * (lambda + 1)) - StrictMath.log(i + 1.0));
    double sum = Arrays.stream(weights).sum();
    Arrays.setAll(weights, i -> weights[i] / sum);
    muEff = 1 / Arrays.stream(weights).map(w -> w * w).sum();
    cSigma = (muEff + 2) / (n + muEff + 5);
    dSigma = 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1) + cSigma;
    cc = (4 + muEff / n) / (n + 4 + 2 * muEff / n);
    double faster = (n + 2) / 3.0;
    c1 = faster * 2 / ((n + 1.3) * (n + 1.3) + muEff);
    cMu = Math.min(1 - c1, faster * 2 * (muEff - 2 + 1 / muEff) / ((n + 2) * (n + 2) + muEff));
    expectedNorm = Math.sqrt(n) * (1 - 1 / (4.0 * n) + 1 / (21.0 * n * n));
    mean = start.clone();
    variance = new double[n];
    Arrays.fill(variance, 1);
    pSigma = new double[n];
    pc = new double[n];
    this.sigma = sigma;
  }

  /**
   * The candidates of the next generation.
   *
   * @param rng as far as it was used decides them
   */
  public List<double[]> ask(RandomGenerator rng) {
    List<double[]> candidates = new ArrayList<>();
    for (int k = 0; k < lambda; k++) {
      double[] x = mean.clone();
      for (int i = 0; i < n; i++) {
        x[i] += sigma * Math.sqrt(variance[i]) * rng.nextGaussian();
      }
      candidates.add(x);
    }
    return candidates;
  }

  /**
   * Learns what the candidates cost.
   *
   * @param candidates as {@link #ask} gave them
   * @param costs of each; what is not a number costs most
   */
  public void tell(List<double[]> candidates, double[] costs) {
    if (candidates.size() != lambda || costs.length != lambda) {
      throw new IllegalArgumentException("Evolution strategy: must be told the costs of " + lambda
          + " candidates, got " + candidates.size() + " and " + costs.length + ".");
    }
    List<double[]> steps = IntStream.range(0, lambda).boxed()
        .sorted(Comparator.comparingDouble(k -> costs[k])).limit(weights.length)
        .map(k -> step(candidates.get(k))).toList();
    double[] y = new double[n];
    double[] squares = new double[n];
    for (int i = 0; i < weights.length; i++) {
      for (int d = 0; d < n; d++) {
        y[d] += weights[i] * steps.get(i)[d];
        squares[d] += weights[i] * steps.get(i)[d] * steps.get(i)[d];
      }
    }
    move(y);
    adapt(y, squares);
  }

  /** (x - m) / sigma. */
  private double[] step(double[] x) {
    double[] step = new double[n];
    Arrays.setAll(step, i -> (x[i] - mean[i]) / sigma);
    return step;
  }

  private void move(double[] y) {
    double part = Math.sqrt(cSigma * (2 - cSigma) * muEff);
    for (int d = 0; d < n; d++) {
      mean[d] += sigma * y[d];
      pSigma[d] = (1 - cSigma) * pSigma[d] + part * y[d] / Math.sqrt(variance[d]);
    }
    generation++;
  }

  private void adapt(double[] y, double[] squares) {
    double norm = Math.sqrt(Arrays.stream(pSigma).map(p -> p * p).sum());
    double settled = Math.sqrt(1 - StrictMath.pow(1 - cSigma, 2.0 * generation));
    // A long path would stretch the matrix, too, while sigma is too small anyway.
    double h = norm / settled < (1.4 + 2.0 / (n + 1)) * expectedNorm ? 1 : 0;
    double part = h * Math.sqrt(cc * (2 - cc) * muEff);
    for (int d = 0; d < n; d++) {
      pc[d] = (1 - cc) * pc[d] + part * y[d];
      double one = pc[d] * pc[d] + (1 - h) * cc * (2 - cc) * variance[d];
      variance[d] = (1 - c1 - cMu) * variance[d] + c1 * one + cMu * squares[d];
    }
    sigma *= StrictMath.exp(cSigma / dSigma * (norm / expectedNorm - 1));
  }

  /** m: a copy. */
  public double[] mean() {
    return mean.clone();
  }

  /** The deviation of each coordinate. */
  public double[] deviation() {
    double[] all = new double[n];
    Arrays.setAll(all, i -> sigma * Math.sqrt(variance[i]));
    return all;
  }

  /** How many generations were told. */
  public int generation() {
    return generation;
  }

  /** All that the next generation depends on, to be given to {@link #restore}. */
  public double[] memory() {
    double[] all = new double[4 * n + 2];
    all[0] = sigma;
    all[1] = generation;
    int at = 2;
    for (double[] part : List.of(mean, variance, pSigma, pc)) {
      System.arraycopy(part, 0, all, at, n);
      at += n;
    }
    return all;
  }

  /**
   * Goes on from where a strategy of as many coordinates and candidates stood.
   *
   * @throws IllegalArgumentException if it is of another number of coordinates
   */
  public void restore(double[] memory) {
    if (memory.length != 4 * n + 2) {
      throw new IllegalArgumentException("Evolution strategy: must go on from " + (4 * n + 2)
          + " numbers, got " + memory.length + ".");
    }
    sigma = memory[0];
    generation = (int) memory[1];
    int at = 2;
    for (double[] part : List.of(mean, variance, pSigma, pc)) {
      System.arraycopy(memory, at, part, 0, n);
      at += n;
    }
  }
}
