package org.statewise.controller.dataset;

import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** Renders a report as a few lines and a table, one joint a row. */
public final class StreamInspectionText {
  private static final String ROW = "%-8s %18s %8s %9s %7s %8s %8s %8s %6s %7s  %s%n";

  private static final double MAX_PLAIN = 1e5;

  private StreamInspectionText() {}

  /** The report for a terminal, ending in a line end. */
  public static String render(StreamReport report) {
    StringBuilder text = new StringBuilder();
    Formatter out = new Formatter(text, Locale.ROOT);
    StreamReport.Timing timing = report.timing();
    out.format("%s of %d joints: %d ticks in %d segments, %.3f s, %s%n",
        report.kind().name().toLowerCase(Locale.ROOT), report.joints().size(), report.ticks(),
        report.segments(), report.durationSeconds(), rate(timing));
    if (!Double.isNaN(timing.p50Seconds())) {
      out.format("time step: median %.3f ms, 99 %% %.3f ms, largest %.3f ms%n",
          1e3 * timing.p50Seconds(), 1e3 * timing.p99Seconds(), 1e3 * timing.maxSeconds());
    }
    out.format("gaps above 1.5 median steps: %d, longest %.3f ms; steps that go back: %d%n",
        timing.gaps(), 1e3 * timing.longestGapSeconds(), timing.backwards());
    if (report.lateTicks() + report.missingTicks() > 0) {
      out.format("ticks without a new state: %d; ticks missing: %d%n", report.lateTicks(),
          report.missingTicks());
    }
    out.format("moving: %.1f %% of the time; velocities %s; accelerations %s%n",
        100 * report.movingFraction(),
        report.qdEstimated() ? "estimated from positions" : "as recorded",
        report.qddEstimated() ? "estimated from velocities" : "as recorded");
    if (report.repeatedStates() > 0) {
      out.format("repeated states: %d rows have q, qd and tau of the row before, at most %d in a"
          + " row%n", report.repeatedStates(), report.longestRepetition());
    }
    if (!report.loss().isEmpty()) {
      out.format("truncated: %s%n", report.loss());
    }
    out.format(ROW, "joint", "q, rad", "|qd|", "|tau|, Nm", "moving",
        "std qd", "std qdd", "noise qd", "corr", "factor", "verdict");
    for (JointReport joint : report.joints()) {
      text.append(row(joint));
    }
    return text.toString();
  }

  private static String rate(StreamReport.Timing timing) {
    return Double.isNaN(timing.rateHz())
        ? "no rate, as no two rows follow each other in time"
        : String.format(Locale.ROOT, "%.1f Hz", timing.rateHz());
  }

  private static String row(JointReport joint) {
    return String.format(Locale.ROOT, ROW, joint.name(),
        number("%.3f", joint.qMinRad()) + " to "
            + number("%.3f", joint.qMaxRad()),
        number("%.3f", joint.qdMaxRadPerS()), number("%.2f", joint.tauMaxNm()),
        number("%.1f %%", 100 * joint.movingFraction()),
        number("%.3f", joint.qdStdRadPerS()),
        number("%.3f", joint.qddStdRadPerS2()), number("%.1e", joint.qdNoiseRadPerS()),
        number("%.2f", joint.torqueCorrelation()),
        number("%.2f", joint.torqueFactor()), verdict(joint));
  }

  private static String verdict(JointReport joint) {
    List<String> words = new ArrayList<>();
    words.add(joint.units().words());
    if (joint.units() == JointReport.Units.BEYOND_LIMITS) {
      words.add("by " + number("%.3f", joint.beyondLimitsRad()) + " rad");
    }
    if (!joint.velocity().words().isEmpty()) {
      words.add(joint.velocity().words()
          + (joint.velocityRatio() == 0
              ? ""
              : " (qd is " + number("%.3g", joint.velocityRatio()) + " times dq/dt)"));
    }
    if (joint.qdLimitFraction() > 1) {
      words.add(number("%.1f", joint.qdLimitFraction()) + " times its speed limit");
    }
    if (joint.tauLimitFraction() > 1) {
      words.add("stronger than its limit");
    }
    words.add(joint.torqueSign().words());
    if (joint.torqueSign() == JointReport.TorqueSign.OTHER_UNIT) {
      words.add("as it is " + number("%.2f", joint.torqueFactor()) + " times the arm model's"
          + (Math.abs(joint.torqueFactor()) < 1 ? " (motor currents in A?)" : ""));
    }
    words.add("excitation " + joint.excitation().name().toLowerCase(Locale.ROOT));
    return String.join(", ", words);
  }

  private static String number(String format, double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    // A wrong unit may give any size, and a table has no room for 300 digits.
    return String.format(Locale.ROOT, Math.abs(value) < MAX_PLAIN ? format : "%.2e", value);
  }
}
