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
    description = "Writes the manual pages and the completion of command lines for bash, as the Debian"
        + " package has them.")
public final class ManualCommand implements Callable<Integer> {
  /** What bash-completion looks for. */
  private static final String COMPLETION = "statewise.bash";

  @Spec
  private CommandSpec spec;

  @Option(names = {"-o", "--out"}, paramLabel = "DIR", required = true,
      description = "Folder for statewise.1, a page for each command, and " + COMPLETION + ".")
  private Path folder;

  @Mixin
  private OutputOptions outputs = new OutputOptions();

  @Override
  public Integer call() throws UsageException, WorkException {
    // A command that has not been prepared for the width of a terminal.
    CommandLine root = new CommandLine(spec.root().userObject().getClass());
    Map<String, String> files = new LinkedHashMap<>();
    addPages(root, files);
    files.put(COMPLETION, AutoComplete.bash(root.getCommandName(), root));
    outputs.checkFolder("--out", folder, files.keySet().toArray(String[]::new));
    for (Map.Entry<String, String> file : files.entrySet()) {
      TextFiles.write("--out", folder.resolve(file.getKey()), file.getValue());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%d manual pages and %s are in %s%n", files.size() - 1, COMPLETION, folder);
    out.flush();
    return 0;
  }

  private static void addPages(CommandLine line, Map<String, String> files) {
    files.put(ManualPage.name(line) + ".1", ManualPage.of(line));
    line.getSubcommands().values().forEach(below -> addPages(below, files));
  }
}
