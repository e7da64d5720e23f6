package org.statewise.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search for a loss, judged by a formula in the place of arms. */
final class LoopSearchTest {
  private static final LoopOptions OPTIONS = new LoopOptions(30, 8, 2, true, 3);
  private static final int TRAINING = 3;
  private static final int VALIDATION = 2;

  @TempDir
  private Path folder;

  /** The best weights are 20 and 0.5, the best coefficient of the first input 1.5, the best leak 1e-4. */
  private static class Formula implements LoopJudge {
    private final List<List<Integer>> asked = new ArrayList<>();
    private int generationsLeft = Integer.MAX_VALUE;

    @Override
    public int trainingRuns() {
      return TRAINING;
    }

    @Override
    public int validationRuns() {
      return VALIDATION;
    }

    @Override
    public double[][] costs(List<LoopCandidate> candidates, List<Integer> runs) {
      if (candidates.size() > 1 && --generationsLeft < 0) {
        throw new IllegalStateException("killed");
      }
      asked.add(runs);
      double[][] costs = new double[candidates.size()][runs.size()];
      for (int i = 0; i < candidates.size(); i++) {
        for (int k = 0; k < runs.size(); k++) {
          costs[i][k] = cost(candidates.get(i)) + 0.01 * runs.get(k);
        }
      }
      return costs;
    }

    private static double cost(LoopCandidate candidate) {
      DMatrixRMaj s = candidate.loss().phi().block(0);
      DMatrixRMaj c = candidate.loss().phi().block(1);
      return square(s.data[0] - Math.log(20)) + square(s.data[1] - Math.log(0.5))
          + square(c.data[0] - 1.5) + square(Math.log(candidate.leak() / 1e-4));
    }

    private static double square(double x) {
      return x * x;
    }
  }

  private static LoopSearch search(LoopJudge judge, LoopOptions options) {
    return new LoopSearch(options, new LoopCandidate(List.of(Math.log(10), 0.0),
        List.of(0.3, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), 1e-5, 0.1), judge);
  }

  @Test
  void shouldFindTheLossThatCostsLeast() throws Exception {
    Formula judge = new Formula();
    List<LoopGeneration> seen = new ArrayList<>();
    LoopSearch.Outcome outcome = search(judge, OPTIONS).run(Optional.empty(), seen::add);
    DMatrixRMaj s = outcome.candidate().loss().phi().block(0);
    assertThat(Math.exp(s.data[0])).isCloseTo(20, within(4.0));
    assertThat(Math.exp(s.data[1])).isCloseTo(0.5, within(0.1));
    assertThat(outcome.candidate().loss().phi().block(1).data[0]).isCloseTo(1.5, within(0.3));
    assertThat(outcome.candidate().leak()).isBetween(0.7e-4, 1.4e-4);
    assertThat(outcome.candidate().observerGain()).isPositive().isLessThanOrEqualTo(0.1);
    assertThat(seen).isEqualTo(outcome.generations()).hasSize(31);
    assertThat(outcome.best()).isPositive();
    double first = seen.getFirst().validation();
    assertThat(seen.get(outcome.best()).validation()).isLessThan(0.1 * first);
  }

  @Test
  void shouldTakeTrainingRunsInTurnAndLookAtOtherArmsNowAndThen() throws Exception {
    Formula judge = new Formula();
    List<LoopGeneration> seen = new ArrayList<>();
    search(judge, new LoopOptions(6, 4, 2, true, 1)).run(Optional.empty(), seen::add);
    List<Integer> others = List.of(3, 4);
    assertThat(judge.asked).containsExactly(others, List.of(0, 1), List.of(2, 0), List.of(1, 2),
        List.of(0, 1), List.of(2, 0), others, List.of(1, 2), others);
    assertThat(seen.stream().filter(g -> !Double.isNaN(g.validation())).map(LoopGeneration::number))
        .containsExactly(0, 5, 6);
  }

  @Test
  void shouldGoOnFromACheckpointToTheSameLoss() throws Exception {
    LoopSearch.Outcome whole = search(new Formula(), OPTIONS).run(Optional.empty(), g -> {});
    Checkpoints checkpoints = Checkpoints.open(folder, Map.of("a", "b"), "1");
    Formula dies = new Formula();
    dies.generationsLeft = 12;
    assertThatThrownBy(() -> search(dies, OPTIONS).run(Optional.of(checkpoints), g -> {}))
        .hasMessage("killed");
    List<LoopGeneration> later = new ArrayList<>();
    LoopSearch.Outcome resumed = search(new Formula(), OPTIONS)
        .run(Optional.of(Checkpoints.open(folder, Map.of("a", "b"), "1")), later::add);
    assertThat(later).hasSize(18).first().extracting(LoopGeneration::number).isEqualTo(13);
    assertThat(resumed.generations()).isEqualTo(whole.generations());
    assertThat(resumed.best()).isEqualTo(whole.best());
    assertThat(resumed.candidate().loss().phi().toArray())
        .containsExactly(whole.candidate().loss().phi().toArray());
  }

  @Test
  void shouldKeepTheBeginningWhereNothingIsBetterOnOtherArms() throws Exception {
    Formula deceived = new Formula() {
      @Override
      public double[][] costs(List<LoopCandidate> candidates, List<Integer> runs) {
        double sign = runs.getFirst() < TRAINING ? 1 : -1;
        return candidates.stream().map(candidate -> {
          double[] costs = new double[runs.size()];
          Arrays.fill(costs, sign * candidate.leak());
          return costs;
        }).toArray(double[][]::new);
      }
    };
    LoopSearch.Outcome outcome = search(deceived, OPTIONS).run(Optional.empty(), g -> {});
    assertThat(outcome.best()).isZero();
    assertThat(outcome.candidate().leak()).isCloseTo(1e-5, within(1e-12));
  }

  @Test
  void shouldSearchConstantsWithoutLookingAtTheState() throws Exception {
    LoopSearch.Outcome outcome = search(new Formula(), new LoopOptions(10, 8, 2, false, 3))
        .run(Optional.empty(), g -> {});
    assertThat(outcome.candidate().loss().phi().block(1).data).containsOnly(0);
  }

  @Test
  void shouldCountTheWorstFifthHalfAsMuchAgain() {
    assertThat(LoopSearch.cost(new double[]{1, 1, 1, 1, 6})).isCloseTo(2 + 3, within(1e-12));
    assertThat(LoopSearch.cost(new double[]{-2})).isCloseTo(-3, within(1e-12));
  }
}
