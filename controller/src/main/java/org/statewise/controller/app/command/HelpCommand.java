package org.statewise.controller.app.command;

import java.io.PrintWriter;
import java.util.List;
import org.statewise.controller.app.console.UsageMistake;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code statewise help COMMAND}. */
@Command(name = "help", helpCommand = true, description = "Explains a command, as its --help does.")
public final class HelpCommand implements Runnable {
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "COMMAND", arity = "0..*",
      description = "run, or config print, for example; none for all commands.")
  private List<String> words = List.of();

  @Override
  public void run() {
    CommandLine at = spec.parent().commandLine();
    for (String word : words) {
      CommandLine next = at.getSubcommands().get(word);
      if (next == null) {
        throw new ParameterException(at, UsageMistake.noCommand(at, word));
      }
      at = next;
    }
    PrintWriter out = spec.commandLine().getOut();
    at.usage(out);
    out.flush();
  }
}
