package org.statewise.models.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.statewise.models.Draw;
import org.statewise.models.Gradients;
import org.statewise.models.net.Parameters;

/** A state-dependent loss where it was trained, at the edge of that, and far away. */
class TrainedStatesTest {
  private static final int JOINTS = 2;
  private static final double[] LEAST = {150, 160};
  private static final double[] MOST = {300, 310};
  private static final double[] MEAN = {200, 210};

  private final Draw draw = new Draw(5);
  private final LossSpec kind = new LossSpec.StateDependent(8, Positivity.SOFTPLUS);

  private static TrainedStates states(double low, double high) {
    double[] lows = {low, low, low, low};
    double[] highs = {high, high, high, high};
    return new TrainedStates(lows, highs, new TrainedStates.Weights(LEAST, MOST, MEAN));
  }

  /** Weights that the networks alone take to 0.7 in one state and to thousands in another. */
  private LossSpec.Trained wild() {
    Parameters phi = kind.build(JOINTS, draw.generator()).phi().copy();
    phi.addScaled(40, draw.direction(phi));
    return new LossSpec.Trained(kind, phi);
  }

  private static double[] weightsAt(Loss loss, double... state) {
    DMatrixRMaj zeros = new DMatrixRMaj(1, JOINTS);
    loss.evaluate(new DMatrixRMaj(1, 2 * JOINTS, true, state), zeros, zeros);
    double[] weights = new double[JOINTS];
    loss.weightsInto(weights);
    return weights;
  }

  @Test
  void shouldKeepItsWeightsWithinThoseOfItsTrainingInEveryState() {
    Loss loss = wild().on(states(-1, 1)).build(JOINTS, draw.generator());
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 2000; i++) {
      double size = i % 2 == 0 ? 1 : 1000;
      double[] weights = weightsAt(loss, size * random.nextDouble(-1, 1),
          size * random.nextDouble(-1, 1), random.nextDouble(-1, 1), random.nextDouble(-1, 1));
      for (int j = 0; j < JOINTS; j++) {
        assertThat(weights[j]).isBetween(LEAST[j], MOST[j]);
      }
    }
  }

  @Test
  void shouldHaveTheStateIndependentWeightsFarFromItsTraining() {
    Loss loss = wild().on(states(-1, 1)).build(JOINTS, draw.generator());
    for (double[] far : new double[][]{{1.6, 0, 0, 0}, {0, 0, 0, -1.6}, {1e300, 0, 0, 0}}) {
      assertThat(weightsAt(loss, far)).containsExactly(MEAN);
      assertThat(loss.outOfRange()).isEqualTo(1);
    }
  }

  @Test
  void shouldHaveTheWeightsOfItsNetworksWhereItWasTrained() {
    LossSpec.Trained spec = wild();
    Loss free = spec.build(JOINTS, draw.generator());
    double[] state = {0.1, -0.2, 0.3, 0.4};
    double[] own = weightsAt(free, state);
    double[] wide = {0, 0};
    Loss bound = spec.on(new TrainedStates(new double[]{-1, -1, -1, -1}, new double[]{1, 1, 1, 1},
        new TrainedStates.Weights(wide, new double[]{1e9, 1e9}, wide)))
        .build(JOINTS, draw.generator());
    assertThat(weightsAt(bound, state)).containsExactly(own);
    assertThat(bound.outOfRange()).isZero();
    assertThat(free.outOfRange()).isZero();
  }

  @Test
  void shouldChangeWithoutAStepAcrossTheEdge() {
    Loss loss = wild().on(states(-1, 1)).build(JOINTS, draw.generator());
    double before = weightsAt(loss, 0.9, 0, 0, 0)[0];
    for (double q = 0.9; q < 1.7; q += 1e-4) {
      double now = weightsAt(loss, q, 0, 0, 0)[0];
      assertThat(now).as("at %s", q).isCloseTo(before, within(0.5));
      before = now;
    }
    assertThat(before).isEqualTo(MEAN[0]);
  }

  @Test
  void shouldNotTakeNoiseForAnotherStateWhereAJointRested() {
    Loss loss = wild().on(states(0, 0)).build(JOINTS, draw.generator());
    weightsAt(loss, 1e-3, 0, 0, 0);
    assertThat(loss.outOfRange()).isCloseTo(0.04, within(1e-12));
  }

  @Test
  void shouldPassNaNThroughSoThatTheSampleIsRejected() {
    Loss loss = wild().on(states(-1, 1)).build(JOINTS, draw.generator());
    assertThat(weightsAt(loss, Double.NaN, 0, 0, 0)[0]).isNaN();
  }

  @Test
  void shouldKnowItsGradientInPhiInsideAndOutside() {
    TrainedStates trained = new TrainedStates(new double[]{-1, -1, -1, -1},
        new double[]{1, 1, 1, 1}, new TrainedStates.Weights(new double[]{0, 0},
            new double[]{1e9, 1e9}, new double[]{1, 1}));
    Parameters phi = kind.build(JOINTS, draw.generator()).phi();
    Loss loss = new LossSpec.Trained(kind, phi).on(trained).build(JOINTS, draw.generator());
    DMatrixRMaj state = new DMatrixRMaj(3, 4, true, 0.1, 0.2, -0.3, 0.4, 1.2, 0.2, -0.3, 0.4, 9,
        0.2, -0.3, 0.4);
    DMatrixRMaj f = draw.matrix(3, JOINTS);
    DMatrixRMaj tau = draw.matrix(3, JOINTS);
    Parameters dLdPhi = loss.phi().newLike();
    loss.evaluate(state, f, tau);
    loss.phiGradientInto(dLdPhi);
    Gradients.assertGradient("dL/dphi", dLdPhi, loss.phi(), () -> loss.evaluate(state, f, tau));
  }

  @Test
  void shouldRefuseBoundsThatAreNone() {
    assertThatThrownBy(() -> states(1, -1))
        .hasMessage("Trained range: bounds must be finite and in"
            + " order, got [1.0, 1.0, 1.0, 1.0] below [-1.0, -1.0, -1.0, -1.0].");
    assertThatThrownBy(() -> states(Double.NaN, 1)).hasMessageContaining("must be finite");
    assertThatThrownBy(() -> new TrainedStates.Weights(LEAST, /* most= */MEAN, /* mean= */MOST))
        .hasMessageContaining("weights must be finite and in order");
    assertThatThrownBy(() -> new LossSpec.Trained(new LossSpec.Structured(),
        new StructuredLoss(2, Positivity.RAW).phi()).on(states(-1, 1)))
        .hasMessageContaining("must not have trained states");
    assertThatThrownBy(() -> new LossSpec.Trained(kind,
        kind.build(3, draw.generator()).phi()).on(states(-1, 1)).build(3, draw.generator()))
        .hasMessageContaining("must be of 3 joints, got 2");
  }
}
