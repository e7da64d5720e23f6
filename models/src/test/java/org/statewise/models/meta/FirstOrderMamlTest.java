package org.statewise.models.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.fixtures.FiniteDifferences;
import org.statewise.models.Draw;
import org.statewise.models.loss.SquaredLoss;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;
import org.statewise.models.optim.Sgd;

class FirstOrderMamlTest {
  private static final int N = 2;
  private final Draw draw = new Draw(8);
  private final Mlp mlp = Draw.smallModel(N);
  private final Parameters theta = draw.initialised(mlp);
  private final Parameters direction = theta.newLike();
  private final Batch a = draw.batch(4, N);
  private final Batch b = draw.batch(5, N);

  private double loss(double[] flat, Batch batch) {
    Parameters at = theta.newLike();
    at.fromArray(flat);
    return new SquaredLoss(N).evaluate(batch.state(),
        mlp.forward(at, batch.input(), mlp.newWorkspace(1)), batch.tau());
  }

  @Test
  void shouldGiveTheGradientAtTheParametersAfterTheInnerSteps() {
    FirstOrderMaml maml = new FirstOrderMaml(mlp, new SquaredLoss(N), 0.05, 3);
    double[] before = theta.toArray();
    double value = maml.directionInto(FirstOrderMaml.Variant.FOMAML, theta, a, b, direction);
    double[] after = before.clone();
    for (int k = 0; k < 3; k++) {
      double[] g = FiniteDifferences.gradient(x -> loss(x, a), after);
      for (int i = 0; i < g.length; i++) {
        after[i] -= 0.05 * g[i];
      }
    }
    assertThat(maml.thetaNew().toArray()).containsExactly(after, within(1e-8));
    assertThat(direction.toArray())
        .containsExactly(FiniteDifferences.gradient(x -> loss(x, b), after), within(1e-7));
    assertThat(value).isEqualTo(loss(after, b), within(1e-9));
    assertThat(theta.toArray()).containsExactly(before);
  }

  @Test
  void shouldPointFromTheEndBackToTheStart() {
    FirstOrderMaml maml = new FirstOrderMaml(mlp, new SquaredLoss(N), 0.05, 1);
    maml.directionInto(FirstOrderMaml.Variant.REPTILE, theta, a, b, direction);
    // With one inner step that is the gradient on batch A.
    assertThat(direction.toArray()).containsExactly(
        FiniteDifferences.gradient(x -> loss(x, a), theta.toArray()), within(1e-7));
  }

  @ParameterizedTest
  @EnumSource
  void shouldFindAStartFromWhichTasksAreLearnedFaster(FirstOrderMaml.Variant variant) {
    List<Batch> learn = new ArrayList<>();
    List<Batch> judge = new ArrayList<>();
    for (int task = 0; task < 6; task++) {
      double gain = 1 + 0.1 * task;
      learn.add(task(gain));
      judge.add(task(gain));
    }
    FirstOrderMaml maml = new FirstOrderMaml(mlp, new SquaredLoss(N), 0.05, 2);
    Parameters trained = maml.train(variant, theta, new FirstOrderMaml.Tasks(learn, judge),
        new FirstOrderMaml.Outer(new Sgd(), 0.05, 300));
    Batch newA = task(1.25);
    Batch newB = task(1.25);
    double before = maml.directionInto(variant, theta, newA, newB, direction);
    double after = maml.directionInto(variant, trained, newA, newB, direction);
    assertThat(after).isLessThan(0.5 * before);
  }

  /** tau_j = gain (q_j + qdd_j). */
  private Batch task(double gain) {
    int samples = 20;
    double[] inputs = draw.array(samples * 3 * N);
    double[] taus = new double[samples * N];
    for (int i = 0; i < samples; i++) {
      for (int j = 0; j < N; j++) {
        taus[i * N + j] = gain * (inputs[i * 3 * N + j] + inputs[i * 3 * N + 2 * N + j]);
      }
    }
    Batch batch = new Batch(samples, N);
    for (int i = 0; i < samples; i++) {
      batch.set(i, inputs, taus, i);
    }
    return batch;
  }

  @Test
  void shouldLeaveOutTasksThatDiverge() {
    FirstOrderMaml maml = new FirstOrderMaml(mlp, new SquaredLoss(N), 1e200, 3);
    Parameters trained = maml.train(FirstOrderMaml.Variant.FOMAML, theta,
        new FirstOrderMaml.Tasks(List.of(a), List.of(b)),
        new FirstOrderMaml.Outer(new Sgd(), 0.1, 3));
    assertThat(trained.toArray()).containsExactly(theta.toArray());
  }

  @Test
  void shouldAllocateNothingInADirection() {
    FirstOrderMaml maml = new FirstOrderMaml(mlp, new SquaredLoss(N), 0.01, 3);
    assertThat(AllocationProbe.bytesPerCall(2000, 100, () -> {
      maml.directionInto(FirstOrderMaml.Variant.FOMAML, theta, a, b, direction);
      maml.directionInto(FirstOrderMaml.Variant.REPTILE, theta, a, b, direction);
    })).isZero();
  }

  @Test
  void shouldRefuseWhatDoesNotFit() {
    assertThatThrownBy(() -> new FirstOrderMaml(mlp, new SquaredLoss(3), 0.1, 1))
        .hasMessageContaining("needs a network of 9 inputs and 3 outputs, got 6 and 2");
    assertThatThrownBy(() -> new FirstOrderMaml(mlp, new SquaredLoss(N), 0, 1))
        .hasMessageContaining("alpha must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new FirstOrderMaml(mlp, new SquaredLoss(N), 1, 0))
        .hasMessageContaining("steps must be at least 1, got 0");
    assertThatThrownBy(() -> new FirstOrderMaml.Tasks(List.of(a), List.of()))
        .hasMessageContaining("got 1 to learn from and 0 to judge by");
    assertThatThrownBy(() -> new FirstOrderMaml.Outer(new Sgd(), 0, 1))
        .hasMessageContaining("got 0.0 and 1");
  }
}
