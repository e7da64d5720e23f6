package org.statewise.controller.explain;

import static java.lang.String.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of a run's last 50 ms. */
public final class ExplanationText {
  private ExplanationText() {}

  /** A line a tick, with the joint that shows the cause, and a line of heads before. */
  public static List<String> table(Explanation explanation, List<String> jointNames) {
    int j = jointNames.indexOf(explanation.joint());
    if (j < 0) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(format(Locale.ROOT, "%9s %8s %-8s %-5s %6s %6s %9s %9s %8s %8s %8s  %s", "ms", "tick",
        "phase", "state", "missed", "age ms", explanation.joint() + " q", "q des", "qd", "u", "tau",
        "guards"));
    explanation.rows().forEach(row -> lines.add(line(row, j)));
    return lines;
  }

  private static String line(TickRow row, int j) {
    return format(Locale.ROOT, "%9.2f %8d %-8s %-5s %6d %6.1f %9s %9s %8s %8s %8s  %s",
        row.millis(), row.tick(), row.phase(), row.state(), row.missed(), row.ageMillis(),
        number("%.4f", row.q().get(j)), number("%.4f", row.qDes().get(j)),
        number("%.3f", row.qd().get(j)), number("%.2f", row.u().get(j)),
        number("%.2f", row.tau().get(j)), String.join(", ", row.guards())).stripTrailing();
  }

  private static String number(String pattern, Double value) {
    return value == null ? "NaN" : format(Locale.ROOT, pattern, value);
  }
}
