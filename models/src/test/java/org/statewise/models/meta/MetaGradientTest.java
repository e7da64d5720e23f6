package org.statewise.models.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statewise.models.Draw;
import org.statewise.models.Gradients;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.loss.Positivity;
import org.statewise.models.loss.SquaredLoss;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;

class MetaGradientTest {
  private static final List<LossSpec> SPECS = List.of(new LossSpec.Structured(),
      new LossSpec.Structured(Positivity.RAW), new LossSpec.StateDependent(3, Positivity.SOFTPLUS),
      new LossSpec.StateDependent(3, Positivity.RAW), new LossSpec.Network(List.of(5, 4)));

  @ParameterizedTest
  @MethodSource("org.statewise.models.Draw#cases")
  void shouldAgreeWithDifferences(long seed, int joints, int batch) {
    for (LossSpec spec : SPECS) {
      for (int steps = 1; steps <= 3; steps += 2) {
        Draw draw = new Draw(seed);
        Mlp mlp = Draw.smallModel(joints);
        Parameters theta = draw.initialised(mlp);
        Loss loss = spec.build(joints, draw.generator());
        Batch a = draw.batch(batch, joints);
        Batch b = draw.batch(3, joints);
        MetaGradient meta = new MetaGradient(mlp, loss, 0.05, steps);
        Parameters dPhi = loss.phi().newLike();
        meta.gradientInto(theta, a, b, dPhi);
        Parameters unused = loss.phi().newLike();
        Gradients.assertGradient(spec + " K = " + steps, dPhi, loss.phi(),
            () -> meta.gradientInto(theta, a, b, unused));
      }
    }
  }

  @Test
  void shouldLeaveThetaAloneAndReportWhereTheStepsLed() {
    Draw draw = new Draw(2);
    Mlp mlp = Draw.smallModel(2);
    Parameters theta = draw.initialised(mlp);
    double[] before = theta.toArray();
    Batch a = draw.batch(8, 2);
    Loss loss = new LossSpec.Structured().build(2, draw.generator());
    Parameters dPhi = loss.phi().newLike();
    MetaGradient none = new MetaGradient(mlp, loss, 1e-12, 1);
    MetaGradient ten = new MetaGradient(mlp, loss, 0.05, 10);
    double untrained = none.gradientInto(theta, a, a, dPhi);
    double trained = ten.gradientInto(theta, a, a, dPhi);
    assertThat(trained).isLessThan(0.9 * untrained);
    assertThat(theta.toArray()).containsExactly(before);
    assertThat(ten.thetaNew().toArray()).isNotEqualTo(before);
  }

  @Test
  void shouldImproveTheLossWhenPhiFollowsTheMetaGradient() {
    Draw draw = new Draw(9);
    Mlp mlp = Draw.smallModel(3);
    Parameters theta = draw.initialised(mlp);
    Batch a = draw.batch(16, 3);
    Loss loss = new LossSpec.StateDependent(8, Positivity.SOFTPLUS).build(3, draw.generator());
    MetaGradient meta = new MetaGradient(mlp, loss, 0.05, 1);
    Parameters dPhi = loss.phi().newLike();
    double first = meta.gradientInto(theta, a, a, dPhi);
    double last = first;
    for (int i = 0; i < 200; i++) {
      loss.phi().addScaled(-1, dPhi);
      double now = meta.gradientInto(theta, a, a, dPhi);
      assertThat(now).isLessThan(last);
      last = now;
    }
    assertThat(last).isLessThan(0.99 * first);
  }

  @Test
  void shouldServeBatchesOfChangingSize() {
    Draw draw = new Draw(6);
    Mlp mlp = Draw.smallModel(2);
    Parameters theta = draw.initialised(mlp);
    Loss loss = new LossSpec.Network(List.of(4)).build(2, draw.generator());
    MetaGradient meta = new MetaGradient(mlp, loss, 0.05, 2);
    Batch small = draw.batch(2, 2);
    Batch large = draw.batch(9, 2);
    Parameters first = loss.phi().newLike();
    Parameters again = loss.phi().newLike();
    meta.gradientInto(theta, small, large, first);
    meta.gradientInto(theta, large, small, again);
    meta.gradientInto(theta, small, large, again);
    assertThat(again.toArray()).containsExactly(first.toArray());
    assertThat(small.samples()).isEqualTo(2);
    assertThat(small.joints()).isEqualTo(2);
  }

  @Test
  void shouldRefuseWhatDoesNotFit() {
    Loss loss = new SquaredLoss(2);
    assertThatThrownBy(() -> new MetaGradient(new Mlp(9, 3), loss, 0.1, 1))
        .hasMessage("Meta-gradient: a loss of 2 joints needs a network of 6 inputs and 2 outputs, "
            + "got 9 and 3.");
    Mlp mlp = new Mlp(6, 2);
    assertThatThrownBy(() -> new MetaGradient(mlp, loss, Double.NaN, 1))
        .hasMessageContaining("alpha must be positive and finite, got NaN");
    assertThatThrownBy(() -> new MetaGradient(mlp, loss, 0.1, 0))
        .hasMessage("Meta-gradient: steps must be at least 1, got 0.");
    assertThatThrownBy(() -> new Batch(0, 2))
        .hasMessage("Batch: samples and joints must be positive, got 0 and 2.");
  }
}
