package org.statewise.controller.app.command;

import java.nio.file.Path;
import java.util.Optional;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.train.LoopOptions;
import picocli.CommandLine.Option;

/** How {@code meta-train --inner closed-loop} trains the loss by which a memory goes on learning. */
final class LoopLossOptions {
  @Option(names = "--memory", paramLabel = "FILE",
      description = "closed-loop: trains no network; the loss is trained for this one: an arm whose memory ships,"
          + " or a file.")
  private String memory;

  @Option(names = "--generations", paramLabel = "N", defaultValue = "40",
      description = "closed-loop: of the evolution strategy that trains the loss; 0 leaves the loss at what"
          + " the network's training says (default: ${DEFAULT-VALUE}).")
  private int generations;

  @Option(names = "--population", paramLabel = "N", defaultValue = "12",
      description = "closed-loop: candidates of a generation (default: ${DEFAULT-VALUE}).")
  private int population;

  @Option(names = "--runs", paramLabel = "N", defaultValue = "12",
      description = "closed-loop: runs that each candidate drives (default: ${DEFAULT-VALUE}).")
  private int runs;

  /** The network that there is already; empty if one is to be trained. */
  Optional<String> memory() {
    return Optional.ofNullable(memory);
  }

  /** The file of that network, if it is one. */
  Optional<Path> memoryFile() {
    return memory().filter(name -> name.endsWith(".pb")).map(Path::of);
  }

  /** @param loss log-linear or structured */
  LoopOptions options(String loss, long seed) throws UsageException {
    if (!loss.equals("log-linear") && !loss.equals("structured")) {
      throw new UsageException(
          "--loss must be log-linear or structured with --inner closed-loop, but"
              + " is '" + loss + "'");
    }
    try {
      return new LoopOptions(generations, population, runs, loss.equals("log-linear"), seed);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage(), e);
    }
  }
}
