package org.statewise.models.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.models.Draw;
import org.statewise.models.net.Parameters;

class LossSpecTest {
  private final Draw draw = new Draw(3);

  @ParameterizedTest
  @ValueSource(strings = {"squared", "structured", "state-dependent", "mlp"})
  void shouldReadBackItsOwnWord(String word) {
    LossSpec spec = LossSpec.parse(word);
    assertThat(spec.word()).isEqualTo(word);
    assertThat(spec.build(5, draw.generator()).joints()).isEqualTo(5);
  }

  @Test
  void shouldListTheWordsWhenOneIsUnknown() {
    assertThatThrownBy(() -> LossSpec.parse("huber"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Loss: must be one of squared, structured, state-dependent, mlp; got \"huber\".");
  }

  @Test
  void shouldHaveTheSizesOfThePaperForSevenJoints() {
    assertThat(phiCount(new LossSpec.Squared())).isZero();
    assertThat(phiCount(new LossSpec.Structured())).isEqualTo(7);
    assertThat(phiCount(new LossSpec.StateDependent())).isEqualTo(7 * (14 * 32 + 32 + 32 + 1));
    assertThat(phiCount(new LossSpec.Network()))
        .isEqualTo(15 * 40 + 41 * 40 + 41 * 40 + 41);
  }

  private int phiCount(LossSpec spec) {
    return spec.build(7, draw.generator()).phi().count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SOFTPLUS", "RAW"})
  void shouldWeighEachJointByOneBeforeTraining(Positivity positivity) {
    Loss loss = new StructuredLoss(3, positivity);
    assertThat(weights(loss)).containsExactly(new double[]{1, 1, 1}, within(1e-15));
  }

  @Test
  void shouldReportTheWeightsOfTheLastSample() {
    Loss loss = new LossSpec.StateDependent(4, Positivity.SOFTPLUS).build(3, draw.generator());
    DMatrixRMaj state = draw.matrix(2, 6);
    DMatrixRMaj last = new DMatrixRMaj(1, 6);
    System.arraycopy(state.data, 6, last.data, 0, 6);
    double[] ofBatch = new double[3];
    double[] ofLast = new double[3];
    loss.evaluate(state, draw.matrix(2, 3), draw.matrix(2, 3));
    loss.weightsInto(ofBatch);
    loss.evaluate(last, draw.matrix(1, 3), draw.matrix(1, 3));
    loss.weightsInto(ofLast);
    assertThat(ofBatch).containsExactly(ofLast);
    assertThat(ofLast[0]).isPositive().isNotEqualTo(ofLast[1]);
  }

  @Test
  void shouldReportConstantWeightsWhereNothingWeighs() {
    assertThat(weights(new SquaredLoss(4))).containsOnly(0.25);
    assertThat(weights(new LossSpec.Network().build(4, draw.generator()))).containsOnly(0);
  }

  private double[] weights(Loss loss) {
    int n = loss.joints();
    loss.evaluate(draw.matrix(1, 2 * n), draw.matrix(1, n), draw.matrix(1, n));
    double[] weights = new double[n];
    loss.weightsInto(weights);
    return weights;
  }

  @Test
  void shouldBuildATrainedLossWithItsOwnCopyOfPhi() {
    LossSpec kind = new LossSpec.StateDependent(4, Positivity.SOFTPLUS);
    Parameters phi = draw.direction(kind.build(3, draw.generator()).phi());
    LossSpec trained = new LossSpec.Trained(kind, phi);
    double[] before = phi.toArray();
    phi.zero();
    Loss loss = trained.build(3, draw.generator());
    assertThat(loss.phi().toArray()).containsExactly(before);
    assertThat(trained.word()).isEqualTo("state-dependent");
    loss.phi().zero();
    assertThat(trained.build(3, draw.generator()).phi().toArray()).containsExactly(before);
  }

  @Test
  void shouldRefuseToBuildATrainedLossForAnotherArm() {
    Parameters phi = new StructuredLoss(7, Positivity.SOFTPLUS).phi();
    LossSpec trained = new LossSpec.Trained(new LossSpec.Structured(), phi);
    assertThatThrownBy(() -> trained.build(6, draw.generator()))
        .hasMessage("Trained loss structured: "
            + "phi must have 6 values in 1 blocks for 6 joints, got 7 in 1.");
    assertThatThrownBy(() -> new LossSpec.Trained(trained, phi))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseAWidthThatIsNotPositive() {
    assertThatThrownBy(() -> new LossSpec.StateDependent(0, Positivity.RAW))
        .hasMessage("State-dependent loss: hidden must be positive, got 0.");
  }

  @Test
  void shouldKeepSoftplusFiniteAndExactFarOut() {
    assertThat(Softplus.value(1000)).isEqualTo(1000);
    assertThat(Softplus.value(-1000)).isZero();
    assertThat(Softplus.value(0)).isEqualTo(StrictMath.log(2));
    assertThat(Softplus.derivative(1000)).isEqualTo(1);
    assertThat(Softplus.derivative(-1000)).isZero();
    assertThat(Softplus.derivative(0)).isEqualTo(0.5);
    assertThat(Softplus.secondDerivative(0)).isEqualTo(0.25);
    assertThat(Softplus.value(Double.NaN)).isNaN();
  }

  @Test
  void shouldChangeALogLinearWeightByTwentyFiveAtMost() {
    LogLinearLoss loss = new LogLinearLoss(2, 2);
    loss.phi().block(0).data[1] = Math.log(4);
    loss.phi().block(1).data[0] = 0.5;
    assertThat(weights(loss, 0, 1, 0, 1)).containsExactly(new double[]{1, 4}, within(1e-12));
    assertThat(weights(loss, 0.1, 0, 0.2, 0)[1] / weights(loss, 0, 0, 0, 0)[1])
        .isCloseTo(Math.exp(0.1), within(1e-4));
    assertThat(weights(loss, 1e3, 0, -1e3, 0)).containsExactly(new double[]{25, 4.0 / 25},
        within(1e-9));
  }

  private static double[] weights(Loss loss, double... state) {
    loss.evaluate(new DMatrixRMaj(1, state.length, true, state), new DMatrixRMaj(1, 2),
        new DMatrixRMaj(1, 2));
    double[] phi = new double[2];
    loss.weightsInto(phi);
    return phi;
  }

  @Test
  void shouldRefuseALogLinearLossWithoutInputs() {
    assertThatThrownBy(() -> new LossSpec.LogLinear(0))
        .hasMessage("Log-linear loss: inputs must be from 1 to 64, got 0.");
  }
}
