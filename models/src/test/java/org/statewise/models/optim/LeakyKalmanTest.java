package org.statewise.models.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.models.Draw;
import org.statewise.models.dynamics.Cholesky;

class LeakyKalmanTest {
  private static final int M = 6;
  private final Draw draw = new Draw(1);

  private static void assertSymmetricAndDefinite(double[] p, double bound) {
    double trace = 0;
    for (int i = 0; i < M; i++) {
      trace += p[i * M + i];
      for (int k = 0; k < i; k++) {
        assertThat(p[i * M + k]).isEqualTo(p[k * M + i]);
      }
    }
    assertThat(new Cholesky(M).factor(p)).isTrue();
    assertThat(trace).isLessThanOrEqualTo(M * bound * (1 + 1e-9));
  }

  @Test
  void shouldDoWhatTheEquationsDoForOneFeature() {
    LeakyKalman filter = new LeakyKalman(1, 2, 0.1, 0.5);
    double p = filter.largestVariance();
    assertThat(p).isEqualTo(0.5 / (1 - 0.81), within(1e-12));
    filter.weights().data[1] = 2;
    p = 0.81 * p + 0.5;
    double k = p * 3 / (3 * p * 3 + 1 / 0.25);
    double gain = filter.update(new double[]{9, 3}, 1, new double[]{7, 5, 4}, 1, 0.25);
    assertThat(gain).isEqualTo(3 * k, within(1e-12));
    assertThat(filter.weights().data[0]).isEqualTo(k * 5, within(1e-12));
    assertThat(filter.weights().data[1]).isEqualTo(1.8 + k * (4 - 3 * 1.8), within(1e-12));
    assertThat(filter.covariance()[0]).isEqualTo(p - 3 * k * p, within(1e-12));
    assertThat(filter.variance(new double[]{2}, 0))
        .isEqualTo(4 * filter.covariance()[0], within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"0.01, 0.1", "1e-5, 1e-5", "1e-8, 1", "0.5, 10"})
  void shouldStayDefiniteAndBoundedOverMillionsOfUpdates(double leak, double q) {
    LeakyKalman filter = new LeakyKalman(M, 2, leak, q);
    double[] h = draw.array(M);
    double[] target = {1, -1};
    for (int i = 0; i < 1_200_000; i++) {
      // The same excitation for a long time, then none, then another.
      if (i % 300_000 == 0) {
        h = i == 600_000 ? new double[M] : draw.array(M);
      }
      filter.update(h, 0, target, 0, i % 7 == 0 ? LinearFilter.MAX_PRECISION : 1);
    }
    assertSymmetricAndDefinite(filter.covariance(), filter.largestVariance());
  }

  @Test
  void shouldGoBackToZeroWhenNothingSupportsTheWeights() {
    LeakyKalman filter = new LeakyKalman(M, 1, 0.001, 0.01);
    double[] target = {5};
    for (int i = 0; i < 1000; i++) {
      filter.update(draw.array(M), 0, target, 0, 1);
    }
    assertThat(filter.weights().data[0]).isNotZero();
    for (int i = 0; i < 50_000; i++) {
      filter.update(new double[M], 0, target, 0, 1);
    }
    for (double w : filter.weights().data) {
      // (1 - 0.001)^50000 is 2e-22.
      assertThat(w).isEqualTo(0, within(1e-18));
    }
    assertSymmetricAndDefinite(filter.covariance(), filter.largestVariance());
  }

  @Test
  void shouldLearnNothingFromASampleWithoutPrecision() {
    LeakyKalman filter = new LeakyKalman(M, 1, 0.001, 0.01);
    assertThat(filter.update(draw.array(M), 0, new double[]{3}, 0, 0)).isZero();
    assertThat(filter.weights().data).containsOnly(0);
  }

  @Test
  void shouldTrustASampleTheMoreThePreciserItIs() {
    double last = 0;
    for (double precision : new double[]{0.01, 0.1, 1, 10, 1000}) {
      LeakyKalman filter = new LeakyKalman(1, 1, 0.01, 0.01);
      double gain = filter.update(new double[]{1}, 0, new double[]{1}, 0, precision);
      assertThat(gain).isGreaterThan(last).isLessThan(1);
      last = gain;
    }
  }

  @Test
  void shouldStartAnewWithoutForgettingTheWeights() {
    LeakyKalman filter = new LeakyKalman(M, 1, 0.001, 0.01);
    filter.update(draw.array(M), 0, new double[]{3}, 0, 1);
    double[] w = filter.weights().data.clone();
    filter.reset();
    assertThat(filter.weights().data).containsExactly(w);
    assertThat(filter.covariance())
        .containsExactly(new LeakyKalman(M, 1, 0.001, 0.01).covariance());
  }

  @Test
  void shouldRefuseNumbersOutOfRange() {
    assertThatThrownBy(() -> new LeakyKalman(0, 1, 0.1, 1)).hasMessageContaining("got 0 and 1");
    assertThatThrownBy(() -> new LeakyKalman(1, 1, 0, 1))
        .hasMessage("Leaky Kalman filter: leak must be at least 1e-8 and below 1, got 0.0.");
    assertThatThrownBy(() -> new LeakyKalman(1, 1, 1, 1)).hasMessageContaining("got 1.0");
    assertThatThrownBy(() -> new LeakyKalman(1, 1, 0.1, Double.NaN))
        .hasMessageContaining("q = NaN");
    assertThatThrownBy(() -> new LeakyKalman(1, 1, 1e-8, 100)).hasMessageContaining("at most 1e8");
  }
}
