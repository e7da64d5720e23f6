package org.statewise.controller.evaluate.closedloop;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.JointInfo;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.adapt.ModelScaling;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.FaultReason;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.setpoint.PathFile;
import org.statewise.controller.setpoint.PlanException;
import org.statewise.controller.setpoint.SetpointSource;
import org.statewise.controller.setpoint.TaskSpec;
import org.statewise.models.online.OnlineModel;

/**
 * Runs a plant with a baseline, through the control tick and guards that drive an arm, on the arm's own
 * clock. Nothing outside decides anything: a run repeats to the bit.
 */
public final class ClosedLoop {
  /** How long a run fades its output in unless told otherwise. */
  private static final double ENGAGE_SECONDS = 0.5;
  private static final double MIN_SECONDS = 0.4;
  private static final double REVERSAL_HZ = 0.25;
  private static final double REVERSAL_RAD = 0.05;
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
  RunMeasures run(Plant plant, Baseline baseline, double gain, Consumer<TickRecord> witness) {
    ExactPrior exact = baseline.knowledge() == Baseline.Knowledge.EXACT
        ? new ExactPrior(plant)
        : null;
    try (ArmLink link = new PlantLink(links.apply(plant), plant, exact)) {
      ArmInfo arm = link.info();
      JointState first = new JointState(arm.jointCount());
      link.awaitState(first, Long.MAX_VALUE);
      SetpointSource plan = plan(plant, arm, first.q.clone());
      TickRing ring = new TickRing(arm.jointCount(), 4);
      RunObserver observer = new RunObserver(arm.jointCount(), segmentNames(plant, plan),
          plant.task() instanceof Plant.Task.Reversals, arm.periodNs() * 1e-9);
      ControlTick tick = tick(plant, baseline, gain, exact, arm, plan, ring);
      boolean ends = false;
      while (!ends) {
        ends = tick.run(link).isFinal();
        ring.drain(record -> {
          observer.add(record);
          witness.accept(record);
        }, 4);
      }
      return observer.finish(
          tick.faultReason() == FaultReason.NONE ? "" : tick.faultReason().sentence());
    }
  }

  private ControlTick tick(Plant plant, Baseline baseline, double gain, ExactPrior exact,
      ArmInfo arm, SetpointSource plan, TickRing ring) {
    OnlineModel model = baseline.model().build(arm.jointCount(),
        ModelScaling.of(arm.joints().stream().map(JointInfo::tauMaxNm).toList()),
        new SplittableRandom(1));
    double durationSeconds = plant.task() instanceof Plant.Task.Reversals
        ? ENGAGE_SECONDS + REVERSAL_ROUND_SECONDS * rounds
        : 0;
    return ticks.tick(new TickFactory.Request(plant, baseline,
        gain == 1 ? model : new GainedModel(model, gain), Optional.ofNullable(exact), arm, plan,
        durationSeconds, ring));
  }

  /** Motions of way-points carry their round behind a stroke. */
  private static IntFunction<Motion> segmentNames(Plant plant, SetpointSource plan) {
    if (!(plant.task() instanceof Plant.Task.Poses)) {
      return plan::motion;
    }
    return index -> {
      String[] parts = plan.motion(index).name().split("/", -1);
      return new Motion(parts[0], Integer.parseInt(parts[1]));
    };
  }

  private SetpointSource plan(Plant plant, ArmInfo arm, double[] qStart) {
    TaskSpec task = switch (plant.task()) {
      case Plant.Task.PickAndPlace p -> new TaskSpec.PickAndPlace(rounds, p.speedFraction());
      case Plant.Task.Reversals _ -> new TaskSpec.Sine(REVERSAL_HZ, List.of(REVERSAL_RAD),
          IntStream.range(0, arm.jointCount()).mapToObj(j -> 0.5 * j).toList());
      case Plant.Task.Poses p -> new TaskSpec.Path(path(p, arm, qStart));
    };
    try {
      return task.plan(arm, qStart);
    } catch (PlanException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private PathFile path(Plant.Task.Poses task, ArmInfo arm, double[] qStart) {
    String header = IntStream.rangeClosed(1, qStart.length).mapToObj(j -> "q" + j)
        .collect(Collectors.joining(",", "pause,gripper,seconds,name,", ""));
    StringBuilder text = new StringBuilder(header);
    double[] from = qStart;
    for (int round = 1; round <= rounds; round++) {
      for (int k = 0; k < task.poses().size(); k++) {
        List<Double> pose = task.poses().get(k);
        double[] to = pose.stream().mapToDouble(Double::doubleValue).toArray();
        text.append("\n0.2,").append(k == 0 ? 0 : 1).append(',')
            .append(seconds(from, to, arm, task.speedFraction()))
            .append(",to-").append(k + 1).append('/').append(round);
        pose.forEach(q -> text.append(',').append(q));
        from = to;
      }
    }
    try {
      return PathFile.parse(text.toString(), "poses");
    } catch (PlanException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** A minimum-jerk motion peaks at 1.875 times its mean speed. */
  private static double seconds(double[] from, double[] to, ArmInfo arm, double speedFraction) {
    double longest = MIN_SECONDS;
    for (int j = 0; j < from.length; j++) {
      longest = Math.max(longest, 1.875 * Math.abs(to[j] - from[j])
          / (speedFraction * arm.joints().get(j).qdMaxRadPerS()));
    }
    return longest;
  }
}
