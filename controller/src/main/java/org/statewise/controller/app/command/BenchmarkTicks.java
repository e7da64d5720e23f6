package org.statewise.controller.app.command;

import java.util.List;
import java.util.Optional;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.app.wiring.RecordedArm;
import org.statewise.controller.app.wiring.Wiring;
import org.statewise.controller.config.AdaptationConfig;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.evaluate.closedloop.Baseline;
import org.statewise.controller.evaluate.closedloop.Plant;
import org.statewise.controller.evaluate.closedloop.TickFactory;
import org.statewise.controller.law.Prior;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.loop.CommandSource;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.setpoint.PlannedTask;
import org.statewise.models.online.NetworkMemorySpec;
import org.statewise.models.online.OnlineModelSpec;

/** Wires a run of the closed-loop benchmark as {@code run} is wired, with a row in its configuration. */
public final class BenchmarkTicks {
  private BenchmarkTicks() {}

  /** The tick of one run. */
  public static ControlTick tick(TickFactory.Request request) {
    StatewiseConfig config = config(request);
    Wiring.Parts parts = new Wiring.Parts(request.arm(), Optional.of(request.plant().nominal()),
        RecordedArm.torqueLimits(request.arm()),
        LearnedModels.forJoints(request.arm().jointCount()), PlannedTask.first(request.plan()),
        List.of(request.ring()), () -> false, CommandSource.NONE, false, true, false);
    try {
      Prior prior = request.prior().isPresent()
          ? request.prior().get()
          : Wiring.prior(config, parts);
      return Wiring.tick(config, parts, request.model(), prior, () -> 0);
    } catch (UsageException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** How samples are made and torques are led when nothing is set. */
  static Baseline.Handling handling(StatewiseConfig config) {
    return new Baseline.Handling(config.adaptation().acceleration(),
        config.adaptation().commandDelayMillis() * 1e-3, config.law().leadMillis() * 1e-3,
        config.adaptation().lowPassHz(), config.adaptation().compositeGain(),
        config.adaptation().samplePeriodMillis() * 1e-3);
  }

  /** What {@code run} does when nothing is set, but for what plant and row say. */
  private static StatewiseConfig config(TickFactory.Request request) {
    StatewiseConfig usual = StatewiseConfig.DEFAULT;
    Plant plant = request.plant();
    Baseline row = request.baseline();
    PriorSpec prior = row.knowledge() == Baseline.Knowledge.NOTHING
        ? new PriorSpec.None()
        : new PriorSpec.RigidBodyDynamics();
    StatewiseConfig.Task task = usual.task();
    return new StatewiseConfig(usual.seed(), usual.arm(),
        new StatewiseConfig.Task(task.kind(), request.durationSeconds(), task.rounds(),
            task.frequencyHz(), task.amplitudeRad(), task.phaseRad(), task.file()),
        new StatewiseConfig.Law(prior, plant.gainScale(), List.of(), List.of(),
            1e3 * row.handling().leadSeconds(), usual.law().positionSource(),
            usual.law().payload()),
        adaptation(usual.adaptation(), row), usual.safety(), usual.loop(), usual.realtime(),
        usual.recording(),
        usual.telemetry(), usual.log(), usual.run(), usual.mqtt());
  }

  private static boolean isTrainedOverArms(OnlineModelSpec model) {
    return switch (model) {
      case NetworkMemorySpec _ -> true;
      case OnlineModelSpec.TwoTimeScale(OnlineModelSpec memory, _) -> isTrainedOverArms(memory);
      default -> false;
    };
  }

  private static AdaptationConfig adaptation(AdaptationConfig usual, Baseline row) {
    return new AdaptationConfig(usual.model(), usual.loss(), usual.updateRule(),
        usual.learningRate(), usual.kappa(), usual.hidden(), usual.observer(),
        usual.askedAt().resolve(isTrainedOverArms(row.model())), usual.target(),
        row.handling().acceleration(), 1e3 * row.handling().delaySeconds(),
        row.handling().lowPassHz(),
        row.handling().composite().resolve(isTrainedOverArms(row.model())),
        1e3 * row.handling().samplePeriodSeconds(),
        row.supervised() ? usual.outputFraction() : 0,
        usual.saveFile(), usual.saveSeconds(), usual.warmStart(), usual.coldIfRefused());
  }
}
