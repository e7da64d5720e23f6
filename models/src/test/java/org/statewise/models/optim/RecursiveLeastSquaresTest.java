package org.statewise.models.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.models.Draw;
import org.statewise.models.dynamics.Cholesky;

class RecursiveLeastSquaresTest {
  private static final int M = 5;
  private final Draw draw = new Draw(2);

  /** The normal equations of the documented cost, solved at once. */
  private double[] batchSolution(double[][] h, double[] y, double[] p, double lambda,
      double ridge) {
    double[] a = new double[M * M];
    double[] b = new double[M];
    for (int i = 0; i < M; i++) {
      a[i * M + i] = ridge;
    }
    for (int t = 0; t < y.length; t++) {
      for (int i = 0; i < M; i++) {
        b[i] = lambda * b[i] + p[t] * h[t][i] * y[t];
        for (int k = 0; k < M; k++) {
          a[i * M + k] = lambda * a[i * M + k] + p[t] * h[t][i] * h[t][k];
        }
      }
      a[t % M * M + t % M] += ridge * M * (1 - lambda);
    }
    Cholesky cholesky = new Cholesky(M);
    assertThat(cholesky.factor(a)).isTrue();
    cholesky.solve(b);
    return b;
  }

  @ParameterizedTest
  @CsvSource({"1, 0.1", "0.99, 0.1", "0.8, 3"})
  void shouldEqualTheBatchSolution(double lambda, double ridge) {
    int samples = 200;
    double[][] h = new double[samples][];
    double[] y = draw.array(samples);
    double[] p = new double[samples];
    RecursiveLeastSquares rls = new RecursiveLeastSquares(M, 1, lambda, ridge);
    for (int t = 0; t < samples; t++) {
      h[t] = draw.array(M);
      p[t] = 0.1 + Math.abs(y[t]);
      rls.update(h[t], 0, new double[]{y[t]}, 0, p[t]);
    }
    double[] expected = batchSolution(h, y, p, lambda, ridge);
    for (int i = 0; i < M; i++) {
      assertThat(rls.weights().data[i]).isEqualTo(expected[i], within(1e-10));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.998, 0.1", "0.9, 0.01", "1, 1"})
  void shouldStayBoundedOverMillionsOfUpdates(double lambda, double ridge) {
    RecursiveLeastSquares rls = new RecursiveLeastSquares(M, 2, lambda, ridge);
    double[] h = draw.array(M);
    double[] target = {1, -1};
    double[] e = new double[M];
    e[3] = 1;
    for (int i = 0; i < 1_200_000; i++) {
      if (i % 300_000 == 0) {
        h = i == 600_000 ? new double[M] : draw.array(M);
      }
      double gain = rls.update(h, 0, target, 0, i % 7 == 0 ? LinearFilter.MAX_PRECISION : 1);
      if (!(gain >= 0 && gain <= 1 + 1e-9)) {
        throw new AssertionError("gain " + gain + " in update " + i);
      }
    }
    assertThat(rls.variance(e, 0)).isPositive()
        .isLessThanOrEqualTo(rls.largestVariance() * (1 + 1e-9));
    for (double w : rls.weights().data) {
      assertThat(w).isFinite();
    }
  }

  @Test
  void shouldNotWindUpWhenNothingExcitesIt() {
    RecursiveLeastSquares rls = new RecursiveLeastSquares(M, 1, 0.99, 0.1);
    double[] one = {1, 0, 0, 0, 0};
    double[] other = {0, 1, 0, 0, 0};
    rls.update(other, 0, new double[]{3}, 0, 1);
    double largest = 0;
    for (int i = 0; i < 100_000; i++) {
      rls.update(one, 0, new double[]{2}, 0, 1);
      largest = Math.max(largest, rls.variance(other, 0));
    }
    assertThat(largest).isLessThanOrEqualTo(rls.largestVariance() * (1 + 1e-9))
        .isGreaterThan(0.9 / 0.1);
    assertThat(rls.weights().data[1]).isEqualTo(0, within(1e-12));
    assertThat(rls.weights().data[0]).isEqualTo(2, within(0.01));
  }

  @Test
  void shouldStartAnewWithoutForgettingTheWeights() {
    RecursiveLeastSquares rls = new RecursiveLeastSquares(M, 1, 0.99, 0.5);
    rls.update(draw.array(M), 0, new double[]{3}, 0, 1);
    double[] w = rls.weights().data.clone();
    rls.reset();
    assertThat(rls.weights().data).containsExactly(w);
    assertThat(rls.variance(new double[]{1, 0, 0, 0, 0}, 0)).isEqualTo(2, within(1e-12));
  }

  @Test
  void shouldRefuseNumbersOutOfRange() {
    assertThatThrownBy(() -> new RecursiveLeastSquares(1, 0, 0.9, 1))
        .hasMessageContaining("got 1 and 0");
    assertThatThrownBy(() -> new RecursiveLeastSquares(1, 1, 1.1, 1))
        .hasMessage("Recursive least squares: forgetting must be above 0 and at most 1, got 1.1.");
    assertThatThrownBy(() -> new RecursiveLeastSquares(1, 1, 0.9, 0))
        .hasMessageContaining("ridge must be 1e-10 to 1e10");
    assertThatThrownBy(() -> new RecursiveLeastSquares(100, 1, 0.5, 1))
        .hasMessageContaining("got 0.5 with 100 features");
  }
}
