package org.statewise.controller.app.run;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.app.console.ProgramVersion;
import org.statewise.controller.app.console.TimeSlips;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.config.AdaptationConfig;
import org.statewise.controller.config.ModelChoice;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.telemetry.MotionSummary;
import org.statewise.controller.telemetry.RunSummary;

/** The begin and the end of a run, for people. */
public final class RunReport {
  private static final int MAX_ROWS = 40;

  private RunReport() {}

  /** Says what begins. */
  static void announce(StatewiseConfig config, ArmInfo arm, LearnedModels losses,
      PrintWriter out) {
    out.printf("statewise %s: arm %s (%s), %d joints, %.0f Hz, prior %s, %s%n",
        ProgramVersion.number(), arm.name(), config.arm().link(), arm.jointCount(),
        1e9 / arm.periodNs(), config.law().prior().word(),
        adaptation(config.adaptation(), losses));
    out.flush();
  }

  private static String adaptation(AdaptationConfig adaptation, LearnedModels losses) {
    if (!adaptation.learns()) {
      return "no adaptation";
    }
    String memory = adaptation.model() instanceof ModelChoice.Network
        ? "loss " + losses.resolve(adaptation.loss()).text() + " by "
            + adaptation.updateRule().word()
        : "adaptation " + adaptation.model().text();
    return adaptation.observer().learns()
        ? memory + ", observer " + adaptation.observer().text()
        : memory;
  }

  public static void print(RunSummary run, PrintWriter out) {
    List<MotionSummary> rows = run.motions();
    out.println();
    out.printf(Locale.ROOT, "%-12s %5s %9s %10s %8s %8s %10s %6s %8s%n", "motion", "round",
        "motor RMS", "motor peak", "link RMS", "feedback", "pred. Nm^2", "memory", "observer");
    boolean tooMany = rows.size() > MAX_ROWS;
    if (tooMany) {
      out.printf("... %d motions before%n", run.motionsBefore() + rows.size() - MAX_ROWS);
      rows = rows.subList(rows.size() - MAX_ROWS, rows.size());
    }
    rows.forEach(row -> print(row, out));
    if (tooMany) {
      print(run.allMotions(), out);
    }
    out.println();
    out.println(sides(run));
    out.println("memory and observer: squared torque of each over that of what the prior leaves");
    printLoop(run, out);
    out.println("guard trips: " + counts(run.trips()));
    if (!run.interventions().isEmpty()) {
      out.println("adaptation: " + counts(run.interventions()));
    }
    if (run.payloadMassKg() != null) {
      out.printf(Locale.ROOT, "payload %.3f kg, standard deviation %.3f kg%n",
          run.payloadMassKg(), run.payloadMassSigmaKg());
    }
    out.println("ended " + run.phase() + (run.fault().isEmpty() ? "" : ": " + run.fault()));
    explain(run, out);
    out.flush();
  }

  private static void explain(RunSummary run, PrintWriter out) {
    if (run.explanation() == null) {
      return;
    }
    out.println("why it stopped:");
    run.explanation().lines().forEach(out::println);
    out.println(run.recording() == null
        ? "with --record FILE, 'statewise explain FILE' shows it tick by tick"
        : "tick by tick: statewise explain " + run.recording().files().getLast());
  }

  /** Where the two sides' errors are from: an arm with elastic joints has its encoders on the motors. */
  private static String sides(RunSummary run) {
    return "errors in mrad: on the motors' side as measured, on the links' side "
        + switch (run.arm().linkSide()) {
          case "true" -> "as the simulated arm knows them";
          case "estimate" -> "an estimate from measured torque and the joints' stiffness";
          default -> "unknown: the arm's description has no stiffness of its joints";
        };
  }

  private static void print(MotionSummary row, PrintWriter out) {
    out.printf(Locale.ROOT, "%-12s %5s %9.3f %10.3f %8s %7.2f%% %10s %6s %8s%n", row.name(),
        row.round() == 0 ? "" : Integer.toString(row.round()), row.trackingRmseMrad(),
        row.peakErrorMrad(), orDash("%.3f", row.linkRmseMrad()), 100 * row.feedbackShare(),
        orDash("%.4f", row.predictionMseNm2()), percent(row.memoryShare()),
        percent(row.observerShare()));
  }

  private static String percent(Double share) {
    return share == null ? "-" : String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  private static String orDash(String pattern, Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, pattern, value);
  }

  /** What the loop did; on a virtual clock there are no deadlines, and nobody waits for an answer. */
  private static String micros(RunSummary.Latency latency) {
    return String.format(Locale.ROOT, "p50 %.1f us, p99 %.1f us, max %.1f us", latency.p50(),
        latency.p99(), latency.max());
  }

  private static void printLoop(RunSummary run, PrintWriter out) {
    out.printf(Locale.ROOT, "%d ticks in %.2f s (%.1f Hz), %d states missed%s%n", run.ticks(),
        run.durationSeconds(), run.rateHz(), run.missedStates(), run.deadlineMisses() == null
            ? ""
            : ", " + run.deadlineMisses() + " deadlines missed");
    RunSummary.Latency tick = run.tickMicros();
    if (tick != null) {
      out.printf(Locale.ROOT, "tick p50 %.1f us, p99 %.1f us, p99.9 %.1f us, max %.1f us; ",
          tick.p50(), tick.p99(), tick.p999(), tick.max());
    }
    out.printf(Locale.ROOT, "%.2f bytes allocated a tick%n", run.allocatedBytesPerTick());
    out.println(ages(run.stateAgeMillis()));
    RunSummary.Timing timing = run.timing();
    if (tick != null) {
      out.println("first ticks " + micros(timing.firstTicksMicros())
          + (timing.otherTicksMicros().max() == 0
              ? ""
              : "; the others " + micros(timing.otherTicksMicros())));
    }
    if (timing.timeSlips() > 0) {
      out.println(TimeSlips.sentence(timing.timeSlips(), timing.slippedMillis()));
    }
    if (!run.linkCounts().isEmpty()) {
      out.println("link: " + counts(run.linkCounts()));
    }
    if (!run.complete()) {
      out.printf("incomplete: %d ticks are missing from the times of the tick, and %d motions from"
          + " the table%n", run.droppedTicks().telemetry(), run.lostMotions());
    }
  }

  private static String ages(RunSummary.StateAge age) {
    return String.format(Locale.ROOT,
        "states were p99 %.2f ms, max %.2f ms old, give or take %.2f ms%s", age.p99(), age.max(),
        age.error(), age.unknown() == 0
            ? ""
            : "; of " + age.unknown() + " of them only since they came");
  }

  private static String counts(Map<String, ? extends Number> byName) {
    return byName.entrySet().stream().map(e -> e.getKey() + ' ' + e.getValue())
        .collect(Collectors.joining(", "));
  }
}
