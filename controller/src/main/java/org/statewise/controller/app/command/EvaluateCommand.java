package org.statewise.controller.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code statewise evaluate}. */
@Command(name = "evaluate",
    subcommands = {EvaluatePaperCommand.class, EvaluateStreamsCommand.class,
      EvaluateClosedLoopCommand.class},
    description = "Experiments with several seeds, as a report: results.csv and index.html.")
public final class EvaluateCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(),
        "evaluate must name an experiment: " + String.join(", ", spec.subcommands().keySet()));
  }
}
