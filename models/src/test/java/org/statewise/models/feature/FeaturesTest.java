package org.statewise.models.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.statewise.models.Draw;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;

class FeaturesTest {
  private static final int N = 3;
  private final Draw draw = new Draw(4);
  private final double[] q = draw.array(N);
  private final double[] qd = draw.array(N);
  private final double[] qdd = draw.array(N);

  private static double[] of(Features features, double[] q, double[] qd, double[] qdd) {
    double[] h = new double[features.rows() * features.count()];
    features.featureInto(q, qd, qdd, h);
    return h;
  }

  private static double[] scales(double value) {
    double[] scales = new double[3 * N];
    Arrays.fill(scales, value);
    return scales;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  @Test
  void shouldApproximateTheGaussianKernelWithRandomFeatures() {
    Features random = new RandomFeatures(20_000, scales(2), draw.generator());
    double[] h = of(random, q, qd, qdd);
    assertThat(dot(h, h)).isEqualTo(1, within(1e-12));
    double[] other = of(random, qd, q, qdd);
    double squared = 0;
    for (int j = 0; j < N; j++) {
      squared += 2 * (q[j] - qd[j]) * (q[j] - qd[j]);
    }
    // exp(-|x - y|^2 / (2 l^2)), to a few 1 / sqrt(m)
    assertThat(dot(h, other)).isEqualTo(Math.exp(-squared / 8), within(0.03));
  }

  @Test
  void shouldDrawTheSameRandomFeaturesFromTheSameSeed() {
    double[] one = of(new RandomFeatures(10, scales(1), new Draw(9).generator()), q, qd, qdd);
    double[] two = of(new RandomFeatures(10, scales(1), new Draw(9).generator()), q, qd, qdd);
    assertThat(one).containsExactly(two);
  }

  @Test
  void shouldShowAnInputThatIsNoNumberInRandomFeatures() {
    Features random = new RandomFeatures(10, scales(1), draw.generator());
    assertThat(of(random, new double[]{0, Double.NaN, 0}, qd, qdd)).containsOnly(Double.NaN);
    assertThat(of(random, q, new double[]{0, 1e200, 0}, qdd)).containsOnly(Double.NaN);
  }

  @Test
  void shouldGiveEachJointItsOwnFrictionStepsOrAllToAll() {
    double[] slow = {0.01, -0.2, 0};
    double[] expected = {Math.tanh(0.5), Math.tanh(0.1), -1, Math.tanh(-2), 0, 0};
    Features own = new FrictionFeatures(N, true);
    assertThat(own.rows()).isEqualTo(N);
    assertThat(own.count()).isEqualTo(2);
    assertThat(of(own, q, slow, qdd)).containsExactly(expected, within(1e-8));
    Features all = new FrictionFeatures(N, false);
    assertThat(all.rows()).isEqualTo(1);
    assertThat(of(all, q, slow, qdd)).containsExactly(expected, within(1e-8));
  }

  @Test
  void shouldRepeatWhatAllJointsSeeBesideTheirOwn() {
    Features joined = new JoinedFeatures(List.of(new ConstantFeature(N),
        new FrictionFeatures(N, true)));
    assertThat(joined.rows()).isEqualTo(N);
    assertThat(joined.count()).isEqualTo(3);
    double[] own = of(new FrictionFeatures(N, true), q, qd, qdd);
    assertThat(of(joined, q, qd, qdd))
        .containsExactly(1, own[0], own[1], 1, own[2], own[3], 1, own[4], own[5]);
  }

  @Test
  void shouldTakeTheLastHiddenLayerOfANetwork() {
    Mlp mlp = Mlp.of(3 * N, List.of(5, 4), N);
    Parameters theta = draw.initialised(mlp);
    double[] h = of(new HiddenFeatures(mlp, theta, scales(2)), q, qd, qdd);
    DMatrixRMaj x = new DMatrixRMaj(1, 3 * N);
    for (int j = 0; j < N; j++) {
      x.data[j] = q[j] / 2;
      x.data[N + j] = qd[j] / 2;
      x.data[2 * N + j] = qdd[j] / 2;
    }
    DMatrixRMaj f = mlp.forward(theta, x, mlp.newWorkspace(1));
    // f = W a + b with a = 2 h, m being 4
    for (int j = 0; j < N; j++) {
      double sum = theta.block(5).data[j];
      for (int i = 0; i < h.length; i++) {
        sum += theta.block(4).get(j, i) * 2 * h[i];
      }
      assertThat(sum).isEqualTo(f.data[j], within(1e-12));
    }
  }

  @Test
  void shouldRefuseWhatDoesNotFit() {
    assertThatThrownBy(() -> new RandomFeatures(3, scales(1), draw.generator()))
        .hasMessageContaining("positive and even").hasMessageContaining("got 3");
    assertThatThrownBy(() -> new RandomFeatures(2, new double[4], draw.generator()))
        .hasMessageContaining("three a joint, got 4");
    assertThatThrownBy(() -> new RandomFeatures(2, scales(0), draw.generator()))
        .hasMessageContaining("length scale 0 must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new JoinedFeatures(List.of())).hasMessageContaining("got none");
    assertThatThrownBy(() -> new JoinedFeatures(List.of(new ConstantFeature(2),
        new ConstantFeature(3)))).hasMessageContaining("got 2 and 3 joints");
    Mlp flat = new Mlp(3 * N, N);
    assertThatThrownBy(() -> new HiddenFeatures(flat, flat.newParameters(), scales(1)))
        .hasMessageContaining("got 1 layers");
    assertThatThrownBy(() -> new HiddenFeatures(flat, Parameters.empty(), scales(1)))
        .hasMessageContaining("got 0");
  }
}
