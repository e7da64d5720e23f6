package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.List;
import org.statewise.controller.evaluate.report.ResultRow;

/** Results of the closed-loop benchmark as rows of a table, a figure a row. */
final class ClosedLoopRows {
  private static final String EXPERIMENT = "closed-loop";

  private ClosedLoopRows() {}

  /** Every figure of every run, then the margins and the detector. */
  static List<ResultRow> of(Results results) {
    List<ResultRow> rows = new ArrayList<>();
    for (Cell cell : results.cells()) {
      for (RunMeasures.Motion motion : cell.measures().motions()) {
        add(rows, cell, motion.round(), motion.name(), "rmsMrad", motion.rmsMrad());
        add(rows, cell, motion.round(), motion.name(), "linkRmsMrad", motion.linkRmsMrad());
        add(rows, cell, motion.round(), motion.name(), "peakMrad", motion.peakMrad());
        add(rows, cell, motion.round(), motion.name(), "feedbackShare", motion.feedbackShare());
      }
      RunMeasures run = cell.measures();
      add(rows, cell, 0, "", "firstSecondMrad", run.firstSecondMrad());
      add(rows, cell, 0, "", "roughnessNm", run.roughnessNm());
      add(rows, cell, 0, "", "fastNm", run.fastNm());
      add(rows, cell, 0, "", "guardTrips", (double) run.trips());
      add(rows, cell, 0, "", "interventions", (double) run.interventions());
      add(rows, cell, 0, "", "gainLowered", (double) run.gainLowered());
      add(rows, cell, 0, "", "fault", run.held() ? 0 : 1);
      for (int i = 0; i < run.recoverSeconds().size(); i++) {
        add(rows, cell, i + 1, "pick-up", "recoverSeconds", run.recoverSeconds().get(i));
      }
    }
    for (Margin margin : results.margins()) {
      summary(rows, margin, "delayMarginSeconds", margin.delaySeconds());
      summary(rows, margin, "gainMargin", margin.gain());
    }
    rows.addAll(DetectorSection.rows(results.detections()));
    return rows;
  }

  private static void add(List<ResultRow> rows, Cell cell, int round, String motion, String metric,
      double value) {
    rows.add(new ResultRow(EXPERIMENT, stream(cell.scenario(), cell.gainScale()),
        cell.baseline().name(), "", Double.NaN, cell.seed(), round, motion, metric, value));
  }

  private static void summary(List<ResultRow> rows, Margin margin, String metric, double value) {
    rows.add(new ResultRow(EXPERIMENT, stream(Scenario.PLAIN, margin.gainScale()),
        margin.baseline().name(), "", Double.NaN, ResultRow.ALL_SEEDS, 0, "", metric, value));
  }

  private static String stream(Scenario scenario, double gainScale) {
    return scenario.word() + "@gain=" + gainScale;
  }
}
