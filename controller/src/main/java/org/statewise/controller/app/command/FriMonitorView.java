package org.statewise.controller.app.command;

import java.io.PrintWriter;
import java.util.Locale;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.fri.FriStatistics;
import org.statewise.bridge.fri.FriStatus;
import org.statewise.controller.app.console.Screen;

/** What a cabinet says, as a block of lines that is drawn over on a terminal. */
final class FriMonitorView {
  private static final long LIVE_EVERY_NS = 200_000_000L;
  private static final long PLAIN_EVERY_NS = 5_000_000_000L;
  private static final int LINES = 6;

  private final PrintWriter out;
  private final boolean live = Screen.isTerminal();
  private long nextNs;
  private boolean drawn;

  FriMonitorView(PrintWriter out, long nowNs) {
    this.out = out;
    // Late enough for the first second's jitter.
    nextNs = nowNs + (live ? LIVE_EVERY_NS : 1_500_000_000L);
  }

  /** Shows the state if it is time to. */
  void show(long nowNs, JointState state, FriStatus status, FriStatistics statistics) {
    if (nowNs - nextNs < 0) {
      return;
    }
    nextNs = nowNs + (live ? LIVE_EVERY_NS : PLAIN_EVERY_NS);
    if (live && drawn) {
      out.print("\u001b[" + LINES + "A");
    }
    drawn = true;
    line(String.format(Locale.ROOT,
        "session %s, quality %s, every %d ms answered x %d, FRI %s", status.sessionState,
        status.quality, status.sendPeriodMillis, status.receiveMultiplier,
        status.dialect == null ? "?" : status.dialect.version()));
    line(String.format(Locale.ROOT,
        "robot   safety %s, drives %s, mode %s, control %s, wants %s on %s", status.safetyState,
        status.weakestDrive, status.operationMode, status.controlMode,
        status.clientCommandMode, status.overlayType));
    line(String.format(Locale.ROOT,
        "network jitter %.0f us rms, %.0f us most; lost %d, reordered %d, duplicated %d,"
            + " undecodable %d, out of range %d, foreign %d",
        status.jitterRmsNs / 1e3, status.jitterMaxNs / 1e3, statistics.lost(),
        statistics.reordered(), statistics.duplicated(),
        statistics.undecodable() + statistics.malformed(), statistics.outOfRange(),
        statistics.foreign()));
    line("q   deg   " + row(state.q, 180 / Math.PI));
    line("qd  deg/s " + row(state.qd, 180 / Math.PI));
    line("tau Nm    " + row(state.tau, 1));
    out.flush();
  }

  /** A sentence of its own, above the block that is drawn next. */
  void say(String sentence) {
    line(sentence);
    drawn = false;
    out.flush();
  }

  private void line(String text) {
    out.print(text);
    out.print(live ? "\u001b[K\n" : "\n");
  }

  private static String row(double[] values, double scale) {
    StringBuilder row = new StringBuilder();
    for (double value : values) {
      row.append(String.format(Locale.ROOT, "%9.2f", value * scale));
    }
    return row.toString();
  }

  /** The last block stays. */
  void end() {
    out.flush();
  }
}
