package org.statewise.controller.app.wiring;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.adapt.ModelScaling;
import org.statewise.controller.adapt.OnlineAdapter;
import org.statewise.controller.adapt.SampleSettings;
import org.statewise.controller.adapt.Supervision;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.config.AdaptationConfig;
import org.statewise.controller.config.LoadConfig;
import org.statewise.controller.config.ModelChoice;
import org.statewise.controller.config.ObserverChoice;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.law.FadingPrior;
import org.statewise.controller.law.JointPd;
import org.statewise.controller.law.Prior;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.loop.CommandSource;
import org.statewise.controller.loop.ControlSetup;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.LinkPosition;
import org.statewise.controller.loop.LoopSettings;
import org.statewise.controller.loop.PositionSource;
import org.statewise.controller.loop.StopSignal;
import org.statewise.controller.loop.TickClock;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.safety.GuardChain;
import org.statewise.controller.safety.GuardSpec;
import org.statewise.controller.setpoint.PlannedTask;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.online.ModelText;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.OnlineModelSyntax;

/** The only place where the parts of a control tick meet. */
public final class Wiring {
  /** The weights of a learned loss belong to the rate that it was trained at, meta-train's default. */
  private static final double LEARNED_RATE = 0.001;

  private Wiring() {}

  /**
   * What one tick is made of besides its configuration.
   *
   * @param arm as the link describes it
   * @param model the nominal arm, if known
   * @param torqueScaleNm by which the network sees torques, one a joint
   * @param losses finds the loss that is named
   * @param task what is desired
   * @param rings who sees each tick
   * @param stop whether to come to rest
   * @param commands what else is asked of the loop
   * @param observesOnly nothing is commanded, guards are only counted
   * @param engages whether the output is faded in
   * @param waits whether the arm is held until a command begins a task
   */
  public record Parts(ArmInfo arm, Optional<ArmModel> model, List<Double> torqueScaleNm,
      LearnedModels losses,
      PlannedTask task, List<TickRing> rings, StopSignal stop, CommandSource commands,
      boolean observesOnly, boolean engages, boolean waits) {}

  /** Builds a tick. */
  public static ControlTick tick(StatewiseConfig config, Parts parts, TickClock clock)
      throws UsageException {
    return tick(config, parts, model(config, parts), clock);
  }

  /** The model that the configuration names, fresh, its constants those of the arm's period. */
  public static OnlineModel model(StatewiseConfig config, Parts parts) throws UsageException {
    try {
      OnlineModelSpec named = onlineModel(config.adaptation(), parts.model(), parts.losses());
      return config.adaptation().toPeriod(parts.arm().periodNs()).of(named).build(
          parts.arm().jointCount(), ModelScaling.of(parts.torqueScaleNm()),
          new SplittableRandom(config.seed()));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** Builds a tick around a model that may have learned before; the adaptation's other keys go unused. */
  public static ControlTick tick(StatewiseConfig config, Parts parts, OnlineModel model,
      TickClock clock) throws UsageException {
    return tick(config, parts, model, prior(config, parts), clock);
  }

  /** The prior that the configuration names. */
  public static Prior prior(StatewiseConfig config, Parts parts) throws UsageException {
    try {
      PriorSpec spec = config.law().prior();
      LoadConfig load = config.law().payload();
      int n = parts.arm().jointCount();
      boolean compensated = parts.arm().gravityCompensated();
      return load.wanted()
          ? spec.carrying(load.payload(), parts.model(), n, compensated)
          : spec.build(parts.model(), n, compensated);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** Builds a tick around a model and a prior, whatever the configuration names. */
  public static ControlTick tick(StatewiseConfig config, Parts parts, OnlineModel model,
      Prior known,
      TickClock clock) throws UsageException {
    ArmInfo arm = parts.arm();
    int n = arm.jointCount();
    try {
      FadingPrior prior = new FadingPrior(known, n, LoopSettings.fadeTicks(arm.periodNs()));
      OnlineAdapter adapter = new OnlineAdapter(model, prior, samples(config.adaptation(), arm),
          config.adaptation().resolvedAskedAt(), n, supervision(config.adaptation(), parts));
      GuardChain guards = new GuardChain(GuardSpec.chain(config.safety().atPeriod(arm.periodNs())),
          arm);
      return new ControlTick(new ControlSetup(n, settings(config, parts), parts.task(),
          feedback(config.law(), parts.model(), n), prior, adapter, guards, parts.stop(),
          parts.commands(), PositionSource.of(config.law().positionSource(), parts.model()),
          LinkPosition.of(parts.model()), parts.rings(), clock));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static SampleSettings samples(AdaptationConfig adaptation, ArmInfo arm) {
    return new SampleSettings(adaptation.target(), adaptation.acceleration(),
        Math.round(adaptation.commandDelayMillis() * 1e6),
        ModelScaling.longestStepNs(arm.periodNs()), adaptation.lowPassHz(),
        adaptation.resolvedCompositeGain());
  }

  /** What drives nothing can do no harm: a dry run shows the model as it is. */
  private static Supervision supervision(AdaptationConfig adaptation,
      Parts parts) {
    return parts.observesOnly() || adaptation.outputFraction() == 0
        ? null
        : new Supervision(RecordedArm.torqueLimits(parts.arm()),
            parts.arm().periodNs() * 1e-9,
            adaptation.outputFraction());
  }

  private static LoopSettings settings(StatewiseConfig config, Parts parts) {
    double duration = config.task().durationSeconds();
    long silenceNs = Math.round(config.safety().longestSilenceMillis() * 1e6);
    return new LoopSettings(parts.arm().periodNs(),
        parts.engages() ? Math.round(config.loop().engageSeconds() * 1e9) : 0,
        duration == 0 ? Long.MAX_VALUE : Math.round(duration * 1e9), silenceNs,
        config.loop().decelerationRadPerS2(), parts.observesOnly(), parts.waits(),
        Math.round(config.law().leadMillis() * 1e6),
        config.safety().lossStates(parts.arm().periodNs()),
        config.safety().states(LoopSettings.LEAD_STATES, parts.arm().periodNs()));
  }

  /**
   * What learns: the network of the configuration's keys, or any model that {@link OnlineModelSyntax}
   * reads, and beside it the observer, if there is one; constants as they are written.
   */
  public static OnlineModelSpec onlineModel(AdaptationConfig adaptation,
      Optional<ArmModel> arm, LearnedModels losses) {
    // The loss is checked even where it goes unused.
    LossSpec loss = losses.find(adaptation.loss());
    OnlineModelSyntax syntax = new OnlineModelSyntax(arm, losses);
    OnlineModelSpec memory = switch (adaptation.model()) {
      case ModelChoice.Network _ -> new OnlineModelSpec.Network(adaptation.hidden(), loss,
          adaptation.updateRule(), rate(adaptation, losses.resolve(adaptation.loss()).isLearned()),
          adaptation.kappa() == 0 ? Double.POSITIVE_INFINITY : adaptation.kappa(), true);
      case ModelChoice.Other(ModelText text) -> written(
          "adaptation.model must be auto or a model: ", text, syntax);
      case ModelChoice.Automatic _ -> throw new IllegalArgumentException(
          "adaptation.model must be a model by now, but is auto: the configuration is not resolved");
    };
    ObserverChoice observer = adaptation.observer();
    return observer.learns()
        ? new OnlineModelSpec.TwoTimeScale(memory, written(
            "adaptation.observer must be auto, none or a model: ", observer.model(), syntax))
        : memory;
  }

  private static OnlineModelSpec written(String rule, ModelText text, OnlineModelSyntax syntax) {
    try {
      return syntax.build(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(rule + e.getMessage(), e);
    }
  }

  /** The configured rate, or else the one that a loss goes with. */
  public static double rate(AdaptationConfig adaptation, boolean learnedLoss) {
    if (adaptation.learningRate() != 0) {
      return adaptation.learningRate();
    }
    return learnedLoss
        ? LEARNED_RATE
        : adaptation.updateRule().defaultRate();
  }

  /** kp scaled by the gain scale, kd by its square root, so that damping stays as it was. */
  private static JointPd feedback(StatewiseConfig.Law law, Optional<ArmModel> model, int n) {
    double[] kp = gains("law.kp", law.kp(), n, model.map(Wiring::stiffness));
    double[] kd = gains("law.kd", law.kd(), n, model.map(Wiring::damping));
    for (int j = 0; j < n; j++) {
      kp[j] *= law.gainScale();
      kd[j] *= Math.sqrt(law.gainScale());
    }
    return new JointPd(kp, kd);
  }

  private static double[] stiffness(ArmModel arm) {
    return arm.joints().stream().mapToDouble(joint -> joint.gains().kpNmPerRad()).toArray();
  }

  private static double[] damping(ArmModel arm) {
    return arm.joints().stream().mapToDouble(joint -> joint.gains().kdNmSPerRad()).toArray();
  }

  private static double[] gains(String key, List<Double> chosen, int n,
      Optional<double[]> nominal) {
    if (!chosen.isEmpty()) {
      if (chosen.size() != n) {
        throw new IllegalArgumentException(
            key + " must have " + n + " gains, one a joint, but has " + chosen.size());
      }
      return chosen.stream().mapToDouble(Double::doubleValue).toArray();
    }
    return nominal.orElse(new double[n]);
  }
}
