package org.statewise.controller.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.statewise.controller.evaluate.report.Figures;
import org.statewise.controller.evaluate.report.Table;

/** The tables of a benchmark, for terminal and page alike. */
public final class BenchTables {
  private static final List<String> PERCENTILES = List.of("count", "p50", "p99", "p99.9", "max");

  private BenchTables() {}

  /** Wake-ups, hand-over, turnaround and replies under a setting. */
  public static Table delays(BenchResult result, Setting setting) {
    List<List<String>> rows = new ArrayList<>();
    for (Series series : result.of(setting)) {
      if (series.quantity().compareTo(Quantity.TICK) < 0) {
        rows.add(row(series));
      }
    }
    return new Table("Delays at " + setting + ", us", header("delay"), rows);
  }

  /** What a tick's time goes into, over the first link that was measured. */
  public static Optional<Table> stages(BenchResult result, Setting setting) {
    Optional<String> over = result.of(setting).stream()
        .filter(series -> series.quantity() == Quantity.TICK).map(Series::over).findFirst();
    return over.map(link -> new Table("Work of a tick at " + setting + " over " + link + ", us",
        header("stage"),
        result.of(setting).stream()
            .filter(series -> series.over().equals(link)
                && Quantity.ofTick().contains(series.quantity()))
            .map(series -> row(series.quantity().label(), series)).toList()));
  }

  /** Ours over the references, under every setting. */
  public static Table ratios(BenchResult result) {
    return new Table("Our times over those of the references beside them",
        List.of("ratio", "setting", "p50", "p99", "p99.9"),
        Ratio.of(result.series()).stream()
            .map(ratio -> List.of(ratio.what(), ratio.setting().toString(),
                Figures.of(ratio.p50()), Figures.of(ratio.p99()), Figures.of(ratio.p999())))
            .toList());
  }

  /** How the runs of the loop went. */
  public static Table loops(BenchResult result) {
    return new Table("Runs of the loop",
        List.of("link", "setting", "ticks", "missed", "late", "B/tick", "busy", "stolen",
            "ended early"),
        result.loops().stream()
            .map(loop -> List.of(loop.over(), loop.setting().toString(),
                Figures.whole(loop.ticks()), Figures.whole(loop.missedStates()),
                Figures.whole(loop.deadlineMisses()),
                Figures.of(loop.allocatedBytesPerTick()), percent(loop.busyShare()),
                percent(loop.stolenShare()), loop.ending().isEmpty() ? "no" : "yes"))
            .toList());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  private static List<String> header(String first) {
    List<String> header = new ArrayList<>(List.of(first));
    header.addAll(PERCENTILES);
    return header;
  }

  private static List<String> row(Series series) {
    return row(series.label(), series);
  }

  private static List<String> row(String label, Series series) {
    return List.of(label, Figures.whole(series.ns().getTotalCount()),
        Figures.of(series.micros(50)), Figures.of(series.micros(99)),
        Figures.of(series.micros(Series.OFTEN)), Figures.of(series.maxMicros()));
  }
}
