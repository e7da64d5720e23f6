package org.statewise.controller.app.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command's page for {@code man}, in the macros of man(7): what its {@code --help} says, of a command that was not
 * given to {@link UsageHelp}. Pages of commands below it are pages of their own.
 */
public final class ManualPage {
  private static final int SECTION = 1;

  private final CommandSpec command;
  private final StringBuilder text = new StringBuilder();

  private ManualPage(CommandSpec command) {
    this.command = command;
  }

  /** The page's name without section: {@code statewise-config-print}. */
  public static String name(CommandLine line) {
    return line.getCommandSpec().qualifiedName("-");
  }

  /** The page, with a line end at its end. */
  public static String of(CommandLine line) {
    return new ManualPage(line.getCommandSpec()).render();
  }

  private String render() {
    String name = command.qualifiedName("-");
    text.append(".TH \"").append(name.toUpperCase(Locale.ROOT)).append("\" ")
        .append(SECTION).append(" \"\" \"Statewise ").append(ProgramVersion.number())
        .append("\" \"Statewise\"\n");
    section("NAME");
    // The first line of the description, as apropos shows it.
    paragraph(name + " - " + lines(command.usageMessage().description()).getFirst());
    section("SYNOPSIS");
    text.append(".B ").append(escaped(command.qualifiedName(" "))).append('\n');
    text.append(escaped(synopsis())).append('\n');
    section("DESCRIPTION");
    lines(command.usageMessage().description()).forEach(this::paragraph);
    arguments();
    commands();
    section("EXIT STATUS");
    item("0", "Done.");
    item("1", "The work failed.");
    item("2", "Wrong usage or configuration.");
    section("FILES");
    item("./statewise.yaml, /etc/statewise/statewise.yaml",
        "The configuration, unless --config names another.");
    seeAlso();
    return text.toString();
  }

  private String synopsis() {
    StringBuilder words = new StringBuilder("[OPTION]...");
    command.positionalParameters().forEach(p -> words.append(' ').append(label(p)));
    if (!command.subcommands().isEmpty()) {
      words.append(" COMMAND");
    }
    return words.toString();
  }

  private void arguments() {
    if (command.positionalParameters().isEmpty() && command.options().isEmpty()) {
      return;
    }
    section("OPTIONS");
    command.positionalParameters().stream().filter(p -> !p.hidden())
        .forEach(p -> item(label(p), description(p)));
    command.options().stream().filter(option -> !option.hidden())
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .forEach(option -> item(String.join(", ", option.names())
            + (option.arity().max() == 0 ? "" : " " + label(option)), description(option)));
  }

  private void commands() {
    if (command.subcommands().isEmpty()) {
      return;
    }
    section("COMMANDS");
    command.subcommands().forEach((name, below) -> item(name,
        lines(below.getCommandSpec().usageMessage().description()).getFirst()));
  }

  private void seeAlso() {
    List<String> others = new ArrayList<>();
    if (command.parent() != null) {
      others.add(command.parent().qualifiedName("-") + "(" + SECTION + ")");
    }
    command.subcommands().values().forEach(below -> others.add(name(below) + "(" + SECTION + ")"));
    if (!others.isEmpty()) {
      section("SEE ALSO");
      paragraph(String.join(", ", others));
    }
  }

  private static String label(ArgSpec argument) {
    return argument.paramLabel();
  }

  /** Variables such as the default are put in. */
  private static String description(ArgSpec argument) {
    return String.join(" ", argument.description());
  }

  private static List<String> lines(String[] description) {
    return description.length == 0 ? List.of("") : List.of(description);
  }

  private void section(String title) {
    text.append(".SH \"").append(title).append("\"\n");
  }

  private void paragraph(String words) {
    text.append(".PP\n").append(escaped(words)).append('\n');
  }

  private void item(String what, String words) {
    text.append(".TP\n.B ").append(escaped(what)).append('\n').append(escaped(words)).append('\n');
  }

  /** A backslash, a hyphen that is to be copied, and a line that looks like a macro mean something to man. */
  private static String escaped(String words) {
    String plain = words.replace("\\", "\\e").replace("-", "\\-").replace("%n", "\n");
    return plain.lines().map(line -> line.startsWith(".") || line.startsWith("'")
        ? "\\&" + line
        : line).collect(Collectors.joining("\n"));
  }
}
