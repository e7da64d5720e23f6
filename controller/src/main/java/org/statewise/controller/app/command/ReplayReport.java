package org.statewise.controller.app.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.statewise.controller.app.replay.LearnTimer;
import org.statewise.controller.app.replay.ReplaySession;
import org.statewise.controller.replay.ReplayLink;
import org.statewise.controller.replay.SegmentResult;

/** What replays came to, for people. */
final class ReplayReport {
  /** It repeats the last torque and learns nothing. */
  private static final LearnTimer.Cost PERSISTENCE = new LearnTimer.Cost(0, 0.0);

  private ReplayReport() {}

  /** A table a segment: a row a controller, and persistence. */
  static void print(List<ReplaySession.Result> results, PrintWriter out) {
    List<SegmentResult> segments = results.getFirst().segments();
    for (int i = 0; i < segments.size(); i++) {
      SegmentResult first = segments.get(i);
      out.println();
      // A stream without segments is one that has no name.
      out.printf(Locale.ROOT, "%s, %d samples; prequential MSE in Nm^2, samples off the states that"
          + " the loss was trained on, cost of an update%n",
          first.name().isEmpty() ? "whole stream" : "segment " + first.name(), first.samples());
      header(first.jointMseNm2().size(), out);
      for (ReplaySession.Result result : results) {
        SegmentResult row = result.segments().get(i);
        row(result.name(), row.mseNm2(),
            String.format(Locale.ROOT, "%10.4f %7.1f %%", row.nmse(), 100 * row.outOfRange()),
            result.cost(), row.jointMseNm2(), out);
      }
      row("persistence", first.persistenceMseNm2(), " ".repeat(20),
          PERSISTENCE, first.jointPersistenceMseNm2(), out);
    }
    out.println();
  }

  private static void header(int joints, PrintWriter out) {
    StringBuilder line = new StringBuilder(
        String.format(Locale.ROOT, "%-24s %10s %10s %9s %9s %9s", "", "total", "norm.",
            "off range", "mul-adds", "us"));
    for (int j = 1; j <= joints; j++) {
      line.append(String.format(Locale.ROOT, " %9s", "A" + j));
    }
    out.println(line);
  }

  private static void row(String name, double total, String figures, LearnTimer.Cost cost,
      List<Double> joints, PrintWriter out) {
    String micros = cost.updateMicros() == null
        ? "-"
        : String.format(Locale.ROOT, "%.1f", cost.updateMicros());
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-24s %10.4f %s %9d %9s",
        name, total, figures, cost.multiplyAddsPerUpdate(), micros));
    for (double joint : joints) {
      line.append(String.format(Locale.ROOT, " %9.4f", joint));
    }
    out.println(line);
  }

  /** How one replay went, and whether it was the recorded one again. */
  static void printEnd(ReplaySession.Result result, PrintWriter out) {
    out.printf(Locale.ROOT, "%s: %d samples, %.0f ticks/s, torque checksum %08x%n", result.name(),
        result.samples(), result.samplesPerSecond(), result.torqueChecksum());
    if (result.exact() == null) {
      return;
    }
    ReplayLink.Difference difference = result.difference();
    if (difference != null) {
      out.printf(Locale.ROOT,
          "NOT the recorded torques: first at tick %d, joint A%d, recorded %s Nm, replayed %s Nm%n",
          difference.tick(), difference.joint() + 1, difference.recordedNm(),
          difference.replayedNm());
      result.otherArithmetic().ifPresent(out::println);
    } else if (result.missingTicks() > 0) {
      out.printf("NOT comparable: the recording lacks %d ticks that the recorder dropped%n",
          result.missingTicks());
    } else {
      out.println("bit-exact: every recorded torque came back to the bit");
    }
  }
}
