package org.statewise.controller.evaluate.closedloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.statewise.controller.evaluate.closedloop.Baseline.Handling;
import org.statewise.controller.evaluate.closedloop.Baseline.Knowledge;
import org.statewise.models.online.OnlineModelSpec;

/** Every goal holds for a good default, and fails by what is wrong with another. */
final class GoalsTest {
  private static final String FAULT = "a guard stopped the arm";

  private final Baseline none = row("none", false);
  private final Baseline exact = row("exact", false);
  private final Baseline standard = row("default", true);
  private final Baseline rival = row("rival", true).on(Knowledge.NOTHING, "rival");
  private final List<Cell> cells = new ArrayList<>();
  private final List<Margin> margins = new ArrayList<>();
  private final List<Detection> detections = new ArrayList<>();

  private static Baseline row(String name, boolean supervised) {
    return new Baseline(name, new OnlineModelSpec.None(), Knowledge.NOMINAL, Handling.PLAIN,
        supervised);
  }

  @BeforeEach
  void isGood() {
    run(none, Scenario.PLAIN, 10, 10, 1, "");
    run(standard, Scenario.PLAIN, 3, 3, 1.2, "");
    run(rival, Scenario.PLAIN, 5, 5, 1.2, "");
    run(none, Scenario.TIDY, 10, 10, 1, "");
    run(exact, Scenario.TIDY, 1, 1, 1, "");
    run(standard, Scenario.TIDY, 0.5, 0.5, 1, "");
    margins.add(new Margin(standard, 1, 0.006, 2.5));
    margins.add(new Margin(rival, 1, 0.006, 2.5));
    detections.add(new Detection(Scenario.PLAIN, 1, 1, 0.15, 2, 0, ""));
  }

  /** In place of the run that was there. */
  private void run(Baseline row, Scenario scenario, double motors, double links, double rough,
      String fault) {
    cells.removeIf(cell -> cell.baseline().equals(row) && cell.scenario() == scenario);
    cells.add(new Cell(row, scenario, 1, 1, new RunMeasures(
        List.of(new RunMeasures.Motion("reach", 1, motors, links, motors, 0, 0.9),
            new RunMeasures.Motion("reach", 2, motors, links, motors, 0, 0.9)),
        motors, List.of(0.1), rough, rough, 0.01, 0, 0, 0, fault)));
  }

  private List<Goal> goals() {
    BenchmarkSet rows = new BenchmarkSet(none, exact, standard, List.of(), List.of(),
        List.of(rival));
    return Goals.of(new Results(rows, cells, margins, detections, List.of(1.0),
        List.of(Scenario.PLAIN, Scenario.TIDY)));
  }

  private List<String> broken() {
    return goals().stream().filter(goal -> !goal.holds()).map(Goal::sentence).toList();
  }

  @Test
  void shouldAllHoldForADefaultThatIsGood() {
    assertThat(broken()).isEmpty();
    assertThat(goals()).hasSizeGreaterThan(12);
  }

  @Test
  void shouldSayByHowMuchTheBoundOfHarmIsBrokenOnEitherSide() {
    run(standard, Scenario.PLAIN, 3, 13.2, 1.2, "");

    assertThat(broken())
        .contains("harm: RMS error over that of PD and prior alone, either side, any"
            + " motion and the first second: does not hold by 20.0 %, 1.32 (at most 1.10), worst in plain,"
            + " gain 1.0, seed 1, reach 1, links");
  }

  @Test
  void shouldCountAFaultUnlessPriorAndFeedbackEndInOneThemselves() {
    run(standard, Scenario.PLAIN, 3, 3, 1.2, FAULT);
    assertThat(broken()).contains("runs of the default that ended in a fault, where PD and prior"
        + " alone hold: does not hold, 1.00 (at most 0.00), worst in plain, gain 1.0, seed 1");

    run(none, Scenario.PLAIN, 10, 10, 1, FAULT);
    assertThat(broken()).noneMatch(sentence -> sentence.contains("fault"));
  }

  @Test
  void shouldHoldTheDetectorToATimeAndItsObserverToTheEnd() {
    detections.add(new Detection(Scenario.TIDY, 1, 1, 0.36, 0, 0, FAULT));

    assertThat(broken()).containsExactly(
        "an observer that is too fast is slowed down within, s: does not hold by 20.0 %, 0.360 (at most"
            + " 0.300), worst in tidy, gain 1.0, seed 1",
        "its runs that ended in a fault: does not hold, 1.00 (at most 0.00), worst in tidy, gain 1.0,"
            + " seed 1");
  }

  @Test
  void shouldAskForAPeriodOfDelayAndTwiceTheGain() {
    margins.set(0, new Margin(standard, 1, 0.003, 1.5));

    assertThat(broken()).containsExactly(
        "delay margin, s, gain 1.0: does not hold by 25.0 %, 0.00300 (at least 0.00400)",
        "gain margin of the adaptation, gain 1.0: does not hold by 25.0 %, 1.50 (at least 2.00)");
  }

  @Test
  void shouldBoundRoughnessAndTorqueAboveTwentyHertz() {
    run(standard, Scenario.PLAIN, 3, 3, 2.5, "");

    assertThat(broken()).hasSize(2).allMatch(sentence -> sentence.contains("25.0 %, 2.50"))
        .anyMatch(sentence -> sentence.startsWith("torque above 20 Hz"));
  }

  @Test
  void shouldAskForAPartOfTheErrorOnBothSides() {
    run(standard, Scenario.PLAIN, 4, 6, 1.2, "");
    run(rival, Scenario.PLAIN, 7, 7, 1.2, "");

    assertThat(broken()).hasSize(3)
        .anyMatch(sentence -> sentence.contains("links, first round")
            && sentence.contains("0.600 (at most 0.500)"))
        .anyMatch(sentence -> sentence.contains("links, last round"))
        .anyMatch(sentence -> sentence.contains("motors, last round")
            && sentence.contains("0.400 (at most 0.330)"));
  }

  @Test
  void shouldNameTheRivalThatLeavesLess() {
    run(rival, Scenario.PLAIN, 2, 2, 1.2, "");

    assertThat(broken()).hasSize(2).allMatch(sentence -> sentence.startsWith(
        "RMS error of the links over that of rival, the strongest row as safe ")
        && sentence.endsWith("gain 1.0: does not hold by 50.0 %, 1.50 (at most 1.00)"));
  }

  @Test
  void shouldTellARougherRivalFromOneThatIsNoRougher() {
    run(rival, Scenario.PLAIN, 2, 2, 1.8, "");
    assertThat(broken()).hasSize(1).first().asString().contains("that keeps the bounds");

    run(rival, Scenario.PLAIN, 2, 2, 2.2, "");
    assertThat(broken()).isEmpty();
  }

  @Test
  void shouldNotCountARivalThatIsLessRobustOrLessSafe() {
    run(rival, Scenario.PLAIN, 11.5, 2, 1.2, "");
    assertThat(broken()).isEmpty();

    run(rival, Scenario.PLAIN, 2, 2, 1.2, "");
    margins.set(1, new Margin(rival, 1, 0.003, 2.5));
    assertThat(broken()).isEmpty();
  }

  @Test
  void shouldCompareWithPerfectKnowledgeOnTheRigidArmOnly() {
    run(exact, Scenario.PLAIN, 1, 1, 1, "");
    assertThat(broken()).isEmpty();

    run(standard, Scenario.TIDY, 2, 2, 1, "");
    assertThat(broken()).containsExactly(
        "tidy: RMS error over that of the exact model, any motion: does not hold by 100 %, 2.00 (at most"
            + " 1.00), worst in tidy, gain 1.0, seed 1, reach 1",
        "tidy: RMS error of the worst motion, mrad, gain 1.0: does not hold by 100 %, 2.00 (at most 1.00),"
            + " worst in tidy, gain 1.0, seed 1");
  }
}
