package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.List;
import org.statewise.controller.evaluate.report.Figures;
import org.statewise.controller.evaluate.report.Page;
import org.statewise.controller.evaluate.report.ResultRow;
import org.statewise.controller.evaluate.report.Table;

/** What became of the observer that is forced on every plant, as a section of the page and as rows. */
final class DetectorSection {
  private DetectorSection() {}

  static void add(Page page, Results results) {
    if (results.detections().isEmpty()) {
      return;
    }
    page.section("The detector");
    List<List<String>> table = new ArrayList<>();
    for (Detection run : results.detections()) {
      table.add(List.of(run.scenario().word(), Figures.of(run.gainScale()),
          Long.toString(run.seed()),
          run.swingSeconds() == 0 ? "did not swing" : Figures.of(run.swingSeconds()),
          Long.toString(run.slowedDown()), Long.toString(run.withdrawn()), run.fault(),
          results.isJudge(run.scenario(), run.gainScale(), run.seed()) ? "" : "yes"));
    }
    page.table(new Table("An observer that is too fast for an elastic arm (" + BenchmarkSet.FORCED
        + ") is forced on every plant, supervised. Swung: the longest time that its torque swung at 8 Hz"
        + " or faster before it was slowed down or withdrawn, beyond 1.5 times what the feedback of PD and"
        + " prior alone swings there; " + Figures.of(Goals.NOTICED_SECONDS)
        + " s are allowed.",
        List.of("stream", "gain", "seed", "swung, s", "slowed down", "withdrawn", "fault",
            "PD and prior alone fail, too"),
        table));
  }

  static List<ResultRow> rows(List<Detection> detections) {
    List<ResultRow> rows = new ArrayList<>();
    for (Detection run : detections) {
      add(rows, run, "swingSeconds", run.swingSeconds());
      add(rows, run, "gainLowered", (double) run.slowedDown());
      add(rows, run, "interventions", (double) run.withdrawn());
      add(rows, run, "fault", run.held() ? 0 : 1);
    }
    return rows;
  }

  private static void add(List<ResultRow> rows, Detection run, String metric, double value) {
    rows.add(new ResultRow("detector", run.scenario().word() + "@gain=" + run.gainScale(),
        BenchmarkSet.FORCED, "", Double.NaN, run.seed(), 0, "", metric, value));
  }
}
