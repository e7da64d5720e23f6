package org.statewise.controller.app;

import org.statewise.controller.app.command.BenchCommand;
import org.statewise.controller.app.command.BridgeCommand;
import org.statewise.controller.app.command.CheckCommand;
import org.statewise.controller.app.command.ConfigCommand;
import org.statewise.controller.app.command.CorpusCommand;
import org.statewise.controller.app.command.CtlCommand;
import org.statewise.controller.app.command.EvaluateCommand;
import org.statewise.controller.app.command.ExplainCommand;
import org.statewise.controller.app.command.ExportCommand;
import org.statewise.controller.app.command.FriMonitorCommand;
import org.statewise.controller.app.command.HelpCommand;
import org.statewise.controller.app.command.ImportCommand;
import org.statewise.controller.app.command.InspectCommand;
import org.statewise.controller.app.command.ManualCommand;
import org.statewise.controller.app.command.MetaTrainCommand;
import org.statewise.controller.app.command.ReplayCommand;
import org.statewise.controller.app.command.RunCommand;
import org.statewise.controller.app.command.ViewCommand;
import org.statewise.controller.app.console.ProgramVersion;
import org.statewise.controller.app.console.ShutdownLatch;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.UsageHelp;
import org.statewise.controller.app.console.UsageMistake;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The program: one command a job. Exit code 0 done, 1 the work failed, 2 wrong usage. */
@Command(
    name = "statewise",
    description = "Torque control for KUKA LBR arms with a model that adapts at every tick.",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpWidth = 80,
    subcommands = {RunCommand.class, BridgeCommand.class, FriMonitorCommand.class,
      ReplayCommand.class, ImportCommand.class, ExportCommand.class, InspectCommand.class,
      ViewCommand.class, ExplainCommand.class, CtlCommand.class, CorpusCommand.class,
      MetaTrainCommand.class,
      EvaluateCommand.class,
      BenchCommand.class,
      CheckCommand.class, ConfigCommand.class, ManualCommand.class, HelpCommand.class},
    footer = {"", "Exit codes: 0 done, 1 the work failed, 2 wrong usage or configuration."})
public final class Main {
  public Main() {}

  /** Runs the command line and leaves with its exit code. */
  public static void main(String[] args) {
    int code = execute(args);
    if (!ShutdownLatch.finish(code)) {
      System.exit(code);
    }
  }

  /** Runs the command line. */
  public static int execute(String... args) {
    CommandLine line = new CommandLine(new Main());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    UsageHelp.install(line);
    line.setParameterExceptionHandler((exception, rest) -> {
      UsageMistake.report(exception);
      return 2;
    });
    line.setExecutionExceptionHandler((exception, command, parsed) -> {
      command.getErr().println("statewise: " + sentence(exception));
      return exception instanceof UsageException || exception instanceof ConfigException ? 2 : 1;
    });
    if (args.length == 0) {
      line.usage(line.getErr());
      return 2;
    }
    int code = line.execute(args);
    // Writers of text swallow their errors: results that were not written must not look like success.
    boolean lost = line.getOut().checkError();
    lost |= System.out.checkError();
    if (lost) {
      line.getErr().println("statewise: standard output must take what is printed, but could not be"
          + " written: the disk is full or the reader is gone");
      return Math.max(code, 1);
    }
    return code;
  }

  /** Our own exceptions carry a sentence; any other is a defect, and its kind is worth knowing. */
  private static String sentence(Exception exception) {
    boolean ours = exception instanceof UsageException || exception instanceof WorkException
        || exception instanceof ConfigException;
    return ours ? exception.getMessage() : exception.toString();
  }
}
