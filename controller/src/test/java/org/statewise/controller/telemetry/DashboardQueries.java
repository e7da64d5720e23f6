package org.statewise.controller.telemetry;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.telemetry.Panel.Query;

/** What the dashboard asks Prometheus for. */
final class DashboardQueries {
  private static final String SELECTED = "{instance=~\"$instance\"%s}";

  private DashboardQueries() {}

  static List<String> phases() {
    return Arrays.stream(LoopPhase.values()).map(Meters::word).toList();
  }

  /** The number of the phase that each controller is in. */
  static String phase() {
    List<String> phases = phases();
    return "max by (instance) (" + IntStream.range(0, phases.size())
        .mapToObj(k -> k + " * " + Metric.PHASE.prometheusName()
            + SELECTED.formatted(",phase=\"" + phases.get(k) + "\""))
        .collect(Collectors.joining(" or ")) + ")";
  }

  static String sumOfFiveMinutes(Metric counter) {
    return "sum by (instance) (increase(" + counter.prometheusName() + SELECTED.formatted("")
        + "[5m]))";
  }

  static Query q(String expression, String legend) {
    return new Query(expression, legend);
  }

  static String value(Metric metric) {
    return metric.prometheusName() + SELECTED.formatted("");
  }

  static String perSecond(Metric metric, String labels) {
    return "rate(" + metric.prometheusName() + SELECTED.formatted(labels) + "[$__rate_interval])";
  }

  static String rms(Metric squares, Metric number) {
    return "sqrt(" + perSecond(squares, "") + " / on (job, instance) group_left "
        + perSecond(number, "") + ")";
  }

  static String rmsOfAll(Metric squares) {
    return "sqrt(avg by (job, instance) (" + perSecond(squares, "") + ") / on (job, instance) "
        + perSecond(Metric.LEARNED, "") + ")";
  }

  static Query quantile(Metric histogram, double q) {
    return q("histogram_quantile(" + q + ", sum by (instance, le) (rate("
        + histogram.prometheusName() + "_bucket" + SELECTED.formatted("")
        + "[$__rate_interval])))", "p" + 100 * q);
  }
}
