package org.statewise.models.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.MersenneTwister;
import org.junit.jupiter.api.Test;

/** The evolution strategy, on functions whose minimum is known and beside a library's. */
final class SeparableCmaEsTest {
  private static final int LAMBDA = 12;

  /** Long in one direction: sum 10^(6 i / (n - 1)) (x_i - 1)^2. */
  private static double ellipsoid(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.pow(10, 6.0 * i / (x.length - 1)) * (x[i] - 1) * (x[i] - 1);
    }
    return sum;
  }

  /** Evaluations until a mean costs less than {@code goal}. */
  private static int evaluations(SeparableCmaEs search, ToDoubleFunction<double[]> cost,
      double goal) {
    SplittableRandom rng = new SplittableRandom(5);
    while (cost.applyAsDouble(search.mean()) > goal && search.generation() < 5000) {
      List<double[]> points = search.ask(rng);
      search.tell(points, points.stream().mapToDouble(cost).toArray());
    }
    return search.generation() * LAMBDA;
  }

  @Test
  void shouldFindTheEndOfAnEllipsoidInAboutAsManyEvaluationsAsALibrary() {
    double[] start = new double[10];
    Arrays.fill(start, 3);
    SeparableCmaEs search = new SeparableCmaEs(start, 1, LAMBDA);
    int own = evaluations(search, SeparableCmaEsTest::ellipsoid, 1e-8);
    assertThat(search.mean()).containsOnly(new double[]{1}, within(1e-3));
    int[] theirs = new int[1];
    double[] least = {Double.POSITIVE_INFINITY};
    double[] low = new double[10];
    Arrays.fill(low, -1e3);
    double[] high = new double[10];
    Arrays.fill(high, 1e3);
    double[] deviation = new double[10];
    Arrays.fill(deviation, 1);
    PointValuePair found = new CMAESOptimizer(5000, 1e-8, false, 5000, 0, new MersenneTwister(5),
        false, null).optimize(new MaxEval(100_000), GoalType.MINIMIZE,
            new ObjectiveFunction(x -> {
              if (least[0] > 1e-8) {
                theirs[0]++;
              }
              least[0] = Math.min(least[0], ellipsoid(x));
              return ellipsoid(x);
            }), new InitialGuess(start), new SimpleBounds(low, high),
            new CMAESOptimizer.Sigma(deviation), new CMAESOptimizer.PopulationSize(LAMBDA));
    assertThat(found.getPoint()).containsOnly(new double[]{1}, within(1e-3));
    assertThat((double) own).as("beside " + theirs[0])
        .isBetween(0.5 * theirs[0], 2.0 * theirs[0]);
  }

  @Test
  void shouldGoOnFromItsMemoryToTheBit() {
    SeparableCmaEs whole = new SeparableCmaEs(new double[]{1, 2, 3}, 0.5, 6);
    SeparableCmaEs before = new SeparableCmaEs(new double[]{1, 2, 3}, 0.5, 6);
    for (int g = 0; g < 20; g++) {
      if (g == 7) {
        SeparableCmaEs after = new SeparableCmaEs(new double[3], 9, 6);
        after.restore(before.memory());
        before = after;
      }
      for (SeparableCmaEs search : List.of(whole, before)) {
        List<double[]> points = search.ask(new SplittableRandom(g));
        search.tell(points, points.stream().mapToDouble(SeparableCmaEsTest::ellipsoid).toArray());
      }
    }
    assertThat(before.mean()).containsExactly(whole.mean());
    assertThat(before.deviation()).containsExactly(whole.deviation());
    assertThat(before.generation()).isEqualTo(20);
  }

  @Test
  void shouldTakeWhatIsNotANumberForTheWorst() {
    SeparableCmaEs search = new SeparableCmaEs(new double[]{0.5}, 1, 8);
    for (int g = 0; g < 60; g++) {
      List<double[]> points = search.ask(new SplittableRandom(g));
      search.tell(points,
          points.stream().mapToDouble(x -> x[0] > 0 ? x[0] : Double.NaN).toArray());
    }
    assertThat(search.mean()[0]).isBetween(-0.01, 0.3);
  }

  @Test
  void shouldRefuseWhatItCannotGoOnFrom() {
    assertThatThrownBy(() -> new SeparableCmaEs(new double[2], 0, 6))
        .hasMessageContaining("a positive deviation, got 2, 6 and 0.0");
    SeparableCmaEs search = new SeparableCmaEs(new double[2], 1, 6);
    assertThatThrownBy(() -> search.restore(new double[3]))
        .hasMessage("Evolution strategy: must go on from 10 numbers, got 3.");
    assertThatThrownBy(() -> search.tell(search.ask(new SplittableRandom(1)), new double[2]))
        .hasMessageContaining("must be told the costs of 6 candidates, got 6 and 2");
  }
}
