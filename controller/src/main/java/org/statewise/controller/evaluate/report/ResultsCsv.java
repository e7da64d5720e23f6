package org.statewise.controller.evaluate.report;

import java.util.List;

/**
 * Rows of figures as CSV (RFC 4180): a header, CRLF at the end of every line, a field in quotes where
 * it holds a comma, a quote or a line's end. Numbers are written so that reading them gives the same
 * bits; NaN as nothing.
 */
public final class ResultsCsv {
  private static final String HEADER = "experiment,stream,loss,updateRule,alpha,seed,trial,motion,metric,value";
  private static final String END = "\r\n";

  private ResultsCsv() {}

  /** The text of a file of these rows. */
  public static String of(List<ResultRow> rows) {
    StringBuilder csv = new StringBuilder(HEADER).append(END);
    for (ResultRow row : rows) {
      String fields = String.join(",", text(row.experiment()), text(row.stream()),
          text(row.loss()), text(row.updateRule()), number(row.alpha()),
          Long.toString(row.seed()), Integer.toString(row.trial()), text(row.motion()),
          text(row.metric()), number(row.value()));
      csv.append(fields).append(END);
    }
    return csv.toString();
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  private static String text(String field) {
    boolean plain = field.chars()
        .noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
