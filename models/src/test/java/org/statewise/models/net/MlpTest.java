package org.statewise.models.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.data.Offset;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statewise.models.Draw;
import org.statewise.models.Gradients;

class MlpTest {
  private final Draw draw = new Draw(7);

  @Test
  void shouldComputeAHandWorkedExample() {
    Mlp mlp = new Mlp(2, 2, 1);
    Parameters theta = mlp.newParameters();
    theta.fromArray(new double[]{1, 2, 3, 4, -5, 1, 10, 100, 0.5});
    // z = (1 + 2 - 5, 3 + 4 + 1) = (-2, 8), relu = (0, 8), f = 800.5
    DMatrixRMaj f = mlp.forward(theta, new DMatrixRMaj(1, 2, true, 1, 1), mlp.newWorkspace(1));
    assertThat(f.get(0, 0)).isEqualTo(800.5);
  }

  @Test
  void shouldAnswerExactlyZeroWhenItsLastLayerIsZero() {
    Mlp mlp = Mlp.of(21, List.of(64, 64), 7);
    Parameters theta = draw.initialised(mlp);
    mlp.zeroLastLayer(theta);
    DMatrixRMaj f = mlp.forward(theta, draw.matrix(5, 21), mlp.newWorkspace(5));
    assertThat(f.data).containsOnly(0.0);
    assertThat(theta.block(0).data).doesNotContain(0.0);
  }

  @Test
  void shouldDrawWithinOneOverTheRootOfTheInputs() {
    Mlp mlp = Mlp.of(25, List.of(400), 7);
    Parameters theta = draw.initialised(mlp);
    for (int b = 0; b < 2; b++) {
      for (double x : theta.block(b).data) {
        assertThat(Math.abs(x)).isLessThan(0.2);
      }
    }
    assertThat(theta.slice(0, 2).norm()).isBetween(11.5, 12.1);
    for (double x : theta.block(2).data) {
      assertThat(Math.abs(x)).isLessThan(0.05);
    }
  }

  @Test
  void shouldComputeTheRowsOfABatchAsItComputesSingleSamples() {
    Mlp mlp = Mlp.of(21, List.of(64, 64), 7);
    Parameters theta = draw.initialised(mlp);
    DMatrixRMaj x = draw.matrix(9, 21);
    DMatrixRMaj all = mlp.forward(theta, x, mlp.newWorkspace(9)).copy();
    MlpWorkspace ws = mlp.newWorkspace(1);
    for (int row = 0; row < 9; row++) {
      DMatrixRMaj one = new DMatrixRMaj(1, 21);
      System.arraycopy(x.data, 21 * row, one.data, 0, 21);
      DMatrixRMaj f = mlp.forward(theta, one, ws);
      for (int j = 0; j < 7; j++) {
        assertThat(f.get(0, j)).isEqualTo(all.get(row, j));
      }
    }
  }

  @Test
  void shouldShowABrokenInputInItsOutput() {
    Mlp mlp = Mlp.of(3, List.of(4, 4), 2);
    DMatrixRMaj x = new DMatrixRMaj(1, 3, true, 1, Double.NaN, 1);
    DMatrixRMaj f = mlp.forward(draw.initialised(mlp), x, mlp.newWorkspace(1));
    assertThat(f.data).containsOnly(Double.NaN);
  }

  @Test
  void shouldServeBatchesThatGrowAndShrink() {
    Mlp mlp = Draw.smallModel(2);
    Parameters theta = draw.initialised(mlp);
    MlpWorkspace ws = mlp.newWorkspace(1);
    DMatrixRMaj x = draw.matrix(1, 6);
    double first = mlp.forward(theta, x, ws).get(0, 0);
    assertThat(mlp.forward(theta, draw.matrix(8, 6), ws).numRows).isEqualTo(8);
    assertThat(ws.batch()).isEqualTo(8);
    assertThat(mlp.forward(theta, x, ws).get(0, 0)).isEqualTo(first);
  }

  @Test
  void shouldRefuseSizesThatMakeNoNetwork() {
    assertThatThrownBy(() -> new Mlp(3)).hasMessageContaining("at least an input and an output");
    assertThatThrownBy(() -> Mlp.of(3, List.of(0), 1))
        .hasMessage("Network sizes: each must be positive, got [3, 0, 1].");
  }

  @ParameterizedTest
  @MethodSource("org.statewise.models.Draw#cases")
  void shouldAgreeWithDifferences(long seed, int joints, int batch) {
    Draw own = new Draw(seed);
    Mlp mlp = Draw.smallModel(joints);
    Parameters theta = own.initialised(mlp);
    DMatrixRMaj x = own.matrix(batch, 3 * joints);
    DMatrixRMaj w = own.matrix(batch, joints);
    MlpWorkspace ws = mlp.newWorkspace(batch);
    // L = sum(W .* f), so dL/df = W
    mlp.forward(theta, x, ws);
    Parameters dLdTheta = mlp.newParameters();
    DMatrixRMaj dLdInput = new DMatrixRMaj(batch, 3 * joints);
    mlp.backwardInto(theta, ws, w, dLdTheta, dLdInput);
    Gradients.assertGradient("dL/dtheta", dLdTheta, theta,
        () -> Gradients.dot(w, mlp.forward(theta, x, ws)));
    Gradients.assertGradient("dL/dx", dLdInput, x,
        () -> Gradients.dot(w, mlp.forward(theta, x, ws)));
  }

  @ParameterizedTest
  @MethodSource("org.statewise.models.Draw#cases")
  void shouldMoveItsOutputAlongADirectionAsTheGradientPredicts(long seed, int joints, int batch) {
    Draw own = new Draw(seed);
    Mlp mlp = Draw.smallModel(joints);
    Parameters theta = own.initialised(mlp);
    Parameters v = own.direction(theta);
    DMatrixRMaj x = own.matrix(batch, 3 * joints);
    DMatrixRMaj xDot = own.matrix(batch, 3 * joints);
    DMatrixRMaj w = own.matrix(batch, joints);
    MlpWorkspace ws = mlp.newWorkspace(batch);
    mlp.forward(theta, x, ws);
    Parameters dLdTheta = mlp.newParameters();
    DMatrixRMaj dLdInput = new DMatrixRMaj(batch, 3 * joints);
    mlp.backwardInto(theta, ws, w, dLdTheta, dLdInput);
    // W . (J v) = (J^T W) . v, for a move of theta and for one of the input
    DMatrixRMaj fDot = new DMatrixRMaj(batch, joints);
    mlp.tangentInto(theta, ws, v, fDot);
    assertThat(Gradients.dot(w, fDot)).isCloseTo(dLdTheta.dot(v), within(dLdTheta, v));
    mlp.inputTangentInto(theta, ws, xDot, fDot);
    assertThat(Gradients.dot(w, fDot)).isCloseTo(Gradients.dot(dLdInput, xDot),
        within(dLdTheta, v));
  }

  private static Offset<Double> within(Parameters x, Parameters y) {
    return Offset.offset(1e-14 * x.norm() * y.norm());
  }

  @ParameterizedTest
  @MethodSource("org.statewise.models.Draw#cases")
  void shouldDifferentiateItsGradientAlongADirection(long seed, int joints, int batch) {
    Draw own = new Draw(seed);
    Mlp mlp = Draw.smallModel(joints);
    Parameters theta = own.initialised(mlp);
    Parameters v = own.direction(theta);
    DMatrixRMaj x = own.matrix(batch, 3 * joints);
    MlpWorkspace ws = mlp.newWorkspace(batch);
    DMatrixRMaj fDot = new DMatrixRMaj(batch, joints);
    // L = sum(f^2) / 2, so dL/df = f, which moves by J v; its Hessian is the gradient of g . v
    DMatrixRMaj f = mlp.forward(theta, x, ws).copy();
    mlp.tangentInto(theta, ws, v, fDot);
    Parameters hv = mlp.newParameters();
    mlp.hessianVectorInto(theta, ws, v, f, fDot, hv);
    Parameters g = mlp.newParameters();
    Gradients.assertGradient("H v", hv, theta, () -> {
      DMatrixRMaj at = mlp.forward(theta, x, ws);
      mlp.backwardInto(theta, ws, at, g);
      return g.dot(v);
    });
  }

  @ParameterizedTest
  @MethodSource("org.statewise.models.Draw#cases")
  void shouldDifferentiateItsInputGradientAlongAnInput(long seed, int joints, int batch) {
    Draw own = new Draw(seed);
    Mlp mlp = Draw.smallModel(joints);
    Parameters theta = own.initialised(mlp);
    DMatrixRMaj x = own.matrix(batch, 3 * joints);
    DMatrixRMaj xDot = own.matrix(batch, 3 * joints);
    MlpWorkspace ws = mlp.newWorkspace(batch);
    DMatrixRMaj fDot = new DMatrixRMaj(batch, joints);
    DMatrixRMaj f = mlp.forward(theta, x, ws).copy();
    mlp.inputTangentInto(theta, ws, xDot, fDot);
    Parameters mixed = mlp.newParameters();
    mlp.inputTangentBackwardInto(theta, ws, f, fDot, mixed);
    DMatrixRMaj hxDot = new DMatrixRMaj(batch, 3 * joints);
    mlp.inputHessianVectorInto(theta, ws, f, fDot, hxDot);

    DMatrixRMaj dLdInput = new DMatrixRMaj(batch, 3 * joints);
    Supplier<Double> along = () -> {
      DMatrixRMaj at = mlp.forward(theta, x, ws);
      mlp.inputGradientInto(theta, ws, at, dLdInput);
      return Gradients.dot(dLdInput, xDot);
    };
    Gradients.assertGradient("d(dL/dx . xDot)/dtheta", mixed, theta, along);
    Gradients.assertGradient("d(dL/dx . xDot)/dx", hxDot, x, along);
  }
}
