package org.statewise.controller.bench;

import java.util.List;
import java.util.Optional;

/**
 * Everything that was measured.
 *
 * @param program and its version
 * @param seconds of each measurement
 * @param machine what is known of it, a line each
 * @param rights what of the operating system is in force and what is missing, a sentence each
 * @param missing what could not be measured or made, a sentence each
 */
public record BenchResult(String program, double seconds, List<String> machine,
    List<String> rights, List<String> missing, List<Series> series, List<LoopFigures> loops) {
  public BenchResult {
    machine = List.copyOf(machine);
    rights = List.copyOf(rights);
    missing = List.copyOf(missing);
    series = List.copyOf(series);
    loops = List.copyOf(loops);
  }

  /** Settings in the order in which they were measured. */
  public List<Setting> settings() {
    return series.stream().map(Series::setting).distinct().toList();
  }

  /** Those of a setting that have values. */
  List<Series> of(Setting setting) {
    return series.stream()
        .filter(one -> one.setting().equals(setting) && one.ns().getTotalCount() > 0).toList();
  }

  /** As {@code --json} prints it. */
  public Summary summary() {
    return new Summary(program, seconds, machine, rights, missing,
        series.stream().map(Row::of).flatMap(Optional::stream).toList(), Ratio.of(series), loops);
  }

  /** The same, with percentiles in place of histograms. */
  public record Summary(String program, double seconds, List<String> machine,
      List<String> rights, List<String> missing, List<Row> micros, List<Ratio> ratios,
      List<LoopFigures> loops) {}

  /** A series by its percentiles, us. */
  public record Row(String name, Setting setting, String quantity, String over, long count,
      double p50, double p99, double p999, double max) {
    static Optional<Row> of(Series series) {
      return series.ns().getTotalCount() == 0
          ? Optional.empty()
          : Optional.of(new Row(series.name(), series.setting(), series.quantity().word(),
              series.over(), series.ns().getTotalCount(), series.micros(50), series.micros(99),
              series.micros(Series.OFTEN), series.maxMicros()));
    }
  }
}
