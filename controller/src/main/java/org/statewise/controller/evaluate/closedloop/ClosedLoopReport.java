package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

/**
 * Results as a page, and as rows.
 *
 * @param traces largest joint error in mrad after the first pick-up of the first seed, a line a row, over
 *     seconds
 * @param micros a prediction and an update, a row each
 */
public record ClosedLoopReport(Results results, List<Goal> goals, List<Plot.Line> traces,
    Map<String, Double> micros) {
  /** The page. */
  public Page page() {
    Page page = new Page("Closed loop");
    page.text(
        "Simulated arms with elastic joints drawn around the described one (in the stream tidy rigid"
            + " ones), driven through the control tick and its guards on a virtual clock. The prior is"
            + " the described arm without load and friction; the exact row knows the links, friction and"
            + " load. Errors are RMS over ticks and joints, on the motors' side, where the encoders sit,"
            + " and on the links'. Plants are of odd seeds; --choose chooses on even ones.");
    page.section("Goals of the default (" + results.benchmarkSet().standard().name() + ")");
    page.table(new Table("Point by point, with the worst figure.",
        List.of("goal", "", "figure", "limit", "worst in"),
        goals.stream()
            .map(goal -> List.of(goal.what(), goal.verdict(), goal.figureText(),
                (goal.atMost() ? "≤ " : "≥ ") + Figures.of(goal.limit()),
                goal.where()))
            .toList()));
    for (double gainScale : results.gainScales()) {
      RivalSection.add(page, results, gainScale);
      rows(page, gainScale);
    }
    if (!traces.isEmpty()) {
      page.section("After the payload is picked up");
      page.plot(new Plot("Largest joint error, plain stream, first seed, first lift",
          Plot.Axis.linear("s after pick-up"), Plot.Axis.log("mrad"), traces));
    }
    DetectorSection.add(page, results);
    for (Scenario scenario : results.scenarios()) {
      stream(page, scenario);
    }
    return page;
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
    page.plots(List.of(
        scatter("Error against delay margin", "delay margin, ms", gainScale,
            (row, cells) -> 1e3 * results.margin(row, gainScale).orElseThrow().delaySeconds()),
        scatter("Error against torque roughness", "roughness, Nm", gainScale,
            (row, cells) -> Results.spread(cells, RunMeasures::roughnessNm).mean())));
  }

  private interface Cost {
    double of(Baseline row, List<Cell> cells);
  }

  /** A point a row that held, a series a kind. */
  private Plot scatter(String title, String label, double gainScale, Cost cost) {
    Map<String, List<double[]>> kinds = new LinkedHashMap<>();
    for (Baseline row : results.benchmarkSet().all()) {
      List<Cell> cells = results.of(row, Scenario.PLAIN, gainScale);
      double error = Results.spread(cells, m -> m.rmsMrad(2)).mean();
      if (!cells.isEmpty() && Double.isFinite(error)) {
        kinds.computeIfAbsent(kind(row), _ -> new ArrayList<>())
            .add(new double[]{cost.of(row, cells), error});
      }
    }
    List<Plot.Line> series = new ArrayList<>();
    kinds.forEach((kind, points) -> {
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      for (double[] point : points) {
        // A line of no length, and a gap to the next.
        x.addAll(List.of(point[0], point[0], Double.NaN));
        y.addAll(List.of(point[1], point[1], Double.NaN));
      }
      series.add(new Plot.Line(kind, x, y));
    });
    return new Plot(title, Plot.Axis.linear(label), Plot.Axis.log("mrad"), series);
  }

  private String kind(Baseline row) {
    BenchmarkSet benchmarkSet = results.benchmarkSet();
    if (row.equals(benchmarkSet.none()) || row.equals(benchmarkSet.exact())
        || row.equals(benchmarkSet.standard())) {
      return row.name();
    }
    if (row.knowledge() == Baseline.Knowledge.NOTHING) {
      return "no prior";
    }
    if (benchmarkSet.gradients().contains(row)) {
      return "squared error, SGD and Adam";
    }
    String model = row.name();
    if (model.startsWith("network")) {
      return "learned losses";
    }
    if (model.contains("trend")) {
      return "trend, other settings and pairs";
    }
    return model.startsWith("observer")
        ? "disturbance observers"
        : "Kalman, least squares, rigid body";
  }

  /** Marked where the bound is broken. */
  private String harm(Baseline row, Predicate<Cell> where) {
    double value = results.harm(row, where).value();
    return Figures.of(value) + (value > Results.HARM ? " (broken)" : "");
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
    page.plots(results.gainScales().stream().map(gain -> motions(scenario, gain)).toList());
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

  /** The error of each motion in the order of time, mean over seeds. */
  private Plot motions(Scenario scenario, double gainScale) {
    List<Plot.Line> lines = new ArrayList<>();
    for (Baseline row : results.benchmarkSet().onHardStreams()) {
      List<Cell> cells = results.of(row, scenario, gainScale).stream()
          .filter(cell -> cell.measures().held()).toList();
      if (cells.isEmpty()) {
        continue;
      }
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      int count = cells.stream().mapToInt(cell -> cell.measures().motions().size()).min()
          .orElseThrow();
      for (int i = 0; i < count; i++) {
        int index = i;
        x.add(i + 1.0);
        y.add(cells.stream().mapToDouble(cell -> cell.measures().motions().get(index).rmsMrad())
            .average().orElseThrow());
      }
      lines.add(new Plot.Line(row.name(), x, y));
    }
    return new Plot(
        String.format(Locale.ROOT, "%s, gain %.1f: error of each motion", scenario.word(),
            gainScale),
        Plot.Axis.linear("motion"), Plot.Axis.log("mrad"), lines);
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
