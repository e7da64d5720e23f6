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
import org.statewise.models.meta.FirstOrderMaml;
import org.statewise.models.online.FilterSpec;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.OnlineModelSyntax;
import org.statewise.models.optim.UpdateRuleSpec;
import picocli.CommandLine.Option;

/** How {@code meta-train} trains. Why the defaults are what they are: {@code docs/meta-training.md}. */
final class MetaTrainOptions {
  @Option(names = "--loss", paramLabel = "LOSS",
      description = "structured, state-dependent or mlp; for a start squared or a learned one, by word"
          + " or file.")
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

  @Option(names = "--inner", paramLabel = "LOOP", defaultValue = "batches",
      description = "batches, the paper's Algorithm 1; stream, tick by tick as the controller learns; kalman,"
          + " through a precision-kalman filter; maml or reptile, what a network starts from;"
          + " closed-loop, what a network knows of arms of a kind, from simulated ones in place of"
          + " recordings (default: ${DEFAULT-VALUE}).")
  private String inner;

  @Option(names = "--batch", paramLabel = "N",
      description = "batches, maml, reptile, closed-loop: samples of each (default: 32; for closed-loop"
          + " 256).")
  private Integer batch;

  @Option(names = "--batches", paramLabel = "N", defaultValue = "20",
      description = "batches, maml, reptile: pairs of them an epoch (default: ${DEFAULT-VALUE}).")
  private int batches;

  @Option(names = "--iterations", paramLabel = "N", defaultValue = "20",
      description = "batches: updates of the loss a pair; maml, reptile: so many times the pairs (default: ${DEFAULT-VALUE}).")
  private int iterations;

  @Option(names = "--unroll", paramLabel = "K", defaultValue = "1",
      description = "batches, maml, reptile: inner steps that one update looks through; batches: memory"
          + " for K + 1 models"
          + " (default: ${DEFAULT-VALUE}).")
  private int unroll;

  @Option(names = "--kappa", paramLabel = "K", defaultValue = "0.1",
      description = "stream, maml, reptile: trust bound of the steps, 0 for none (default: ${DEFAULT-VALUE}).")
  private double kappa;

  @Option(names = "--horizon", paramLabel = "H", defaultValue = "25",
      description = "stream, kalman: following samples that judge a step (default: ${DEFAULT-VALUE}).")
  private int horizon;

  @Option(names = "--model", paramLabel = "MODEL", defaultValue = "precision-kalman",
      description = "kalman: the filter, whose leak and q are where they start, for example"
          + " precision-kalman:features=0,friction=none (default: ${DEFAULT-VALUE}).")
  private String model;

  @Option(names = "--window", paramLabel = "K", defaultValue = "50",
      description = "kalman: ticks that one update looks back through; memory for K covariances"
          + " (default: ${DEFAULT-VALUE}).")
  private int window;

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

  /** Whether simulated arms teach, and no recordings. */
  boolean closedLoop() {
    return inner.equals("closed-loop");
  }

  /** @param loop what is of closed loops alone */
  MemoryOptions memoryOptions(ClosedLoopOptions loop, long seed) throws UsageException {
    try {
      return new MemoryOptions(hidden, epochs == null ? 24 : epochs, batch == null ? 256 : batch,
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

  /** Refuses a loss where none is taken, and none where one is to be learned. */
  void checkLoss() throws UsageException {
    if (closedLoop() && loss != null) {
      throw new UsageException(
          "--loss must be left out with --inner closed-loop, which finds its own, but is '" + loss
              + "'");
    }
    if (!closedLoop() && loss == null) {
      throw new UsageException("--loss must say what is to be learned, but is missing");
    }
  }

  /** What the trainer does. */
  MetaOptions options() throws UsageException {
    try {
      LossSpec kind = lossSpec();
      UpdateRuleSpec rule = UpdateRuleSpec.parse(outerRule);
      InnerLoop loop = innerLoop();
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

  private InnerLoop innerLoop() throws UsageException {
    return switch (inner) {
      case "batches" -> new InnerLoop.Batches(batch(), batches, iterations, unroll);
      case "stream" -> new InnerLoop.Stream(bound(), horizon);
      case "kalman" -> kalman();
      case "maml" -> start(FirstOrderMaml.Variant.FOMAML);
      case "reptile" -> start(FirstOrderMaml.Variant.REPTILE);
      default -> throw new UsageException(
          "--inner must be batches, stream, kalman, maml, reptile or closed-loop, but is '" + inner
              + "'");
    };
  }

  private int batch() {
    return batch == null ? 32 : batch;
  }

  private InnerLoop start(FirstOrderMaml.Variant variant) {
    return new InnerLoop.Start(variant, batch(), Math.multiplyExact(batches, iterations), unroll,
        bound());
  }

  private InnerLoop kalman() throws UsageException {
    OnlineModelSpec spec = new OnlineModelSyntax(Optional.empty()).parse(model);
    if (!(spec instanceof FilterSpec.PrecisionKalman filter)) {
      throw new UsageException("--model must be a precision-kalman, but is '" + model + "'");
    }
    if (!filter.loss().equals(LossSpec.parse("structured"))) {
      throw new UsageException("--model must leave the loss to --loss, but is '" + model + "'");
    }
    return new InnerLoop.Kalman(filter.features(), filter.leak(), filter.qOverR(), window,
        horizon);
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
      case LossSpec.Squared _,LossSpec.Trained _ -> untrained;
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

  /** The trust fraction; infinity for no bound. */
  double bound() {
    return kappa == 0 ? Double.POSITIVE_INFINITY : kappa;
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
