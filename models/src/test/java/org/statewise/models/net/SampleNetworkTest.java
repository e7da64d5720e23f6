package org.statewise.models.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.models.Draw;

/** One sample at a time must be what the passes over batches are. */
class SampleNetworkTest {
  private final Draw draw = new Draw(5);
  private Mlp mlp;
  private Parameters theta;
  private SampleNetwork network;
  private DMatrixRMaj x;
  private DMatrixRMaj dLdF;
  private Parameters dLdTheta;

  private void build(List<Integer> hidden) {
    mlp = Mlp.of(9, hidden, 3);
    theta = draw.initialised(mlp);
    network = new SampleNetwork(mlp);
    network.load(theta);
    x = draw.matrix(1, 9);
    dLdF = draw.matrix(1, 3);
    MlpWorkspace ws = mlp.newWorkspace(1);
    dLdTheta = theta.newLike();
    mlp.forward(theta, x, ws);
    mlp.backwardInto(theta, ws, dLdF, dLdTheta);
    network.forward(x.data);
    network.backward(dLdF.data);
  }

  private static List<Integer> widths(String hidden) {
    return hidden.isEmpty()
        ? List.of()
        : List.of(hidden.split("-")).stream()
            .map(Integer::valueOf).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "7", "16-16", "64-64", "5-11-6"})
  void shouldPredictWhatTheBatchPassPredictsToTheBit(String hidden) {
    build(widths(hidden));
    for (int i = 0; i < 20; i++) {
      DMatrixRMaj next = draw.matrix(1, 9);
      assertThat(network.forward(next.data))
          .containsExactly(mlp.forward(theta, next, mlp.newWorkspace(1)).data);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "7", "16-16", "64-64", "5-11-6"})
  void shouldStepDownTheGradientOfTheBatchPass(String hidden) {
    build(widths(hidden));
    assertThat(network.squaredGradient())
        .isCloseTo(dLdTheta.dot(dLdTheta), within(1e-12 * dLdTheta.dot(dLdTheta)));
    assertThat(network.thetaDotGradient())
        .isCloseTo(dLdTheta.dot(theta), within(1e-12 * dLdTheta.norm() * theta.norm()));
    network.stepDownGradient(0.1);
    theta.addScaled(-0.1, dLdTheta);
    assertThat(stored().toArray()).containsExactly(theta.toArray(), within(1e-14));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "64-64"})
  void shouldWriteTheSameGradientDown(String hidden) {
    build(widths(hidden));
    Parameters g = network.parameters().newLike();
    network.gradientInto(g);
    network.parameters().copyFrom(g);
    assertThat(stored().toArray()).containsExactly(dLdTheta.toArray(), within(1e-14));
  }

  @Test
  void shouldReturnTheParametersThatItWasGiven() {
    build(List.of(5, 4));
    assertThat(stored().toArray()).containsExactly(theta.toArray());
    assertThat(network.parameters().count()).isEqualTo(theta.count());
    assertThat(network.parameters().norm()).isCloseTo(theta.norm(), within(1e-14));
  }

  @Test
  void shouldShowABrokenInputInItsOutputAndItsGradient() {
    build(List.of(8, 8));
    x.data[4] = Double.NaN;
    assertThat(network.forward(x.data)).containsOnly(Double.NaN);
    network.backward(dLdF.data);
    assertThat(network.squaredGradient()).isNaN();
  }

  private Parameters stored() {
    Parameters now = theta.newLike();
    network.storeInto(now);
    return now;
  }
}
