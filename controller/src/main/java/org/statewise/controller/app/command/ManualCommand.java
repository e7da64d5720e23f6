package org.statewise.controller.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.statewise.controller.app.console.ManualPage;
import org.statewise.controller.app.console.OutputOptions;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code statewise manual}. */
@Command(name = "manual",
    description = "Writes the manual pages and the completion of command lines for bash and zsh, as the"
        + " Debian package has them.")
public final class ManualCommand implements Callable<Integer> {
  /** What bash-completion looks for. */
  private static final String COMPLETION = "statewise.bash";

  /** What zsh looks for in its functions' folders. */
  private static final String ZSH_COMPLETION = "_statewise";

  @Spec
  private CommandSpec spec;

  @Option(names = {"-o", "--out"}, paramLabel = "DIR", required = true,
      description = "Folder for statewise.1, a page for each command, " + COMPLETION + " and "
          + ZSH_COMPLETION + ".")
  private Path folder;

  @Mixin
  private OutputOptions outputs = new OutputOptions();

  @Override
  public Integer call() throws UsageException, WorkException {
    // A command that has not been prepared for the width of a terminal.
    CommandLine root = new CommandLine(spec.root().userObject().getClass());
    Map<String, String> files = new LinkedHashMap<>();
    addPages(root, files);
    String completion = AutoComplete.bash(root.getCommandName(), root);
    files.put(COMPLETION, completion);
    files.put(ZSH_COMPLETION, zsh(root.getCommandName(), completion));
    outputs.checkFolder("--out", folder, files.keySet().toArray(String[]::new));
    for (Map.Entry<String, String> file : files.entrySet()) {
      TextFiles.write("--out", folder.resolve(file.getKey()), file.getValue());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%d manual pages, %s and %s are in %s%n", files.size() - 2, COMPLETION,
        ZSH_COMPLETION, folder);
    out.flush();
    return 0;
  }

  /**
   * The completion of bash as a function that zsh loads when it is first needed: it defines itself anew by bashcompinit, and
   * then completes what it was called for.
   */
  private static String zsh(String command, String bash) {
    return "#compdef " + command + "\n" + bash
        + "\n_bash_complete -o default -F _complete_" + command + "\n";
  }

  private static void addPages(CommandLine line, Map<String, String> files) {
    files.put(ManualPage.name(line) + ".1", ManualPage.of(line));
    line.getSubcommands().values().forEach(below -> addPages(below, files));
  }
}
