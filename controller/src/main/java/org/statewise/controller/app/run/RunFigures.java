package org.statewise.controller.app.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.statewise.controller.adapt.Intervention;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.app.wiring.Links;
import org.statewise.controller.config.AdaptationConfig;
import org.statewise.controller.config.ModelChoice;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.explain.Explanation;
import org.statewise.controller.loop.ControlLoop;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.CycleMonitor;
import org.statewise.controller.loop.FaultReason;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.RunTally;
import org.statewise.controller.loop.StateAges;
import org.statewise.controller.safety.GuardSpec;
import org.statewise.controller.telemetry.RunStatistics;
import org.statewise.controller.telemetry.RunSummary;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.online.ModelText;
import org.statewise.models.online.PayloadEstimate;

/** Gathers what a run came to, once its threads have ended. */
public final class RunFigures {
  private RunFigures() {}

  /**
   * A run whose threads have ended.
   *
   * @param seconds it took on the link's clock
   * @param drops what its rings could not hold
   * @param linkCounts what the link counted
   * @param recording empty if there is none
   * @param realTime whether deadlines and latencies mean anything
   * @param timing of link and process
   * @param explanation of a fault; empty if it ended in none
   */
  record Ended(ControlTick tick, ControlLoop loop, RunStatistics statistics, double seconds,
      RunSummary.Drops drops, Map<String, Long> linkCounts,
      Optional<RunSummary.Recording> recording, boolean realTime, RunSummary.Timing timing,
      Optional<Explanation> explanation) {}

  static RunSummary summary(StatewiseConfig config, ArmModel model, LearnedModels losses,
      Ended run) {
    StatewiseConfig.Arm arm = config.arm();
    ControlTick tick = run.tick();
    RunStatistics statistics = run.statistics();
    boolean realTime = run.realTime();
    CycleMonitor cycle = tick.cycle();
    Map<String, Integer> trips = new LinkedHashMap<>();
    List<String> names = tick.guards().names();
    for (int k = 0; k < names.size(); k++) {
      trips.put(names.get(k), cycle.trips(k));
    }
    String fault = tick.phase() == LoopPhase.FAULT ? sentence(tick) : "";
    Optional<PayloadEstimate> payload = tick.payload();
    long lostMotions = tick.tally().lost();
    return new RunSummary(
        new RunSummary.Arm(arm.model(),
            Links.isSimulated(arm.link()) ? Links.profile(arm, model).text() : null,
            statistics.linkSide().text()),
        adaptation(config.adaptation(), losses),
        cycle.ticks(), run.seconds(), cycle.answered() / run.seconds(),
        cycle.missedStates(), realTime ? cycle.deadlineMisses() : null,
        realTime ? latency(statistics) : null,
        run.loop().allocatedBytesPerTick(), ages(tick.ages()), tick.phase().name(), fault,
        cycle.refusedCommands(), run.drops(), run.linkCounts(),
        run.recording().orElse(null), trips, interventions(tick.tally()),
        lostMotions == 0 && (!realTime || run.drops().telemetry() == 0), statistics.motions(),
        statistics.motionsBefore(), lostMotions, statistics.total(),
        payload.map(PayloadEstimate::massKg).orElse(null),
        payload.map(PayloadEstimate::sigmaKg).orElse(null), run.timing(),
        run.explanation().orElse(null));
  }

  /** What learned, and for a network down which loss and by which rule. */
  static RunSummary.Adaptation adaptation(AdaptationConfig adaptation, LearnedModels losses) {
    String loss = null;
    String rule = null;
    if (adaptation.model() instanceof ModelChoice.Network) {
      loss = losses.resolve(adaptation.loss()).text();
      rule = adaptation.updateRule().word();
    } else if (adaptation.model().isTrainedOverArms()
        && adaptation.model() instanceof ModelChoice.Other(ModelText text)) {
      Map<String, String> settings = text.parts().getFirst().settings();
      loss = settings.getOrDefault("loss",
          "learned-" + losses.memory(settings.get("memory")).loss().word());
      rule = "kalman";
    }
    return new RunSummary.Adaptation(adaptation.model().text(), adaptation.observer().text(),
        loss, rule);
  }

  private static RunSummary.StateAge ages(StateAges ages) {
    return new RunSummary.StateAge(ages.p99Ns() * 1e-6, ages.largestNs() * 1e-6,
        ages.largestErrorNs() * 1e-6, ages.unknown());
  }

  private static RunSummary.Latency latency(RunStatistics statistics) {
    return new RunSummary.Latency(statistics.latencyMicros(50), statistics.latencyMicros(99),
        statistics.latencyMicros(99.9), statistics.latencyMaxMicros());
  }

  private static Map<String, Integer> interventions(RunTally tally) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (boolean ofObserver : new boolean[]{false, true}) {
      for (Intervention kind : Intervention.values()) {
        int count = tally.interventions(kind, ofObserver);
        if (kind != Intervention.NONE && count > 0) {
          counts.put(kind.word(ofObserver), count);
        }
      }
    }
    return counts;
  }

  /** Why the run ended in a fault. */
  public static String sentence(ControlTick tick) {
    String guard = tick.faultReason() == FaultReason.GUARD ? tick.stoppedBy().orElse("") : "";
    return tick.faultReason().sentence() + (guard.isEmpty() ? "" : ": " + guard)
        + age(tick, guard);
  }

  /** Without its figure nobody could tell that the states, or the answers to them, were old. */
  private static String age(ControlTick tick, String guard) {
    boolean byAge = guard.equals(GuardSpec.StateAge.NAME)
        || (tick.faultReason() == FaultReason.ARM_TOOK_OVER && tick.ages().lastCameOld());
    return byAge
        ? String.format(Locale.ROOT,
            ": the last state was sampled %.1f ms ago (give or take %.1f ms),"
                + " so that something on the way holds states back",
            tick.ages().lastNs() * 1e-6,
            tick.ages().largestErrorNs() * 1e-6)
        : "";
  }

  /** Why the work was not done, in a sentence; empty if it was. */
  static String failure(RunSummary summary, ControlLoop loop) {
    if (loop.failure() != null) {
      return "the control thread failed and the arm was left to its own hold: " + loop.failure();
    }
    if (!summary.fault().isEmpty()) {
      return "the run ended in a fault: " + summary.fault();
    }
    RunSummary.Recording recording = summary.recording();
    return recording == null || recording.failure().isEmpty()
        ? ""
        : "the " + recording.failure();
  }
}
