package org.statewise.controller.web;

import java.util.Locale;

/** Reads an Accept header as far as two formats of metrics need it (RFC 9110, section 12.5.1). */
final class Accept {
  private static final String OPEN = "application/openmetrics-text";

  private Accept() {}

  /**
   * Whether OpenMetrics is preferred to Prometheus' text: it is named, its version if any is ours, and
   * its weight is not below that of plain text. What cannot be read is not there.
   */
  static boolean prefersOpenMetrics(String header) {
    double open = 0;
    double plain = 0;
    for (String range : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = range.split(";", -1);
      String type = parts[0].strip();
      if (type.equals(OPEN) && parameter(parts, "version", "1.0.0").equals("1.0.0")) {
        open = Math.max(open, weight(parts));
      } else if (type.equals("text/plain")) {
        plain = Math.max(plain, weight(parts));
      }
    }
    return open > 0 && open >= plain;
  }

  private static String parameter(String[] parts, String name, String otherwise) {
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip();
      if (part.startsWith(name + "=")) {
        return part.substring(name.length() + 1).strip().replace("\"", "");
      }
    }
    return otherwise;
  }

  private static double weight(String[] parts) {
    try {
      double q = Double.parseDouble(parameter(parts, "q", "1"));
      return q >= 0 && q <= 1 ? q : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
