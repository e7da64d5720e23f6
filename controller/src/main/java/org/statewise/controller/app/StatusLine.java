package org.statewise.controller.app;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import org.statewise.controller.adapt.Intervention;
import org.statewise.controller.telemetry.RunStatistics;

/**
 * One live line on a terminal; elsewhere a plain line now and then, so that a log stays readable.
 */
final class StatusLine {
  private static final long LIVE_EVERY_NS = 200_000_000L;
  private static final long PLAIN_EVERY_NS = 10_000_000_000L;

  private final PrintWriter out;
  private final RunStatistics statistics;
  private final boolean live;
  private long lastNs;
  private String lastWarning;

  StatusLine(PrintWriter out, RunStatistics statistics, long nowNs) {
    this.out = out;
    this.statistics = statistics;
    live = isTerminal();
    lastNs = nowNs;
  }

  @SuppressWarnings("SystemConsoleNull") // it is null again since JDK 25 where there is no terminal
  static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** Shows the run if it is time to. */
  void show(long nowNs, long missed) {
    Intervention done = statistics.takeIntervention();
    if (done != Intervention.NONE) {
      end();
      out.println("adaptation: " + done.sentence());
    }
    if (nowNs - lastNs < (live ? LIVE_EVERY_NS : PLAIN_EVERY_NS)) {
      return;
    }
    lastNs = nowNs;
    RunStatistics.Status now = statistics.status();
    String motion = now.motion().round() == 0
        ? now.motion().name()
        : now.motion().name() + " " + now.motion().round();
    String line = String.format(Locale.ROOT,
        "%-9s %-13s error %7.3f mrad  feedback %5.2f%%  prediction %8.4f Nm^2  tick %6.1f us"
            + "  missed %d",
        now.phase(), motion, now.trackingRmseMrad(), 100 * now.feedbackShare(),
        now.predictionMseNm2(), now.latencyMicros(), missed);
    if (live) {
      out.print("\r" + line + "\u001b[K");
    } else {
      out.println(line);
    }
    out.flush();
  }

  /** Says a warning once, above the line; the run goes on. */
  void warnOnce(String sentence) {
    if (!sentence.equals(lastWarning)) {
      lastWarning = sentence;
      end();
      out.println("warning: " + sentence);
      out.flush();
    }
  }

  /** Leaves the line. */
  void end() {
    if (live) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }
}
