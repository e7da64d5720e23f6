package org.statewise.controller.app.command;

import java.util.Optional;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.train.InnerLoop;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.meta.FirstOrderMaml;
import org.statewise.models.online.FilterSpec;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.OnlineModelSyntax;
import picocli.CommandLine.Option;

/** The loop inside {@code meta-train}'s: what each update of the loss looks through. */
final class InnerLoopOptions {
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

  /** Whether simulated arms teach, and no recordings. */
  boolean closedLoop() {
    return inner.equals("closed-loop");
  }

  /** Whether the loop is Algorithm 1 as written. */
  boolean batches() {
    return inner.equals("batches");
  }

  /** Refuses an option about the seeds of a training with simulated arms, which has none. */
  void refuseSeeds(String option, boolean given) throws UsageException {
    if (closedLoop() && given) {
      throw new UsageException(option + " must be left out with --inner closed-loop, which has no"
          + " seeds of its own to go on from or to sum up");
    }
  }

  /** What the trainer does in each of its updates. */
  InnerLoop loop() throws UsageException {
    return switch (inner) {
      case "batches" -> new InnerLoop.Batches(batch(32), batches, iterations, unroll);
      case "stream" -> new InnerLoop.Stream(bound(), horizon);
      case "kalman" -> kalman();
      case "maml" -> start(FirstOrderMaml.Variant.FOMAML);
      case "reptile" -> start(FirstOrderMaml.Variant.REPTILE);
      default -> throw new UsageException(
          "--inner must be batches, stream, kalman, maml, reptile or closed-loop, but is '" + inner
              + "'");
    };
  }

  /** @param usual where none was chosen */
  int batch(int usual) {
    return batch == null ? usual : batch;
  }

  private InnerLoop start(FirstOrderMaml.Variant variant) {
    return new InnerLoop.Start(variant, batch(32), Math.multiplyExact(batches, iterations), unroll,
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

  /** The trust fraction; infinity for no bound. */
  double bound() {
    return kappa == 0 ? Double.POSITIVE_INFINITY : kappa;
  }
}
