package org.statewise.controller.app.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.statewise.controller.adapt.TorqueTarget;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.wiring.Arms;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.evaluate.closedloop.TeachingRuns;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.train.InnerLoop;
import org.statewise.controller.train.LossFile;
import org.statewise.controller.train.MemoryOptions;
import org.statewise.controller.train.MetaOptions;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.loss.Positivity;
import org.statewise.models.optim.UpdateRuleSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How {@code meta-train} trains. Why the defaults are what they are: {@code docs/meta-training.md}. */
final class MetaTrainOptions {
  @Option(names = "--loss", paramLabel = "LOSS",
      description = "structured, state-dependent or mlp; for a start squared or a learned one, by word"
          + " or file; for closed-loop log-linear or structured (default there: log-linear).")
  private String loss;

  @Option(names = "--positivity", paramLabel = "P", defaultValue = "softplus",
      description = "Of the weights: softplus, or raw (default: ${DEFAULT-VALUE}).")
  private String positivity;

  @Option(names = "--loss-hidden", split = ",", paramLabel = "N",
      description = "Hidden layers of the loss's networks (default: 32 for state-dependent, 40,40,40"
          + " for mlp).")
  private List<Integer> lossHidden;

  @Option(names = "--hidden", split = ",", paramLabel = "N", defaultValue = "64,64",
      description = "Hidden layers of the model (default: ${DEFAULT-VALUE}).")
  private List<Integer> hidden;

  @Option(names = "--start", paramLabel = "S", defaultValue = "random",
      description = "How the model starts: random, or zero for answering zero, as the controller's does"
          + " (default: ${DEFAULT-VALUE}).")
  private String start;

  @Option(names = "--alpha", paramLabel = "ALPHA", defaultValue = "0.001",
      description = "Inner rate (default: ${DEFAULT-VALUE}).")
  private double alpha;

  @Mixin
  private InnerLoopOptions inner = new InnerLoopOptions();

  @Option(names = "--outer-rule", paramLabel = "RULE", defaultValue = "adam",
      description = "How the loss is updated: sgd or adam (default: ${DEFAULT-VALUE}).")
  private String outerRule;

  @Option(names = "--eta", paramLabel = "ETA",
      description = "Outer rate (default: 0.05 for structured, 0.001 for a start, 0.002 for closed-loop, else"
          + " 0.005; for sgd 100 times that).")
  private Double eta;

  @Option(names = "--epochs", paramLabel = "N",
      description = "At most (default: 50; for closed-loop 24); 0 trains nothing: a learned --loss is"
          + " written anew, with the states of --train.")
  private Integer epochs;

  @Option(names = "--patience", paramLabel = "N", defaultValue = "15",
      description = "Epochs without a better test error after which a seed stops, 0 for never"
          + " (default: ${DEFAULT-VALUE}).")
  private int patience;

  @Option(names = "--test-steps", paramLabel = "N", defaultValue = "200",
      description = "batches: steps of the fresh model that measures a test error"
          + " (default: ${DEFAULT-VALUE}).")
  private int testSteps;

  @Option(names = "--target", paramLabel = "TORQUE",
      description = "commanded, measured or sensed, by sensors behind the gears (default: commanded for runs,"
          + " measured for streams).")
  private String target;

  @Option(names = "--prior", paramLabel = "PRIOR", defaultValue = "none",
      description = "What is not to be learned: none, gravity or rigid-body"
          + " (default: ${DEFAULT-VALUE}).")
  private String prior;

  @Option(names = "--arm-model", paramLabel = "ARM",
      description = "Of the prior (default: the recording's own); for closed-loop the described arm (default:"
          + " iiwa7).")
  private String armModel;

  /** What they learn by. */
  InnerLoopOptions inner() {
    return inner;
  }

  /** @param loop what is of closed loops alone */
  MemoryOptions memoryOptions(ClosedLoopOptions loop, long seed) throws UsageException {
    try {
      return new MemoryOptions(hidden, epochs == null ? 24 : epochs, inner.batch(256),
          eta == null ? 0.002 : eta, loop.directions(), loop.repeats(), TeachingRuns.EVERY,
          loop.leak(), seed);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage(), e);
    }
  }

  /** The described arm of closed loops. */
  ArmModel describedArm() throws UsageException {
    return Arms.load(armModel == null ? "iiwa7" : armModel);
  }

  /** Refuses no loss where one is to be learned. */
  void checkLoss() throws UsageException {
    if (!inner.closedLoop() && loss == null) {
      throw new UsageException("--loss must say what is to be learned, but is missing");
    }
  }

  /** The kind of loss that closed loops train. */
  String closedLoopLoss() {
    return loss == null ? "log-linear" : loss;
  }

  /** What the trainer does. */
  MetaOptions options() throws UsageException {
    try {
      LossSpec kind = lossSpec();
      UpdateRuleSpec rule = UpdateRuleSpec.parse(outerRule);
      InnerLoop loop = inner.loop();
      return new MetaOptions(kind,
          new MetaOptions.Model(hidden,
              choice("--start", start, "random", "zero").equals("zero"), alpha),
          loop,
          new MetaOptions.Outer(rule, eta == null ? defaultEta(loop, kind, rule) : eta,
              epochs == null ? 50 : epochs, patience),
          testSteps);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** The learned loss to write anew with other states; empty where something is to be trained. */
  Optional<LossFile> measured() throws UsageException {
    return epochs != null && epochs == 0
        ? LearnedModels.file(LossOption.name(loss))
        : Optional.empty();
  }

  /** Widths of the model's hidden layers. */
  List<Integer> hidden() {
    return hidden;
  }

  private static double defaultEta(InnerLoop inner, LossSpec kind, UpdateRuleSpec rule) {
    double ofLoss = kind instanceof LossSpec.Structured ? 0.05 : 0.005;
    double adam = inner instanceof InnerLoop.Start ? 0.001 : ofLoss;
    return rule instanceof UpdateRuleSpec.Adam ? adam : 100 * adam;
  }

  private LossSpec lossSpec() throws UsageException {
    Positivity weights = choice("--positivity", positivity, "softplus", "raw").equals("raw")
        ? Positivity.RAW
        : Positivity.SOFTPLUS;
    LossSpec untrained = LearnedModels.ofItself(LossOption.name(loss));
    return switch (untrained) {
      case LossSpec.StateDependent standard -> new LossSpec.StateDependent(
          lossHidden == null ? standard.hidden() : single(lossHidden), weights);
      case LossSpec.Network standard -> lossHidden == null
          ? standard
          : new LossSpec.Network(lossHidden);
      case LossSpec.Structured _ -> new LossSpec.Structured(weights);
      case LossSpec.Squared _,LossSpec.Trained _,LossSpec.LogLinear _ -> untrained;
    };
  }

  private static int single(List<Integer> widths) throws UsageException {
    if (widths.size() != 1) {
      throw new UsageException("--loss-hidden must be one width for state-dependent, but is "
          + widths);
    }
    return widths.getFirst();
  }

  private static String choice(String option, String word, String one, String other)
      throws UsageException {
    if (!word.equals(one) && !word.equals(other)) {
      throw new UsageException(
          option + " must be " + one + " or " + other + ", but is '" + word + "'");
    }
    return word;
  }

  /** How recordings are seen. */
  TrainingSources sources() throws UsageException {
    try {
      return new TrainingSources(Optional.ofNullable(target)
          .map(word -> TorqueTarget.parse("--target", word)),
          PriorSpec.parse(prior),
          armModel == null ? Optional.empty() : Optional.of(Arms.load(armModel)));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage(), e);
    }
  }

  /** How recordings are seen, as keys and words beside those of {@link MetaOptions#words}. */
  Map<String, String> sourceWords() {
    return Map.of("target", target == null ? "by kind of recording" : target, "prior", prior,
        "arm-model", armModel == null ? "of the recording" : armModel);
  }
}
