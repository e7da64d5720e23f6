package org.statewise.bridge.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FrictionSolverTest {
  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void shouldSatisfyTheConditionsOfStickingAndSliding() {
    int n = 6;
    FrictionSolver solver = new FrictionSolver(n);
    for (int trial = 0; trial < 500; trial++) {
      double[] a = positiveDefinite(n);
      double[] p = vector(n, 1);
      double[] bound = vector(n, 0.5);
      double[] v = vector(n, 2);
      for (int j = 0; j < n; j++) {
        bound[j] = Math.abs(bound[j]);
        v[j] = random.nextBoolean() ? v[j] : 0;
      }
      solver.solve(a, p, bound, v);
      for (int j = 0; j < n; j++) {
        // What friction has to take: p_j - (A v)_j
        double impulse = p[j];
        for (int k = 0; k < n; k++) {
          impulse -= a[j * n + k] * v[k];
        }
        if (v[j] == 0) {
          assertThat(Math.abs(impulse)).isLessThanOrEqualTo(bound[j] + 1e-9);
        } else {
          assertThat(impulse).isCloseTo(bound[j] * Math.signum(v[j]),
              within(1e-9));
        }
      }
    }
  }

  /** B B^T + 0.1: coupled as strongly as the joints of an outstretched arm. */
  private double[] positiveDefinite(int n) {
    double[] b = vector(n * n, 1);
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i * n + j] = i == j ? 0.1 : 0;
        for (int k = 0; k < n; k++) {
          a[i * n + j] += b[i * n + k] * b[j * n + k];
        }
      }
    }
    return a;
  }

  private double[] vector(int n, double scale) {
    double[] v = new double[n];
    for (int i = 0; i < n; i++) {
      v[i] = scale * (2 * random.nextDouble() - 1);
    }
    return v;
  }
}
