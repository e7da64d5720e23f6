package org.statewise.models.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.Draw;
import org.statewise.models.Gradients;
import org.statewise.models.feature.Features;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.loss.Positivity;
import org.statewise.models.net.Parameters;
import org.statewise.models.online.FeatureSpec;
import org.statewise.models.online.Scaling;
import org.statewise.models.optim.LeakyKalman;

class KalmanMetaGradientTest {
  private static final int TICKS = 9;
  private static final int HORIZON = 4;
  private static final FeatureSpec CONSTANT = new FeatureSpec.Constant();
  private static final FeatureSpec FRICTION = new FeatureSpec.Joined(
      List.of(new FeatureSpec.Friction(true), CONSTANT));
  private static final FeatureSpec RANDOM = FeatureSpec.ofDynamics(6, 2, true);
  private static final FeatureSpec SHARED = FeatureSpec.ofDynamics(4, 2, false);

  static Stream<Arguments> fixtures() {
    return Stream.of(1L, 2L, 3L).flatMap(seed -> Stream.of(1, 2, 7)
        .flatMap(joints -> Stream.of(CONSTANT, FRICTION, RANDOM, SHARED)
            .map(features -> Arguments.of(seed, joints, features))));
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void shouldAgreeWithDifferencesFromAFreshFilter(long seed, int joints, FeatureSpec features) {
    for (LossSpec spec : losses()) {
      new World(spec, seed, joints, features).compareWithDifferences(spec + " fresh");
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void shouldAgreeWithDifferencesInTheMiddleOfAStream(long seed, int joints,
      FeatureSpec features) {
    for (LossSpec spec : losses()) {
      World fixture = new World(spec, seed, joints, features);
      fixture.evaluate();
      fixture.meta.advance();
      fixture.fill(seed + 100);
      fixture.compareWithDifferences(spec + " going on");
    }
  }

  private static List<LossSpec> losses() {
    return List.of(new LossSpec.Structured(),
        new LossSpec.StateDependent(3, Positivity.SOFTPLUS));
  }

  @Test
  void shouldStepAsTheFilterOfTheControllerDoes() {
    World fixture = new World(new LossSpec.Structured(), 4, 2, RANDOM);
    fixture.evaluate();
    fixture.meta.advance();
    fixture.evaluate();
    for (int j = 0; j < 2; j++) {
      LeakyKalman filter = new LeakyKalman(fixture.window.features(), 1, fixture.leak(),
          fixture.processNoise());
      for (int i = 0; i < 2 * TICKS; i++) {
        int t = i % TICKS;
        filter.update(fixture.window.featureArray(), fixture.window.featuresAt(t, j),
            new double[]{fixture.window.target(t, j)}, 0, 1);
      }
      double[] expected = filter.weights().data;
      for (int i = 0; i < expected.length; i++) {
        assertThat(fixture.meta.weights(j)[i]).isCloseTo(expected[i], within(1e-12));
      }
    }
  }

  @Test
  void shouldGiveNoGradientToAPrecisionThatIsBounded() {
    World fixture = new World(new LossSpec.Structured(Positivity.RAW), 5, 3, CONSTANT);
    fixture.loss.phi().fromArray(new double[]{-1, 1e5, 1});
    fixture.evaluate();
    double[] gradient = fixture.dPhi.toArray();
    assertThat(gradient[0]).isZero();
    assertThat(gradient[1]).isZero();
    assertThat(gradient[2]).isNotZero();
  }

  @Test
  void shouldKeepNumbersBetweenTheirBounds() {
    for (LogBounded bounds : List.of(LogBounded.LEAK, LogBounded.PROCESS_NOISE)) {
      double value = 0.013;
      assertThat(bounds.value(bounds.inverse("x", value))).isCloseTo(value, within(1e-15));
      assertThat(bounds.value(-1e6)).isEqualTo(bounds.low());
      assertThat(bounds.value(1e6)).isCloseTo(bounds.high(), within(1e-13));
      double step = 1e-6;
      assertThat(bounds.derivative(0.4)).isCloseTo(
          (bounds.value(0.4 + step) - bounds.value(0.4 - step)) / (2 * step), within(1e-8));
    }
    assertThatThrownBy(() -> LogBounded.LEAK.inverse("leak", 0.5)).hasMessage(
        "leak must be above 1.0E-6 and below 0.2 to be learned, got 0.5.");
  }

  @Test
  void shouldNotAllocate() {
    World fixture = new World(new LossSpec.StateDependent(), 6, 7, RANDOM);
    assertThat(AllocationProbe.bytesPerCall(2_000, 100, () -> {
      fixture.evaluate();
      fixture.meta.advance();
    })).isZero();
  }

  /** Seven joints, a window of random samples, and the two constants as free numbers. */
  private static final class World {
    final Loss loss;
    final Parameters dPhi;
    final DMatrixRMaj constants = new DMatrixRMaj(1, 2);
    final FilterWindow window;
    final KalmanMetaGradient meta;
    private final Scaling scaling;

    World(LossSpec spec, long seed, int joints, FeatureSpec features) {
      Draw draw = new Draw(seed);
      double[] tauMax = new double[joints];
      for (int j = 0; j < joints; j++) {
        tauMax[j] = 1 + j;
      }
      scaling = Scaling.uniform(1, 0.5, 2, tauMax);
      loss = spec.build(joints, draw.generator());
      Features built = features.build(scaling, new SplittableRandom(seed));
      window = new FilterWindow(built, scaling, TICKS, HORIZON);
      meta = new KalmanMetaGradient(loss, built.count(), TICKS);
      dPhi = loss.phi().newLike();
      constants.data[0] = LogBounded.LEAK.inverse("leak", 0.03);
      constants.data[1] = LogBounded.PROCESS_NOISE.inverse("q", 0.2);
      fill(seed);
    }

    void fill(long seed) {
      Draw draw = new Draw(seed);
      int n = scaling.joints();
      window.begin(TICKS);
      for (int i = 0; i < TICKS + HORIZON; i++) {
        double[] qd = draw.array(n);
        for (int j = 0; j < n; j++) {
          qd[j] *= 0.05;
        }
        window.set(i, draw.array(n), qd, draw.array(n), draw.array(n));
      }
    }

    double leak() {
      return LogBounded.LEAK.value(constants.data[0]);
    }

    double processNoise() {
      return LogBounded.PROCESS_NOISE.value(constants.data[1]);
    }

    double evaluate() {
      return meta.gradientInto(window, leak(), processNoise(), dPhi);
    }

    void compareWithDifferences(String what) {
      evaluate();
      Parameters derived = dPhi.copy();
      DMatrixRMaj ofConstants = new DMatrixRMaj(1, 2, true,
          meta.dTaskdLeak() * LogBounded.LEAK.derivative(constants.data[0]),
          meta.dTaskdProcessNoise() * LogBounded.PROCESS_NOISE.derivative(constants.data[1]));
      Gradients.assertGradient(what + ", phi", derived, loss.phi(), this::evaluate);
      Gradients.assertGradient(what + ", leak and q", ofConstants, constants, this::evaluate);
    }
  }
}
