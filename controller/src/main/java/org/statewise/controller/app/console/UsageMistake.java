package org.statewise.controller.app.console;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import org.statewise.controller.config.NearestWord;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The message for a command line that cannot be parsed. */
public final class UsageMistake {
  private UsageMistake() {}

  /** Says it, with the nearest word there is and the way to the help. */
  public static void report(ParameterException mistake) {
    CommandLine line = mistake.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("statewise: " + sentence(line, mistake));
    err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
  }

  private static String sentence(CommandLine line, ParameterException mistake) {
    if (!(mistake instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return mistake.getMessage();
    }
    String word = unmatched.getUnmatched().getFirst();
    if (word.startsWith("-")) {
      List<String> options = line.getCommandSpec().options().stream()
          .map(OptionSpec::longestName).toList();
      String option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      return mistake.getMessage() + meant(option, options);
    }
    return line.getSubcommands().isEmpty() ? mistake.getMessage() : noCommand(line, word);
  }

  /** That there is no such command below {@code line}. */
  public static String noCommand(CommandLine line, String word) {
    Collection<String> commands = line.getSubcommands().keySet();
    String nearest = meant(word, commands);
    String above = line.getCommandSpec().qualifiedName();
    return "there is no command '" + above + " " + word + "'"
        + (nearest.isEmpty() ? "; there are " + String.join(", ", commands) : nearest);
  }

  private static String meant(String word, Collection<String> known) {
    return NearestWord.ifNear(word, known).map(near -> "; did you mean '" + near + "'?")
        .orElse("");
  }
}
