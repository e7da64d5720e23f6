package org.statewise.controller.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.statewise.controller.dataset.ImportResult;
import org.statewise.controller.dataset.StreamPreview;
import org.statewise.controller.source.RowProblem;
import org.statewise.controller.source.StreamRow;

/** What an import says of what it read. */
final class ImportText {
  private static final double NS_PER_SECOND = 1e9;

  private ImportText() {}

  static void print(ImportResult result, Path out, PrintWriter text) {
    text.printf(Locale.ROOT, "%s: %d rows, %d joints, %d segment(s), %.2f s%n", out,
        result.rows(), result.joints(), result.segments(), result.durationSeconds());
    text.printf("read as %s%n", result.understood());
    text.printf("qd %s, qdd %s%n", word(result.qdEstimated()), word(result.qddEstimated()));
    text.printf("torque scale %s Nm (%s)%n", result.torqueScaleNm(),
        result.torqueScaleSource());
    skipped(result.skipped(), text);
    text.flush();
  }

  static void print(StreamPreview preview, PrintWriter text) {
    text.printf("read as %s%n", preview.understood());
    for (StreamRow row : preview.rows()) {
      text.printf(Locale.ROOT, "t %.9f s%s%n", row.tNs / NS_PER_SECOND,
          row.segment.isEmpty() ? "" : ", segment " + row.segment);
      values("q", row.q, "rad", text);
      values("qd", row.qd, "rad/s" + mark(preview.qdEstimated()), text);
      values("qdd", row.qdd, "rad/s^2" + mark(preview.qddEstimated()), text);
      values("tau", row.tau, "Nm", text);
    }
    skipped(preview.skipped(), text);
    text.printf("looked at %s rows, %d without fault; nothing was written%n",
        preview.complete() ? "all" : "the first", preview.read());
    text.flush();
  }

  private static String mark(boolean estimated) {
    return estimated ? " (estimated)" : "";
  }

  private static void values(String name, double[] values, String unit, PrintWriter text) {
    text.printf("  %-4s%s %s%n", name, Arrays.stream(values)
        .mapToObj(value -> String.format(Locale.ROOT, "%10.5g", value))
        .collect(Collectors.joining(" ")), unit);
  }

  private static String word(boolean estimated) {
    return estimated ? "estimated" : "as recorded";
  }

  private static void skipped(Map<RowProblem, Long> skipped, PrintWriter text) {
    skipped.forEach((problem, count) -> text.printf("skipped %d row(s): %s%n", count,
        problem.words()));
  }
}
