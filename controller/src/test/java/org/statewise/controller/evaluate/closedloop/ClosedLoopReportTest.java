package org.statewise.controller.evaluate.closedloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.statewise.controller.evaluate.closedloop.Baseline.Handling;
import org.statewise.controller.evaluate.closedloop.Baseline.Knowledge;
import org.statewise.controller.evaluate.report.ReportShape;
import org.statewise.controller.evaluate.report.ResultRow;
import org.statewise.models.online.OnlineModelSpec;

final class ClosedLoopReportTest {
  private final Baseline none = row("none");
  private final Baseline exact = row("exact");
  private final Baseline standard = row("standard");

  private List<Detection> detections = List.of();

  private static Baseline row(String name) {
    return new Baseline(name, new OnlineModelSpec.None(), Knowledge.NOMINAL, Handling.PLAIN,
        false);
  }

  private static Cell cell(Baseline row, double motors, double links) {
    return new Cell(row, Scenario.PLAIN, 1, 1, new RunMeasures(
        List.of(new RunMeasures.Motion("reach", 1, motors, links, motors, 0, 0.9),
            new RunMeasures.Motion("reach", 2, motors / 2, links / 2, motors, 0, 0.9)),
        motors, List.of(), 0.05, 0.0625, 0.01, 3, 2, 1, ""));
  }

  private List<Goal> goals = List.of();
  private List<Baseline> others = List.of();
  private List<Cell> more = List.of();

  private ClosedLoopReport report(Cell of) {
    List<Cell> cells = new ArrayList<>(List.of(cell(none, 16, 16), cell(exact, 1, 1), of));
    cells.addAll(more);
    return new ClosedLoopReport(
        new Results(new BenchmarkSet(none, exact, standard, List.of(), List.of(), others),
            cells,
            Stream.concat(Stream.of(none, exact, standard), others.stream())
                .map(row -> new Margin(row, 1, 0.01, row.equals(standard) ? 2 : Double.NaN))
                .toList(),
            detections, List.of(1.0), List.of(Scenario.PLAIN)),
        goals, List.of(), Map.of());
  }

  private Baseline rival(String name) {
    Baseline rival = new Baseline(name, new OnlineModelSpec.None(), Knowledge.NOMINAL,
        Handling.PLAIN, true);
    others = List.of(rival);
    return rival;
  }

  @Test
  void shouldAnswerInOneSentenceThenRankThenDrawThenTabulate() throws Exception {
    goals = List.of(Goal.atMost("harm", 1.2, 1.1, "plain"), Goal.atMost("noise", 1, 2, ""));
    more = List.of(cell(rival("a rival"), 8, 8));
    ReportShape page = ReportShape.of(report(cell(standard, 4, 4)).page().html()).verify();

    assertThat(page.answer())
        .isEqualTo("The default leaves 0.250 of the links' tracking error of PD"
            + " and prior alone, where a rival, the strongest rival that is as safe, leaves 0.500: 50.0 %"
            + " less where both hold (gain 1.0, geometric mean over 1 stream, mean ± deviation over 1"
            + " seed); 1 of 2 goals hold.");
    assertThat(page.ranking()).containsSubsequence("exact", "standard", "0.250", "a rival",
        "0.500", "none", "1.00");
    assertThat(page.verdicts()).contains("fails: ✗ does not hold by 9.09 %", "holds: ✓ holds");
  }

  @Test
  void shouldSayThatTheDefaultIsBehindWhereItIs() throws Exception {
    more = List.of(cell(rival("a rival"), 4, 4));
    assertThat(ReportShape.of(report(cell(standard, 8, 8)).page().html()).answer())
        .contains("leaves 0.250: 100 % more where both hold");
  }

  @Test
  void shouldNameMotionsOnTheAxis() throws Exception {
    assertThat(report(cell(standard, 8, 8)).page().html()).contains(">reach 1</text>",
        ">reach 2</text>", "motion and its round", "RMS error of the motors, mrad");
  }

  @Test
  void shouldTellForEveryPlantHowLongAnObserverThatIsTooFastSwung() {
    detections = List
        .of(new Detection(Scenario.PLAIN, 1, 1, 0.125, 2, 1, "a guard stopped the arm"));
    ClosedLoopReport report = report(cell(standard, 8, 8));

    assertThat(report.page().html()).contains("0.125", "a guard stopped the arm");
    assertThat(report.rows()).filteredOn(row -> row.experiment().equals("detector"))
        .extracting(ResultRow::metric, ResultRow::value)
        .containsExactly(tuple("swingSeconds", 0.125), tuple("gainLowered", 2.0),
            tuple("interventions", 1.0), tuple("fault", 1.0));
  }

  @Test
  void shouldPutTheDefaultBesideItsRivalsAndSayWhereNoneIsItsEqual() {
    assertThat(report(cell(standard, 8, 8)).page().html())
        .contains("The default and its rivals, all streams, gain 1.0",
            "no rougher than the default: none.");
  }

  @Test
  void shouldMarkARowThatDoesMoreHarmThanTheBoundOnTheSideOfTheLinks() {
    assertThat(report(cell(standard, 8, 20)).page().html()).contains("1.25 (broken)");
    assertThat(report(cell(standard, 8, 17)).page().html()).contains("1.06")
        .doesNotContain("(broken)");
  }

  @Test
  void shouldTellBothSidesOfEveryMotionAndTheTorqueAboveTwentyHertz() {
    List<ResultRow> rows = report(cell(standard, 8, 9)).rows().stream()
        .filter(row -> row.loss().equals("standard")).toList();

    assertThat(rows).filteredOn(row -> row.metric().equals("linkRmsMrad"))
        .extracting(ResultRow::value).containsExactly(9.0, 4.5);
    assertThat(rows).filteredOn(row -> row.metric().equals("rmsMrad"))
        .extracting(ResultRow::value).containsExactly(8.0, 4.0);
    assertThat(rows).filteredOn(row -> row.metric().equals("fastNm"))
        .extracting(ResultRow::value).containsExactly(0.0625);
  }
}
