package org.statewise.controller.evaluate.closedloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.statewise.controller.train.LoopCandidate;

/** What a candidate costs in the runs that it drives. */
final class LoopRunsTest {
  private static final LoopFigures RIVAL = new LoopFigures(4, 2, 0.1, 0.05, true);

  private final List<LoopJob> driven = new ArrayList<>();

  /** A candidate's error is its leak times the rival's. */
  private List<LoopFigures> drive(List<LoopJob> jobs) {
    driven.addAll(jobs);
    return jobs.stream().map(job -> job.memories().isEmpty()
        ? RIVAL
        : new LoopFigures(4 * job.memories().getFirst().leak(),
            2 * job.memories().getFirst().leak(), 0.1, 0.05, true))
        .toList();
  }

  private static LoopCandidate candidate(double leak) {
    return new LoopCandidate(List.of(0.0), List.of(0.0), leak, 0.1);
  }

  @Test
  void shouldDriveThePlantsOfARunWithEachCandidateAndTheObserverOnce() throws Exception {
    LoopRuns runs = new LoopRuns(this::drive, List.of(10L, 12L, 14L), List.of(20L));
    assertThat(runs.trainingRuns()).isEqualTo(9);
    assertThat(runs.validationRuns()).isEqualTo(3);
    double[][] costs = runs.costs(List.of(candidate(0.5), candidate(0.25)), List.of(1, 10));
    assertThat(costs[0]).containsExactly(new double[]{Math.log(0.5), Math.log(0.5)}, within(1e-12));
    assertThat(costs[1][1]).isCloseTo(Math.log(0.25), within(1e-12));
    assertThat(driven).hasSize(12 + 4);
    assertThat(driven.subList(0, 12)).allMatch(job -> job.memories().isEmpty());
    assertThat(driven.get(12).scenario()).isEqualTo(Scenario.RANDOM);
    assertThat(driven.get(12).seed()).isEqualTo(10);
    assertThat(driven.get(13).seed()).isEqualTo(20);
    runs.costs(List.of(candidate(0.5)), List.of(0));
    assertThat(driven).as("the observer was not driven again").hasSize(17);
  }

  @Test
  void shouldWeighErrorRoughnessAndFastTorque() {
    LoopFigures rougher = new LoopFigures(4, 2, 0.2, 0.1, true);
    assertThat(RIVAL.costBeside(RIVAL)).isZero();
    assertThat(rougher.costBeside(RIVAL)).isCloseTo(1.1 * Math.log(2), within(1e-12));
    assertThat(new LoopFigures(4, 2, 0.1, 0.01, true).costBeside(RIVAL))
        .as("no reward for less than the rival's").isZero();
    assertThat(new LoopFigures(2, 2, 0.1, 0.05, true).costBeside(RIVAL))
        .isCloseTo(-0.5 * Math.log(2), within(1e-12));
  }

  @Test
  void shouldMakeAFaultWorseThanAnyErrorUnlessTheRivalHasOneToo() {
    LoopFigures fault = new LoopFigures(0.1, 0.1, 0.1, 0.05, false);
    assertThat(fault.costBeside(RIVAL)).isEqualTo(3);
    assertThat(fault.costBeside(fault)).isZero();
    assertThat(RIVAL.costBeside(fault)).isZero();
  }
}
