package org.statewise.controller.evaluate.closedloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.statewise.controller.evaluate.closedloop.Baseline.Handling;
import org.statewise.controller.evaluate.closedloop.Baseline.Knowledge;
import org.statewise.models.online.OnlineModelSpec;

/** A memory is held against the best that remembers nothing, against one by phase, and by what it bears. */
final class MemoryGoalsTest {
  private final Baseline none = row("none", Knowledge.NOMINAL);
  private final Baseline standard = row("default", Knowledge.NOMINAL);
  private final Baseline slow = row("trend:order=1,gain=0.05,lead=0, supervised",
      Knowledge.NOTHING);
  private final Baseline fast = row("trend, supervised", Knowledge.EXACT);
  private final Baseline iterative = new Baseline("iterative learning", new OnlineModelSpec.None(),
      Knowledge.NOMINAL, Handling.PLAIN, false);
  private final List<Cell> cells = new ArrayList<>();

  private static Baseline row(String name, Knowledge knowledge) {
    return new Baseline(name, new OnlineModelSpec.None(), knowledge, Handling.PLAIN, true);
  }

  @BeforeEach
  void isGood() {
    for (Scenario scenario : List.of(Scenario.PLAIN, Scenario.RANDOM)) {
      run(none, scenario, 20, 20, 0, "");
      run(standard, scenario, 3, 2, 0.9, "");
      run(slow, scenario, 6, 6, 0, "");
      run(fast, scenario, 5, 5, 0, "a guard stopped the arm");
      run(iterative, scenario, 4, 2, 0, "");
    }
  }

  private void run(Baseline row, Scenario scenario, double first, double last, double share,
      String fault) {
    cells.removeIf(cell -> cell.baseline().equals(row) && cell.scenario() == scenario);
    cells.add(new Cell(row, scenario, 1, 1, new RunMeasures(
        List.of(new RunMeasures.Motion("reach", 1, first, first, first, 0, share),
            new RunMeasures.Motion("reach", 2, last, last, last, 0, share)),
        first, List.of(), 1, 1, 0.01, 0, 0, 0, fault)));
  }

  private final List<Carryover> carryovers = new ArrayList<>();

  private List<Goal> goals() {
    BenchmarkSet rows = new BenchmarkSet(none, none, standard, List.of(), List.of(),
        List.of(slow, fast, iterative));
    return MemoryGoals.of(new Results(rows, cells, List.of(), List.of(), carryovers, List.of(1.0),
        List.of(Scenario.PLAIN, Scenario.RANDOM)));
  }

  private List<String> broken() {
    return goals().stream().filter(goal -> !goal.holds()).map(Goal::sentence).toList();
  }

  @Test
  void shouldAllHoldForAMemoryThatIsGood() {
    assertThat(goals()).hasSize(7).allMatch(Goal::holds);
  }

  @Test
  void shouldCompareWithTheBestThatEndsInNoFault() {
    assertThat(goals().getFirst().what()).contains("trend:order=1,gain=0.05,lead=0, supervised");
    run(fast, Scenario.PLAIN, 5, 5, 0, "");
    run(fast, Scenario.RANDOM, 5, 5, 0, "");
    assertThat(goals().getFirst().what()).contains("over that of trend, supervised");
  }

  @Test
  void shouldAskForLessThanAMemoryOfThePhaseLeavesWhereMotionsOrLoadsChange() {
    run(iterative, Scenario.RANDOM, 4, 1.6, 0, "");
    run(none, Scenario.SECOND_PAYLOAD, 20, 20, 0, "");
    run(standard, Scenario.SECOND_PAYLOAD, 3, 3, 0.9, "");
    run(slow, Scenario.SECOND_PAYLOAD, 20, 20, 0, "");
    run(iterative, Scenario.SECOND_PAYLOAD, 4, 2, 0, "");
    assertThat(broken()).contains(
        "RMS error over that of iterative learning, motions that never come again, links, last"
            + " round, geometric mean: does not hold by 25.0 %, 1.25 (at most 1.00)",
        "RMS error over that of iterative learning, every other grasp another load, links, last"
            + " round, geometric mean: does not hold by 50.0 %, 1.50 (at most 1.00)");
  }

  @Test
  void shouldAskForHalfOfItsErrorWhereMotionsComeAgainAndForLessWhereNoneDoes() {
    run(standard, Scenario.PLAIN, 3, 4.2, 0.9, "");
    run(standard, Scenario.RANDOM, 3, 4.8, 0.9, "");
    assertThat(broken()).anyMatch(sentence -> sentence.contains(
        "repeated motions, links, last round, geometric mean: does not hold by 40.0 %, 0.700"))
        .anyMatch(sentence -> sentence.contains("motions that never come again, links, last round,"
            + " geometric mean: does not hold by 14.3 %, 0.800"))
        .anyMatch(sentence -> sentence.startsWith("RMS error over that of iterative learning"));
  }

  @Test
  void shouldAskThatTheFirstRoundIsNowhereWorse() {
    run(standard, Scenario.RANDOM, 6.6, 2, 0.9, "");
    assertThat(broken()).containsExactly("RMS error over that of trend:order=1,gain=0.05,lead=0,"
        + " supervised, links, first round, any run: does not hold by 4.76 %, 1.10 (at most 1.05),"
        + " worst in random, gain 1.0, seed 1");
  }

  @Test
  void shouldAskThatTheMemoryBearsMostOfWhatThePriorLeaves() {
    run(standard, Scenario.PLAIN, 3, 2, 0.5, "");
    run(standard, Scenario.RANDOM, 3, 2, Double.NaN, "");
    assertThat(broken()).containsExactly("part of what the prior leaves that the memory bears,"
        + " last round, mean over elastic arms: does not hold by 37.5 %, 0.500 (at least 0.800)");
  }

  @Test
  void shouldAskThatAFrozenMemoryKnowsMotionsThatItNeverSawAndFasterOnes() {
    carryovers.add(new Carryover(7, 0.2, 0.25, true));
    carryovers.add(new Carryover(9, 0.3, 0.5, true));
    carryovers.add(new Carryover(11, 0.9, 0.9, false));
    assertThat(goals()).hasSize(9);
    assertThat(broken()).containsExactly("what a memory that learns no more leaves of random"
        + " motions that it never saw 1.3 times as fast, over what the prior leaves, worst arm:"
        + " does not hold by 50.0 %, 0.500 (at most 0.333), worst in seed 9");
  }
}
