package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.statewise.controller.evaluate.report.Figures;
import org.statewise.controller.evaluate.report.Page;
import org.statewise.controller.evaluate.report.Plot;
import org.statewise.controller.evaluate.report.ResultRow;
import org.statewise.controller.evaluate.report.Spread;
import org.statewise.controller.evaluate.report.Table;
import org.statewise.controller.evaluate.report.VerdictCell;

/**
 * Results as a page, and as rows.
 *
 * @param traces largest joint error in mrad after the first pick-up of the first seed, a line a row, over
 *     seconds
 * @param micros a prediction and an update, a row each
 */
public record ClosedLoopReport(Results results, List<Goal> goals, List<Plot.Line> traces,
    Map<String, Double> micros) {
  /** The page: figures first, then tables. */
  public Page page() {
    LoopRanking answer = new LoopRanking(results, results.gainScales().getFirst());
    Page page = new Page("Closed loop").answer(answer.sentence(goals), answer.ranking());
    figures(page);
    goals(page);
    for (double gainScale : results.gainScales()) {
      RivalSection.add(page, results, gainScale);
      rows(page, gainScale);
    }
    DetectorSection.add(page, results);
    for (Scenario scenario : results.scenarios()) {
      stream(page, scenario);
    }
    return page.section("How it was done").text(
        "Simulated arms with elastic joints drawn around the described one (in the stream tidy rigid"
            + " ones), driven through the control tick and its guards on a virtual clock. The prior is"
            + " the described arm without load and friction; the exact row knows the links, friction and"
            + " load. Errors are RMS over ticks and joints, on the motors' side, where the encoders sit,"
            + " and on the links'. Plants are of odd seeds; --choose chooses on even ones.");
  }

  private void figures(Page page) {
    LoopPlots plots = new LoopPlots(results);
    page.section("Error and what it costs");
    for (double gainScale : results.gainScales()) {
      page.plot(plots.delayMargin(gainScale)).plot(plots.roughness(gainScale));
    }
    if (!traces.isEmpty()) {
      page.section("After the payload is picked up")
          .plot(new Plot("Largest joint error, plain stream, first seed, first lift",
              Plot.Axis.linear("time after the pick-up, s"),
              Plot.Axis.log("largest joint error, mrad"), traces));
    }
    page.section("Motion by motion");
    for (Scenario scenario : results.scenarios()) {
      results.gainScales().forEach(gain -> page.plot(plots.motions(scenario, gain)));
    }
  }

  private void goals(Page page) {
    page.section("Goals of the default (" + results.benchmarkSet().standard().name() + ")");
    page.table(new Table("Point by point, with the worst figure.",
        List.of("goal", "verdict", "figure", "limit", "worst in"),
        goals.stream()
            .map(goal -> List.of(goal.what(), VerdictCell.of(goal.holds(), goal.verdict()),
                goal.figureText(), (goal.atMost() ? "≤ " : "≥ ") + Figures.of(goal.limit()),
                goal.where()))
            .toList()));
  }

  /** What every row costs and gives in the plain stream. */
  private void rows(Page page, double gainScale) {
    page.section("Rows at equal cost, gain " + gainScale);
    List<List<String>> table = new ArrayList<>();
    for (Baseline row : results.benchmarkSet().all()) {
      List<Cell> cells = results.of(row, Scenario.PLAIN, gainScale);
      if (cells.isEmpty()) {
        continue;
      }
      Margin margin = results.margin(row, gainScale).orElseThrow();
      List<String> line = new ArrayList<>(List.of(row.name()));
      line.addAll(errors(cells));
      line.addAll(List.of(worst(cells, m -> m.worstRmsMrad(1)),
          figure(cells, RunMeasures::roughnessNm), figure(cells, RunMeasures::fastNm),
          Figures.of(1e3 * margin.delaySeconds()),
          Double.isNaN(margin.gain()) ? "–" : Figures.of(margin.gain()),
          harm(row, cell -> cell.gainScale() == gainScale), recovery(cells),
          Figures.of(micros.getOrDefault(row.name(), Double.NaN))));
      table.add(line);
    }
    page.table(new Table(
        "Plain stream. Harm is the worst ratio of a motion's error, on either side,"
            + " to that of PD and prior alone in the same plant, over all streams of the row.",
        headed("worst motion", "roughness, Nm", "above 20 Hz, Nm", "delay margin, ms",
            "gain margin", "harm", "recovers, s", "us a tick"),
        table));
  }

  /** Marked where the bound is broken. */
  private String harm(Baseline row, Predicate<Cell> where) {
    double value = results.harm(row, where).value();
    String figure = Figures.of(value);
    return value > Results.HARM ? VerdictCell.of(false, figure + " (broken)") : figure;
  }

  private static List<String> headed(String... columns) {
    List<String> all = new ArrayList<>(List.of("row", "motors, first round", "last round",
        "links, first round", "last round"));
    all.addAll(List.of(columns));
    return all;
  }

  /** Both sides, first round and last round apart, mrad. */
  private static List<String> errors(List<Cell> cells) {
    return List.of(figure(cells, m -> m.meanRmsMrad(1)),
        figure(cells, m -> m.meanRmsMrad(m.lastRound())), figure(cells, m -> m.linkRmsMrad(1)),
        figure(cells, m -> m.linkRmsMrad(m.lastRound())));
  }

  private static String recovery(List<Cell> cells) {
    double worst = cells.stream().flatMap(cell -> cell.measures().recoverSeconds().stream())
        .mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    return Double.isInfinite(worst) ? RunMeasures.NOT_RECOVERED : Figures.of(worst);
  }

  private void stream(Page page, Scenario scenario) {
    page.section("Stream: " + scenario.word());
    for (double gainScale : results.gainScales()) {
      List<List<String>> table = new ArrayList<>();
      for (Baseline row : results.benchmarkSet().all()) {
        List<Cell> cells = results.of(row, scenario, gainScale);
        if (!cells.isEmpty()) {
          List<String> line = new ArrayList<>(List.of(row.name()));
          line.addAll(errors(cells));
          line.addAll(streamCells(cells));
          line.add(harm(row,
              cell -> cell.gainScale() == gainScale && cell.scenario() == scenario));
          table.add(line);
        }
      }
      page.table(new Table("Gain " + gainScale + ", mrad; mean and deviation over seeds, worst of"
          + " all seeds where it says so; feedback: its share of the squared torque.",
          headed("worst motion", "peak", "feedback", "roughness, Nm", "above 20 Hz, Nm",
              "guard trips", "withdrawn", "slowed down", "fault", "harm"),
          table));
    }
  }

  private static List<String> streamCells(List<Cell> cells) {
    String fault = cells.stream().map(cell -> cell.measures().fault()).filter(f -> !f.isEmpty())
        .findFirst().orElse("");
    return List.of(worst(cells, m -> m.worstRmsMrad(1)), worst(cells, RunMeasures::peakMrad),
        figure(cells, RunMeasures::feedbackShare), figure(cells, RunMeasures::roughnessNm),
        figure(cells, RunMeasures::fastNm), sum(cells, RunMeasures::trips),
        sum(cells, RunMeasures::interventions), sum(cells, RunMeasures::gainLowered), fault);
  }

  private static String sum(List<Cell> cells, ToLongFunction<RunMeasures> count) {
    return Long.toString(cells.stream().mapToLong(c -> count.applyAsLong(c.measures())).sum());
  }

  private static String figure(List<Cell> cells, ToDoubleFunction<RunMeasures> figure) {
    return Figures.of(Results.spread(cells, figure));
  }

  private static String worst(List<Cell> cells, ToDoubleFunction<RunMeasures> figure) {
    Spread spread = Results.spread(cells, figure);
    return Figures.of(spread.worst());
  }

  /** Every figure of every run, then the margins. */
  public List<ResultRow> rows() {
    return ClosedLoopRows.of(results);
  }
}
