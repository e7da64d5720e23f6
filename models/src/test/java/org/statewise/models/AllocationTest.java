package org.statewise.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.loss.TrainedStates;
import org.statewise.models.meta.Batch;
import org.statewise.models.meta.MetaGradient;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.MlpWorkspace;
import org.statewise.models.net.Parameters;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.Scaling;
import org.statewise.models.optim.UpdateRuleSpec;

/** What the tick reaches, and what meta-training repeats, allocates not a single byte. */
class AllocationTest {
  private final Draw draw = new Draw(1);
  private final Mlp mlp = Mlp.of(21, List.of(64, 64), 7);
  private final Parameters theta = draw.initialised(mlp);

  private static void assertNothingAllocated(int warmUp, int calls, Runnable work) {
    assertThat(AllocationProbe.bytesPerCall(warmUp, calls, work)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16})
  void shouldAllocateNothingInAnyPassOfTheNetwork(int batch) {
    Parameters v = draw.direction(theta);
    Parameters dLdTheta = theta.newLike();
    DMatrixRMaj x = draw.matrix(batch, 21);
    DMatrixRMaj dLdInput = new DMatrixRMaj(batch, 21);
    DMatrixRMaj dLdF = draw.matrix(batch, 7);
    DMatrixRMaj jv = new DMatrixRMaj(batch, 7);
    MlpWorkspace ws = mlp.newWorkspace(batch);
    assertNothingAllocated(2000, 200, () -> {
      mlp.forward(theta, x, ws);
      mlp.backwardInto(theta, ws, dLdF, dLdTheta, dLdInput);
      mlp.tangentInto(theta, ws, v, jv);
      mlp.hessianVectorInto(theta, ws, v, dLdF, jv, dLdTheta);
      mlp.inputTangentInto(theta, ws, dLdInput, jv);
      mlp.inputTangentBackwardInto(theta, ws, dLdF, jv, dLdTheta);
    });
  }

  @ParameterizedTest
  @CsvSource({"squared, 1", "structured, 1", "state-dependent, 1", "mlp, 1", "state-dependent, 8",
    "mlp, 8"})
  void shouldAllocateNothingInALoss(String word, int batch) {
    assertLossAllocatesNothing(LossSpec.parse(word).build(7, draw.generator()), batch);
  }

  @Test
  void shouldAllocateNothingInALossThatKnowsItsTraining() {
    LossSpec kind = LossSpec.parse("state-dependent");
    double[] ones = new double[14];
    Arrays.fill(ones, 1);
    double[] weights = new double[7];
    TrainedStates states = new TrainedStates(new double[14], ones,
        new TrainedStates.Weights(weights, weights, weights));
    assertLossAllocatesNothing(new LossSpec.Trained(kind,
        kind.build(7, draw.generator()).phi()).on(states).build(7, draw.generator()), 1);
  }

  private void assertLossAllocatesNothing(Loss loss, int batch) {
    DMatrixRMaj state = draw.matrix(batch, 14);
    DMatrixRMaj f = draw.matrix(batch, 7);
    DMatrixRMaj tau = draw.matrix(batch, 7);
    DMatrixRMaj result = new DMatrixRMaj(batch, 7);
    Parameters dPhi = loss.phi().newLike();
    double[] weights = new double[7];
    assertNothingAllocated(2000, 200, () -> {
      loss.evaluate(state, f, tau);
      loss.gradientInto(result);
      loss.hessianVectorInto(f, result);
      loss.phiGradientInto(dPhi);
      loss.mixedGradientPhiInto(f, dPhi);
      loss.weightsInto(weights);
      loss.outOfRange();
    });
  }

  @ParameterizedTest
  @CsvSource({"squared, sgd", "structured, sgd", "state-dependent, adam", "mlp, sgd"})
  void shouldAllocateNothingInATick(String loss, String rule) {
    OnlineModel model = new OnlineModelSpec.Network(List.of(64, 64), LossSpec.parse(loss),
        UpdateRuleSpec.parse(rule), 0.001, 0.03, true)
        .build(7, Scaling.none(7), draw.generator());
    Parameters snapshot = model.theta().newLike();
    double[] q = draw.array(7);
    double[] tau = draw.array(7);
    double[] broken = new double[]{Double.NaN, 0, 0, 0, 0, 0, 0};
    double[] u = new double[7];
    assertNothingAllocated(3000, 500, () -> {
      model.predictInto(q, q, q, u);
      model.learn(q, q, q, tau);
      model.learn(q, q, q, broken);
      model.report();
      model.snapshotInto(snapshot);
    });
  }

  @Test
  void shouldAllocateNothingInATickWithoutAModel() {
    OnlineModel model = new OnlineModelSpec.None().build(7, Scaling.none(7), draw.generator());
    double[] q = draw.array(7);
    double[] u = new double[7];
    assertNothingAllocated(3000, 500, () -> {
      model.predictInto(q, q, q, u);
      model.learn(q, q, q, q);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"structured", "state-dependent", "mlp"})
  void shouldAllocateNothingInAMetaGradient(String word) {
    Mlp small = Draw.smallModel(7);
    Parameters start = draw.initialised(small);
    Loss loss = LossSpec.parse(word).build(7, draw.generator());
    MetaGradient meta = new MetaGradient(small, loss, 0.01, 3);
    Parameters dPhi = loss.phi().newLike();
    Batch a = draw.batch(6, 7);
    Batch b = draw.batch(4, 7);
    assertNothingAllocated(1500, 100, () -> meta.gradientInto(start, a, b, dPhi));
  }
}
