package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.List;
import org.statewise.controller.evaluate.report.Plot;

/** The plots of the closed-loop benchmark. */
final class LoopPlots {
  private static final String ERROR = "RMS error of the motors, mrad";

  private final Results results;

  LoopPlots(Results results) {
    this.results = results;
  }

  /** What a row costs. */
  interface Cost {
    double of(Baseline row, List<Cell> cells);
  }

  Plot delayMargin(double gainScale) {
    return scatter("Error against delay margin, plain stream, gain " + gainScale,
        "delay margin, ms", gainScale,
        (row, cells) -> 1e3 * results.margin(row, gainScale).orElseThrow().delaySeconds());
  }

  Plot roughness(double gainScale) {
    return scatter("Error against torque roughness, plain stream, gain " + gainScale,
        "torque roughness, Nm", gainScale,
        (row, cells) -> Results.spread(cells, RunMeasures::roughnessNm).mean());
  }

  /** A point a row that held; the ones that are named in any case first. */
  private Plot scatter(String title, String label, double gainScale, Cost cost) {
    List<Plot.Line> points = new ArrayList<>();
    for (Baseline row : results.benchmarkSet().all()) {
      List<Cell> cells = results.of(row, Scenario.PLAIN, gainScale);
      if (!cells.isEmpty()) {
        double error = Results.spread(cells, m -> m.rmsMrad(2)).mean();
        if (Double.isFinite(error)) {
          points.add(Plot.Line.point(row.name(), cost.of(row, cells), error));
        }
      }
    }
    return new Plot(title, Plot.Axis.linear(label), Plot.Axis.log(ERROR), points);
  }

  /** The error of each motion in the order of time, mean over seeds. */
  Plot motions(Scenario scenario, double gainScale) {
    List<Plot.Line> lines = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Baseline row : results.benchmarkSet().onHardStreams()) {
      List<RunMeasures> runs = results.of(row, scenario, gainScale).stream().map(Cell::measures)
          .filter(RunMeasures::held).toList();
      if (!runs.isEmpty()) {
        int count = runs.stream().mapToInt(run -> run.motions().size()).min().orElseThrow();
        lines.add(line(row, runs, count));
        for (int i = names.size(); i < count; i++) {
          names.add(name(runs.getFirst().motions().get(i)));
        }
      }
    }
    return new Plot("Stream " + scenario.word() + ", gain " + gainScale
        + ": error of each motion, mean over seeds",
        Plot.Axis.categories("motion and its round", names), Plot.Axis.log(ERROR), lines);
  }

  /** The approach is in no round. */
  private static String name(RunMeasures.Motion motion) {
    return motion.round() == 0 ? motion.name() : motion.name() + " " + motion.round();
  }

  private static Plot.Line line(Baseline row, List<RunMeasures> runs, int count) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int index = i;
      x.add(i + 1.0);
      y.add(runs.stream().mapToDouble(run -> run.motions().get(index).rmsMrad()).average()
          .orElseThrow());
    }
    return new Plot.Line(row.name(), x, y);
  }
}
