package org.statewise.models.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;
import org.statewise.models.optim.UpdateRuleSpec;

class OnlineModelSpecTest {
  private final Scaling scaling = Scaling.none(2);
  private final double[] x = {1, 2};

  private static OnlineModelSpec network(double alpha, double kappa) {
    return new OnlineModelSpec.Network(List.of(4), new LossSpec.Squared(), new UpdateRuleSpec.Sgd(),
        alpha, kappa, true);
  }

  @Test
  void shouldPredictZeroAndReportTheErrorWithoutAModel() {
    OnlineModel model = new OnlineModelSpec.None().build(2, scaling, new SplittableRandom(1));
    double[] u = {9, 9};
    model.predictInto(x, x, x, u);
    assertThat(u).containsOnly(0);
    assertThat(model.learn(x, x, x, x)).isEqualTo(LearnOutcome.SKIPPED);
    assertThat(model.report().predictionError).containsExactly(x);
    assertThat(model.report().loss).isEqualTo(2.5);
    assertThat(model.joints()).isEqualTo(2);
    assertThat(model.theta().count()).isZero();
    model.snapshotInto(Parameters.empty());
    model.restore(Parameters.empty());
    assertThatThrownBy(() -> model.restore(new Mlp(1, 1).newParameters()))
        .hasMessage("Model none: has no parameters to restore, got 2.");
  }

  @Test
  void shouldRefuseNumbersOutOfRange() {
    assertThatThrownBy(() -> network(0, 1))
        .hasMessage("Network model: alpha must be positive and finite, got 0.0.");
    assertThatThrownBy(() -> network(0.1, -1)).hasMessageContaining("kappa must be positive");
    assertThatThrownBy(() -> network(0.1, 1).build(3, scaling, new SplittableRandom(1)))
        .hasMessage("Scaling: must have constants for 3 joints, got 2.");
  }

  @Test
  void shouldRefuseToRestoreWhatDoesNotFit() {
    OnlineModel model = network(0.1, 1).build(2, scaling, new SplittableRandom(1));
    assertThat(model.joints()).isEqualTo(2);
    assertThatThrownBy(() -> model.restore(new Mlp(6, 3, 2).newParameters()))
        .hasMessageContaining("needs parameters of 38 values in 4 blocks")
        .hasMessageContaining("got 29 in 4");
    Parameters bad = model.theta().newLike();
    bad.block(0).set(0, 0, Double.NaN);
    assertThatThrownBy(() -> model.restore(bad)).hasMessageContaining("value 0 must be finite");
  }
}
