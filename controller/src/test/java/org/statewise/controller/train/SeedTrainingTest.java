package org.statewise.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.statewise.fixtures.FiniteDifferences;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.loss.Positivity;
import org.statewise.models.loss.SquaredLoss;
import org.statewise.models.meta.Batch;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.MlpWorkspace;
import org.statewise.models.net.Parameters;
import org.statewise.models.optim.Sgd;
import org.statewise.models.optim.UpdateRuleSpec;

class SeedTrainingTest {
  static Stream<Arguments> kinds() {
    return Stream.of(new LossSpec.Structured(),
        new LossSpec.StateDependent(8, Positivity.SOFTPLUS), new LossSpec.Network(List.of(10, 10)))
        .flatMap(kind -> Stream.of(1L, 2L, 3L).map(seed -> Arguments.of(kind, seed)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldReduceTheErrorOnWhatItHasNotSeen(LossSpec kind, long seed) {
    SeedResult result = Toy.train(Toy.options(kind, Toy.batches(), 0.02, 12), seed);
    assertThat(result.failure()).isEmpty();
    assertThat(result.bestError().mse()).isLessThan(0.7 * result.initialError().mse());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldReduceTheErrorOfPredictingAStream(LossSpec kind, long seed) {
    MetaOptions options = Toy.options(kind, new InnerLoop.Stream(Double.POSITIVE_INFINITY, 5), 0.01,
        8);
    SeedResult result = Toy.train(options, seed);
    assertThat(result.failure()).isEmpty();
    assertThat(result.bestError().mse()).isLessThan(0.9 * result.initialError().mse());
  }

  @Test
  void shouldLearnThroughSeveralSteps() {
    MetaOptions options = Toy.options(new LossSpec.Structured(),
        new InnerLoop.Batches(8, 5, 4, 5), 0.02, 12);
    SeedResult result = Toy.train(options, 1);
    assertThat(result.bestError().mse()).isLessThan(0.7 * result.initialError().mse());
  }

  @Test
  void shouldNotHoldOnToAnEpochThatIsWorse() {
    MetaOptions options = Toy.options(new LossSpec.Structured(), Toy.batches(), 0.02, 12);
    SeedResult result = Toy.train(options, 1);
    assertThat(result.history()).hasSize(13);
    assertThat(result.history()).allSatisfy(
        epoch -> assertThat(epoch.test().mse())
            .isGreaterThanOrEqualTo(result.bestError().mse()));
  }

  @Test
  void shouldStopWhenNothingGetsBetter() {
    // With such an outer rate no number changes.
    MetaOptions options = new MetaOptions(new LossSpec.Structured(), Toy.MODEL, Toy.batches(),
        new MetaOptions.Outer(new UpdateRuleSpec.Sgd(), 1e-300, 50, 2), 30);
    SeedResult result = Toy.train(options, 1);
    assertThat(result.bestEpoch()).isZero();
    assertThat(result.history()).hasSize(3);
  }

  /** phi - eta dT/dphi with dT/dphi by central differences of the whole of lines 4 to 11. */
  @ParameterizedTest
  @MethodSource("kinds")
  void shouldUpdatePhiAsAlgorithmOneSays(LossSpec kind, long seed) {
    double eta = 0.7;
    DataSet train = Toy.data(1);
    Loss loss = kind.build(Toy.JOINTS, Seeds.generator(seed, Seeds.PHI));
    double[] before = loss.phi().toArray();
    EpochRunner runner = new BatchEpochs(new InnerLoop.Batches(6, 1, 1, 1), train, Toy.MODEL, loss);
    assertThat(runner.epoch(new PhiStep(loss.phi(), new Sgd(), eta), Seeds.generator(seed, 1)))
        .isTrue();
    double[] after = loss.phi().toArray();

    double[] gradient = FiniteDifferences.gradient(phi -> {
      loss.phi().fromArray(phi);
      return taskLoss(train, loss, Seeds.generator(seed, 1));
    }, before.clone());
    for (int i = 0; i < before.length; i++) {
      assertThat(after[i]).isCloseTo(before[i] - eta * gradient[i], within(1e-9));
    }
    assertThat(after).isNotEqualTo(before);
  }

  private static double taskLoss(DataSet train, Loss loss, RandomGenerator rng) {
    Mlp mlp = Mlp.of(3 * Toy.JOINTS, Toy.MODEL.hidden(), Toy.JOINTS);
    Parameters theta = mlp.newParameters();
    mlp.initialise(theta, rng);
    Batch a = new Batch(6, Toy.JOINTS);
    Batch b = new Batch(6, Toy.JOINTS);
    train.drawInto(a, rng);
    train.drawInto(b, rng);
    MlpWorkspace ws = mlp.newWorkspace(6);
    DMatrixRMaj dLdF = new DMatrixRMaj(6, Toy.JOINTS);
    loss.evaluate(a.state(), mlp.forward(theta, a.input(), ws), a.tau());
    loss.gradientInto(dLdF);
    Parameters g = theta.newLike();
    mlp.backwardInto(theta, ws, dLdF, g);
    theta.addScaled(-Toy.MODEL.alpha(), g);
    return new SquaredLoss(Toy.JOINTS).evaluate(b.state(), mlp.forward(theta, b.input(), ws),
        b.tau());
  }

  @Test
  void shouldRefuseOptionsThatMakeNoSense() {
    assertThatThrownBy(() -> Toy.options(new LossSpec.Squared(), Toy.batches(), 1, 1))
        .hasMessageContaining("squared has nothing to learn");
    assertThatThrownBy(() -> new InnerLoop.Batches(0, 1, 1, 1))
        .hasMessage("batch must be at least 1, but is 0");
    assertThatThrownBy(() -> new InnerLoop.Stream(0, 1))
        .hasMessage("kappa must be positive, or 0 for no bound, but is 0.0");
    assertThatThrownBy(() -> new MetaOptions.Model(List.of(4), false, Double.NaN))
        .hasMessage("alpha must be positive and finite, but is NaN");
  }
}
