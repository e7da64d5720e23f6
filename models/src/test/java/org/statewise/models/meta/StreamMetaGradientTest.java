package org.statewise.models.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.Draw;
import org.statewise.models.Gradients;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.loss.Positivity;
import org.statewise.models.loss.SquaredLoss;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;
import org.statewise.models.optim.TrustRegion;

class StreamMetaGradientTest {
  private static final double ALPHA = 0.05;

  /** A rate at which the bound decides alone. */
  private static final double ENDLESS = 1e9;
  private static final List<LossSpec> SPECS = List.of(new LossSpec.Structured(),
      new LossSpec.StateDependent(3, Positivity.SOFTPLUS), new LossSpec.Network(List.of(5, 4)));

  @ParameterizedTest
  @MethodSource("org.statewise.models.Draw#cases")
  void shouldAgreeWithDifferencesWithoutABound(long seed, int joints, int horizon) {
    for (LossSpec spec : SPECS) {
      World fixture = new World(spec, seed, joints, horizon, TrustRegion.off());
      fixture.compareWithDifferences(spec + " H = " + horizon);
      assertThat(fixture.meta.stepSize()).isEqualTo(ALPHA);
    }
  }

  @ParameterizedTest
  @MethodSource("org.statewise.models.Draw#cases")
  void shouldDifferentiateThroughAnActiveBound(long seed, int joints, int horizon) {
    for (LossSpec spec : SPECS) {
      World fixture = new World(spec, seed, joints, horizon, new TrustRegion(0.03), ENDLESS);
      fixture.compareWithDifferences(spec + " bounded, H = " + horizon);
      assertThat(fixture.meta.stepSize()).isLessThan(ENDLESS);
    }
  }

  @Test
  void shouldTakeTheStepOfTheOneStepMetaGradient() {
    World fixture = new World(new LossSpec.StateDependent(), 4, 3, 6, TrustRegion.off());
    MetaGradient oneStep = new MetaGradient(fixture.mlp, fixture.loss, ALPHA, 1);
    Parameters expected = fixture.loss.phi().newLike();
    double taskLoss = oneStep.gradientInto(fixture.theta, fixture.sample, fixture.future, expected);
    assertThat(fixture.evaluate()).isEqualTo(taskLoss);
    assertThat(fixture.meta.thetaNew().toArray()).containsExactly(oneStep.thetaNew().toArray());
    for (int b = 0; b < expected.blocks(); b++) {
      assertThat(fixture.dPhi.block(b).data).usingElementComparator(
          (x, y) -> Math.abs(x - y) < 1e-15 ? 0 : 1).containsExactly(expected.block(b).data);
    }
  }

  @Test
  void shouldStayWhereNoStepWouldHelp() {
    World fixture = new World(new LossSpec.Structured(Positivity.RAW), 5, 2, 3,
        new TrustRegion(0.03));
    fixture.loss.phi().scale(-1);
    fixture.evaluate();
    assertThat(fixture.meta.stepSize()).isZero();
    assertThat(fixture.meta.thetaNew().toArray()).containsExactly(fixture.theta.toArray());
    assertThat(fixture.dPhi.norm()).isZero();
  }

  @Test
  void shouldNotAllocate() {
    World fixture = new World(new LossSpec.StateDependent(), 6, 7, 10, new TrustRegion(0.03));
    assertThat(AllocationProbe.bytesPerCall(2_000, 200, fixture::evaluate)).isZero();
  }

  @Test
  void shouldRefuseALossOfAnotherArm() {
    Mlp mlp = new Mlp(9, 3);
    Loss loss = new SquaredLoss(2);
    TrustRegion off = TrustRegion.off();
    assertThatThrownBy(() -> new StreamMetaGradient(mlp, loss, ALPHA, off))
        .hasMessage("Meta-gradient: a loss of 2 joints needs a network of 6 inputs and 2 outputs, "
            + "got 9 and 3.");
  }

  /** A network, a loss, the sample of a tick and what comes after it. */
  private static final class World {
    final Mlp mlp;
    final Parameters theta;
    final Loss loss;
    final Batch sample;
    final Batch future;
    final StreamMetaGradient meta;
    final Parameters dPhi;

    World(LossSpec spec, long seed, int joints, int horizon, TrustRegion trust) {
      this(spec, seed, joints, horizon, trust, ALPHA);
    }

    World(LossSpec spec, long seed, int joints, int horizon, TrustRegion trust, double alpha) {
      Draw draw = new Draw(seed);
      mlp = Draw.smallModel(joints);
      theta = draw.initialised(mlp);
      loss = spec.build(joints, draw.generator());
      sample = draw.batch(1, joints);
      future = draw.batch(horizon, joints);
      meta = new StreamMetaGradient(mlp, loss, alpha, trust);
      dPhi = loss.phi().newLike();
    }

    double evaluate() {
      return meta.gradientInto(theta, sample, future, dPhi);
    }

    void compareWithDifferences(String what) {
      evaluate();
      Parameters derived = dPhi.copy();
      Gradients.assertGradient(what, derived, loss.phi(), this::evaluate);
    }
  }
}
