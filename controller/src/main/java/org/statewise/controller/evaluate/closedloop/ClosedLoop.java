package org.statewise.controller.evaluate.closedloop;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.JointInfo;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.adapt.ModelScaling;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.FaultReason;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.setpoint.SetpointSource;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.PeriodConversion;

/**
 * Runs a plant with a baseline, through the control tick and guards that drive an arm, on the arm's own
 * clock. Nothing outside decides anything: a run repeats to the bit.
 */
public final class ClosedLoop {
  private static final double REVERSAL_ROUND_SECONDS = 8;

  private final Function<Plant, ArmLink> links;
  private final TickFactory ticks;
  private final int rounds;

  /**
   * @param links opens the arm of a plant, on a virtual clock
   * @param ticks builds what controls it
   */
  public ClosedLoop(Function<Plant, ArmLink> links, TickFactory ticks, int rounds) {
    this.links = links;
    this.ticks = ticks;
    this.rounds = rounds;
  }

  /** Runs to the end. */
  public RunMeasures run(Plant plant, Baseline baseline) {
    return run(plant, baseline, 1);
  }

  /**
   * Runs to the end with another gain of the adaptation.
   *
   * @param gain the model learns from tau' = f + gain (tau - f), f what it predicts
   */
  public RunMeasures run(Plant plant, Baseline baseline, double gain) {
    return run(plant, baseline, gain, tick -> {});
  }

  /** The same; {@code witness} sees every tick, in a carrier that is reused. */
  public RunMeasures run(Plant plant, Baseline baseline, double gain,
      Consumer<TickRecord> witness) {
    return run(plant, baseline, model -> gain == 1 ? model : new GainedModel(model, gain), witness);
  }

  /**
   * The same with something around the model.
   *
   * @param around makes of the baseline's model what is run in its place
   */
  RunMeasures run(Plant plant, Baseline baseline, UnaryOperator<OnlineModel> around,
      Consumer<TickRecord> witness) {
    ExactPrior exact = baseline.knowledge() == Baseline.Knowledge.EXACT
        ? new ExactPrior(plant)
        : null;
    try (ArmLink link = new PlantLink(links.apply(plant), plant, exact)) {
      ArmInfo arm = link.info();
      JointState first = new JointState(arm.jointCount());
      link.awaitState(first, Long.MAX_VALUE);
      SetpointSource plan = TaskPlans.plan(plant.task(), arm, first.q.clone(), rounds);
      TickRing ring = new TickRing(arm.jointCount(), 4);
      IntFunction<Motion> motions = segmentNames(plant, plan);
      double dtSeconds = arm.periodNs() * 1e-9;
      RunObserver observer = new RunObserver(arm.jointCount(), motions,
          plant.task() instanceof Plant.Task.Reversals, dtSeconds);
      Optional<RivalModel> rival = baseline.rival()
          .map(rule -> rule.build(plant.nominal(), dtSeconds, motions));
      OnlineModel model = rival.isPresent() ? rival.get() : model(baseline, arm);
      ControlTick tick = tick(plant, baseline, around.apply(model), exact, arm, plan, ring);
      boolean ends = false;
      while (!ends) {
        ends = tick.run(link).isFinal();
        ring.drain(record -> {
          observer.add(record);
          rival.ifPresent(rule -> rule.see(record));
          witness.accept(record);
        }, 4);
      }
      return observer.finish(
          tick.faultReason() == FaultReason.NONE ? "" : tick.faultReason().sentence());
    }
  }

  private static OnlineModel model(Baseline baseline, ArmInfo arm) {
    PeriodConversion period = PeriodConversion.of(baseline.handling().samplePeriodSeconds(),
        arm.periodNs());
    return period.of(baseline.model()).build(arm.jointCount(),
        ModelScaling.of(arm.joints().stream().map(JointInfo::tauMaxNm).toList()),
        new SplittableRandom(1));
  }

  private ControlTick tick(Plant plant, Baseline baseline, OnlineModel model, ExactPrior exact,
      ArmInfo arm, SetpointSource plan, TickRing ring) {
    double durationSeconds = plant.task() instanceof Plant.Task.Reversals
        ? StatewiseConfig.DEFAULT.loop().engageSeconds() + REVERSAL_ROUND_SECONDS * rounds
        : 0;
    return ticks
        .tick(new TickFactory.Request(plant, baseline, model, Optional.ofNullable(exact), arm, plan,
            durationSeconds, ring));
  }

  /** Motions of way-points carry their round behind a stroke. */
  private static IntFunction<Motion> segmentNames(Plant plant, SetpointSource plan) {
    if (!TaskPlans.namesRounds(plant.task())) {
      return plan::motion;
    }
    return index -> {
      String[] parts = plan.motion(index).name().split("/", -1);
      return new Motion(parts[0], Integer.parseInt(parts[1]));
    };
  }
}
