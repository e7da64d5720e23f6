package org.statewise.controller.app.console;

import java.util.Locale;
import org.statewise.controller.telemetry.RunStatistics;

/**
 * One live line on a terminal; elsewhere a plain line now and then, so that a log stays readable.
 */
public final class StatusLine {
  private static final long LIVE_EVERY_NS = 200_000_000L;
  private static final long PLAIN_EVERY_NS = 10_000_000_000L;

  private final Screen screen;
  private final RunStatistics statistics;
  private long lastNs;
  private String lastWarning;

  public StatusLine(Screen screen, RunStatistics statistics, long nowNs) {
    this.screen = screen;
    this.statistics = statistics;
    lastNs = nowNs;
  }

  /** Shows the run if it is time to. */
  public void show(long nowNs, long missed, long timeSlips) {
    if (nowNs - lastNs < (screen.isLive() ? LIVE_EVERY_NS : PLAIN_EVERY_NS)) {
      return;
    }
    lastNs = nowNs;
    RunStatistics.Status now = statistics.status();
    String motion = now.motion().round() == 0
        ? now.motion().name()
        : now.motion().name() + " " + now.motion().round();
    FittedLine line = new FittedLine()
        .add(1, format("%-8s", now.phase()))
        .add(3, format("%-13s", motion))
        .add(2, format("motor error %7.3f mrad", now.trackingRmseMrad()))
        .add(5, format("feedback %5.2f%%", 100 * now.feedbackShare()))
        .add(7, format("prediction %8.4f Nm^2", now.predictionMseNm2()));
    if (!Double.isNaN(now.latencyMicros())) {
      line.add(6, format("tick %6.1f us", now.latencyMicros()));
    }
    if (!Double.isNaN(now.memoryShare())) {
      line.add(8, format("memory %3.0f%%", 100 * now.memoryShare()))
          .add(9, format("observer %3.0f%%", 100 * now.observerShare()));
    }
    line.add(4, format("missed %d", missed));
    if (timeSlips > 0) {
      line.add(4, format("slips %d", timeSlips));
    }
    screen.show(line.in(screen.width()));
  }

  private static String format(String pattern, Object value) {
    return String.format(Locale.ROOT, pattern, value);
  }

  /** Says a warning once, above the line; the run goes on. */
  public void warnOnce(String sentence) {
    if (!sentence.equals(lastWarning)) {
      lastWarning = sentence;
      screen.say("warning: " + sentence);
    }
  }

  /** Leaves the line. */
  public void end() {
    screen.end();
  }
}
