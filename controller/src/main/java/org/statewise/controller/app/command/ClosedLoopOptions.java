package org.statewise.controller.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.statewise.controller.app.console.OutputOptions;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.wiring.LearnedMemories;
import org.statewise.controller.train.MemoryFile;
import org.statewise.models.arm.ArmModel;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code meta-train --inner closed-loop} does with simulated arms. */
final class ClosedLoopOptions {
  /** Fewer leave none to judge by. */
  private static final int LEAST_PLANTS = 4;

  @Option(names = "--plants", paramLabel = "N", defaultValue = "40",
      description = "closed-loop: how many arms are drawn; a quarter of them judges (default:"
          + " ${DEFAULT-VALUE}).")
  private int plants;

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "3",
      description = "closed-loop: of each task, twice as many of random motions near, three times"
          + " as many all over the workspace (default:"
          + " ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--directions", paramLabel = "M", defaultValue = "16",
      description = "closed-loop: numbers that a joint learns on an arm (default: ${DEFAULT-VALUE}).")
  private int directions;

  @Option(names = "--repeats", paramLabel = "N", defaultValue = "25",
      description = "closed-loop: so many of the samples that are kept say one thing (default:"
          + " ${DEFAULT-VALUE}).")
  private double repeats;

  @Option(names = "--leak", paramLabel = "LEAK", defaultValue = "1e-5",
      description = "closed-loop: fraction that a sample takes of what was learned on an arm (default:"
          + " ${DEFAULT-VALUE}).")
  private double leak;

  @Mixin
  private LoopLossOptions loss;

  /** The training that they say, on what {@code model} says of the network. */
  ClosedLoopTraining training(MetaTrainOptions model, long seed, Optional<Path> checkpoint,
      int threads, PrintWriter console) throws UsageException {
    ArmModel arm = model.describedArm();
    Optional<MemoryFile> network = Optional.empty();
    if (loss.memory().isPresent()) {
      MemoryFile found = LearnedMemories.named(loss.memory().get());
      if (!found.arm().equals(arm.name())) {
        throw new UsageException("--memory must be of the arm that --arm-model names, '"
            + arm.name() + "', but is of '" + found.arm() + "'");
      }
      network = Optional.of(found);
    }
    return new ClosedLoopTraining(arm, model.memoryOptions(this, seed), this,
        loss.options(model.closedLoopLoss(), seed), network, checkpoint, threads, console);
  }

  /** Names what is read, and refuses to replace what lies where the learning curve goes. */
  void checkFiles(OutputOptions outputs, Path out) throws UsageException {
    outputs.reads("--memory", loss.memoryFile().stream().toList());
    outputs.check("--out", ClosedLoopTraining.curve(out));
  }

  /** @throws UsageException if a number is too small */
  void check() throws UsageException {
    if (plants < LEAST_PLANTS) {
      throw new UsageException("--plants must be at least " + LEAST_PLANTS + ", but is " + plants);
    }
    if (rounds < 1) {
      throw new UsageException("--rounds must be at least 1, but is " + rounds);
    }
  }

  int plants() {
    return plants;
  }

  int rounds() {
    return rounds;
  }

  int directions() {
    return directions;
  }

  double repeats() {
    return repeats;
  }

  double leak() {
    return leak;
  }
}
