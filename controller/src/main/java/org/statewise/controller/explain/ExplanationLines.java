package org.statewise.controller.explain;

import static java.lang.String.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;

/** The ten lines that say why a run stopped. */
final class ExplanationLines {
  private final Ending ending;
  private final Diagnosis diagnosis;

  ExplanationLines(Ending ending, Diagnosis diagnosis) {
    this.ending = ending;
    this.diagnosis = diagnosis;
  }

  List<String> all() {
    Cause cause = diagnosis.cause();
    if (ending.ticks().count() == 0) {
      return List.of(line("why", cause.sentence()), line("next", cause.advice()));
    }
    List<TickRecord> shown = ending.ticks().recent(
        Math.ceilDiv(Explanation.SHOWN_MILLIS * 1_000_000L, ending.arm().periodNs()));
    LinkFigures link = LinkFigures.of(ending.ticks().recent(), ending.arm().periodNs());
    return List.of(
        line("why", cause.sentence()),
        line("next", cause.advice()),
        line("seen", diagnosis.finding() + (diagnosis.stoppedBy().isEmpty()
            ? ""
            : " (guard " + diagnosis.stoppedBy() + ")")),
        line("last " + Explanation.SHOWN_MILLIS + " ms",
            phases(shown) + "; guards: " + guards(shown)),
        line("position", position(shown)),
        line("torque", torque(shown)),
        line("link", link(link)),
        line("age", age(link)),
        line("program", program(link)),
        line("end", end()));
  }

  private static String line(String what, String text) {
    return format(Locale.ROOT, "  %-11s %s", what, text);
  }

  private static String phases(List<TickRecord> ticks) {
    return ticks.size() + " ticks, " + ticks.stream().map(tick -> tick.phase.name()).distinct()
        .collect(Collectors.joining(" to "));
  }

  private String guards(List<TickRecord> ticks) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (int k = 0; k < ending.guards().size(); k++) {
      for (TickRecord tick : ticks) {
        if ((tick.trips & 1 << k) != 0) {
          counts.merge(ending.guards().get(k), 1, Integer::sum);
        }
      }
    }
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream().map(e -> e.getKey() + ' ' + e.getValue())
            .collect(Collectors.joining(", "));
  }

  private String position(List<TickRecord> ticks) {
    ArmInfo arm = ending.arm();
    Worst error = worst(ticks, j -> tick -> Math.abs(Joints.errorMrad(tick, j)));
    Worst speed = worst(ticks, j -> tick -> Joints.speedShare(arm, tick, j));
    return format(Locale.ROOT, "up to %.1f mrad from desired (%s), speed up to %.0f%% of its limit"
        + " (%s)", error.value(), error.joint(), 100 * speed.value(), speed.joint());
  }

  private String torque(List<TickRecord> ticks) {
    Worst torque = worst(ticks, j -> tick -> Joints.torqueShare(ending.arm(), tick, j));
    TickRecord stop = ending.ticks().decisive();
    int j = diagnosis.joint();
    return format(Locale.ROOT, "sent up to %.0f%% of its limit (%s); %s at the end: %.1f Nm sent,"
        + " %.1f Nm measured, feedback %.1f Nm", 100 * torque.value(), torque.joint(),
        ending.joint(j).name(), stop.u[j], stop.state.tau[j], stop.uFb[j]);
  }

  private static String link(LinkFigures link) {
    return format(Locale.ROOT, "%d states came and %d were missed; %.2f to %.2f ms apart, jitter"
        + " %.2f ms; %d ticks without one", link.states(), link.missed(), link.shortest(),
        link.longest(), link.jitter(), link.emptyTicks());
  }

  private String age(LinkFigures link) {
    return ending.ticks().anyState()
        ? format(Locale.ROOT, "the oldest state was %.1f ms old in its tick, %.1f ms when it came;"
            + " the last came %.1f ms before the tick that decided", link.oldest(),
            link.oldestOnArrival(), link.silent())
        : "no state ever came";
  }

  private String program(LinkFigures link) {
    return format(Locale.ROOT, "a state waited at most %.2f ms for its tick, a tick took at most"
        + " %.2f ms%s", link.waited(), link.tick(),
        ending.lateMillis() == null
            ? ""
            : format(Locale.ROOT, ", threads without a processor at most %.1f ms",
                ending.lateMillis()));
  }

  private String end() {
    TickRecord last = ending.ticks().last();
    TickRecord stop = ending.ticks().decisive();
    int j = Joints.fastest(ending.arm(), last);
    String speed = format(Locale.ROOT, "%s, the fastest joint (%s) at %.3f rad/s", last.phase,
        ending.joint(j).name(), last.state.qd[j]);
    return stop.phase == LoopPhase.BRAKING
        ? format(Locale.ROOT, "braked for %.0f ms, then %s", (last.nowNs - stop.nowNs) * 1e-6,
            speed)
        : speed;
  }

  private record Worst(double value, String joint) {}

  private interface OfJoint {
    ToDoubleFunction<TickRecord> of(int joint);
  }

  /** The largest value of any joint; what is no number does not count, the cause names it. */
  private Worst worst(List<TickRecord> ticks, OfJoint measure) {
    double largest = 0;
    int at = diagnosis.joint();
    for (int j = 0; j < ending.arm().jointCount(); j++) {
      ToDoubleFunction<TickRecord> value = measure.of(j);
      double of = ticks.stream().mapToDouble(value).filter(Double::isFinite).max().orElse(0);
      if (of > largest) {
        largest = of;
        at = j;
      }
    }
    return new Worst(largest, ending.joint(at).name());
  }
}
