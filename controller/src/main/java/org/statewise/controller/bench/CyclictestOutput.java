package org.statewise.controller.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/** The histogram that {@code cyclictest -h N -q -t 1} prints: lines of microseconds and counts, then figures. */
public final class CyclictestOutput {
  private static final Pattern BIN = Pattern.compile("(\\d{1,9})\\s+(\\d{1,12})");
  private static final Pattern BEYOND = Pattern.compile(
      "# Histogram Overflows:\\s+(\\d{1,12})");
  private static final Pattern LARGEST = Pattern.compile("# Max Latencies:\\s+(\\d{1,9})");

  private CyclictestOutput() {}

  /**
   * Reads it.
   *
   * @return ns; values beyond the last line count as the largest
   * @throws IllegalArgumentException in one sentence if it is no such output
   */
  public static Histogram read(String text) {
    Histogram ns = Times.histogram();
    long largestMicros = 0;
    long beyond = 0;
    for (String line : text.lines().map(String::strip).toList()) {
      Matcher bin = BIN.matcher(line);
      if (bin.matches()) {
        long count = Long.parseLong(bin.group(2));
        if (count > 0) {
          ns.recordValueWithCount(1000 * Long.parseLong(bin.group(1)), count);
        }
        continue;
      }
      largestMicros = Math.max(largestMicros, number(LARGEST, line));
      beyond = Math.max(beyond, number(BEYOND, line));
    }
    if (beyond > 0) {
      ns.recordValueWithCount(Math.min(1000 * largestMicros, ns.getHighestTrackableValue()),
          beyond);
    }
    if (ns.getTotalCount() == 0) {
      throw new IllegalArgumentException("cyclictest must print a histogram, but printed '"
          + text.strip().lines().findFirst().orElse("") + "'");
    }
    return ns;
  }

  private static long number(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
  }
}
