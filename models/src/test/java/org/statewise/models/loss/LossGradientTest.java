package org.statewise.models.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statewise.models.Draw;
import org.statewise.models.Gradients;
import org.statewise.models.net.Parameters;

/** Every derivative of every loss against differences. */
class LossGradientTest {
  private static final List<LossSpec> SPECS = List.of(new LossSpec.Squared(),
      new LossSpec.Structured(), new LossSpec.Structured(Positivity.RAW),
      new LossSpec.StateDependent(4, Positivity.SOFTPLUS),
      new LossSpec.StateDependent(4, Positivity.RAW), new LossSpec.Network(List.of(5, 4)),
      new LossSpec.LogLinear(3));

  private DMatrixRMaj state;
  private DMatrixRMaj f;
  private DMatrixRMaj tau;
  private DMatrixRMaj u;

  private Loss draw(LossSpec spec, long seed, int joints, int batch) {
    Draw draw = new Draw(seed);
    f = draw.matrix(batch, joints);
    tau = draw.matrix(batch, joints);
    u = draw.matrix(batch, joints);
    Loss loss = spec.build(joints, draw.generator());
    state = draw.matrix(batch, loss.inputs());
    // Away from the equal weights of an untrained structured loss.
    loss.phi().addScaled(0.1, draw.direction(loss.phi()));
    return loss;
  }

  private double evaluate(Loss loss) {
    return loss.evaluate(state, f, tau);
  }

  @ParameterizedTest
  @MethodSource("org.statewise.models.Draw#cases")
  void shouldKnowItsGradientInThePrediction(long seed, int joints, int batch) {
    for (LossSpec spec : SPECS) {
      Loss loss = draw(spec, seed, joints, batch);
      DMatrixRMaj dLdF = new DMatrixRMaj(batch, joints);
      evaluate(loss);
      loss.gradientInto(dLdF);
      Gradients.assertGradient(spec + " dL/df", dLdF, f, () -> evaluate(loss));
    }
  }

  @ParameterizedTest
  @MethodSource("org.statewise.models.Draw#cases")
  void shouldKnowItsGradientInPhi(long seed, int joints, int batch) {
    for (LossSpec spec : SPECS) {
      Loss loss = draw(spec, seed, joints, batch);
      Parameters dLdPhi = loss.phi().newLike();
      evaluate(loss);
      loss.phiGradientInto(dLdPhi);
      Gradients.assertGradient(spec + " dL/dphi", dLdPhi, loss.phi(), () -> evaluate(loss));
    }
  }

  @ParameterizedTest
  @MethodSource("org.statewise.models.Draw#cases")
  void shouldKnowItsMixedGradientAndItsHessian(long seed, int joints, int batch) {
    for (LossSpec spec : SPECS) {
      Loss loss = draw(spec, seed, joints, batch);
      Parameters mixed = loss.phi().newLike();
      DMatrixRMaj hu = new DMatrixRMaj(batch, joints);
      DMatrixRMaj dLdF = new DMatrixRMaj(batch, joints);
      evaluate(loss);
      loss.mixedGradientPhiInto(u, mixed);
      loss.hessianVectorInto(u, hu);
      Gradients.assertGradient(spec + " mixed", mixed, loss.phi(), () -> along(loss, dLdF));
      Gradients.assertGradient(spec + " H u", hu, f, () -> along(loss, dLdF));
    }
  }

  private double along(Loss loss, DMatrixRMaj dLdF) {
    evaluate(loss);
    loss.gradientInto(dLdF);
    return Gradients.dot(dLdF, u);
  }

  @ParameterizedTest
  @MethodSource("org.statewise.models.Draw#cases")
  void shouldAverageItsSamples(long seed, int joints, int batch) {
    for (LossSpec spec : SPECS) {
      Loss loss = draw(spec, seed, joints, batch);
      double whole = evaluate(loss);
      double sum = 0;
      for (int row = 0; row < batch; row++) {
        sum += loss.evaluate(row(state, row), row(f, row), row(tau, row));
      }
      assertThat(whole).isCloseTo(sum / batch, within(1e-12));
    }
  }

  private static DMatrixRMaj row(DMatrixRMaj x, int row) {
    DMatrixRMaj one = new DMatrixRMaj(1, x.numCols);
    System.arraycopy(x.data, row * x.numCols, one.data, 0, x.numCols);
    return one;
  }
}
