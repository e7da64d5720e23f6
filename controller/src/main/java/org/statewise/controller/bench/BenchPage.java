package org.statewise.controller.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.HdrHistogram.HistogramIterationValue;
import org.statewise.controller.evaluate.report.Page;
import org.statewise.controller.evaluate.report.Plot;
import org.statewise.controller.evaluate.report.Provenance;

/** The page of a benchmark. */
public final class BenchPage {
  private static final int STEPS_A_HALVING = 4;

  private BenchPage() {}

  /** Draws it: figures first, then tables. */
  public static String html(BenchResult result, Provenance provenance) {
    BenchAnswer answer = new BenchAnswer(result);
    Page page = new Page("The loop's time on this machine").answer(answer.sentence(),
        answer.ranking());
    page.section("Percentiles")
        .text("Each measurement took " + result.seconds() + " s. At the right"
            + " stands what happens once in so many times: the line at 1000 is p99.9.");
    result.settings().forEach(setting -> figures(page, result, setting));
    page.section("Ratios").table(BenchTables.ratios(result));
    page.section("Runs of the loop").table(BenchTables.loops(result));
    List<String> endings = result.loops().stream().filter(loop -> !loop.ending().isEmpty())
        .map(loop -> loop.over() + " at " + loop.setting() + ": " + loop.ending()).toList();
    if (!endings.isEmpty()) {
      page.list(endings);
    }
    for (Setting setting : result.settings()) {
      page.section(setting.toString()).table(BenchTables.delays(result, setting));
      BenchTables.stages(result, setting).ifPresent(page::table);
    }
    page.section("Machine and rights").list(result.machine()).list(result.rights());
    if (!result.missing().isEmpty()) {
      page.part("What is missing").list(result.missing());
    }
    return page.made(provenance).html();
  }

  private static void figures(Page page, BenchResult result, Setting setting) {
    String first = result.of(setting).stream()
        .filter(series -> series.quantity() == Quantity.TICK).map(Series::over).findFirst()
        .orElse("");
    page.plot(percentiles("Delays at " + setting, result.of(setting),
        series -> series.quantity().compareTo(Quantity.TICK) < 0))
        .plot(percentiles("Work of a tick at " + setting, result.of(setting),
            series -> Quantity.ofTick().contains(series.quantity())
                && series.over().equals(first)));
  }

  private static Plot percentiles(String title, List<Series> all, Predicate<Series> shown) {
    return new Plot(title, Plot.Axis.log("once in so many times"), Plot.Axis.log("time, µs"),
        all.stream().filter(shown).map(BenchPage::line).toList());
  }

  private static Plot.Line line(Series series) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (HistogramIterationValue value : series.ns().percentiles(STEPS_A_HALVING)) {
      double beyond = 1 - value.getPercentileLevelIteratedTo() / 100;
      // The last step is the largest value, of which there is nothing beyond.
      x.add(beyond > 0 ? 1 / beyond : (double) series.ns().getTotalCount());
      y.add(1e-3 * value.getValueIteratedTo());
    }
    return new Plot.Line(series.label(), x, y);
  }
}
