package org.statewise.controller.app.console;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Help whose lines break at blanks alone; by itself the library breaks them inside {@code fri://HOST}
 * too. While it lays lines out, everything that it might break at is a letter to it.
 */
public final class UsageHelp extends Help {
  /** Letters for private use: nobody breaks a line between two of them. */
  private static final char FIRST_LETTER = '\ue000';

  private UsageHelp(CommandSpec command, ColorScheme scheme) {
    super(command, scheme);
  }

  /** Lets a command and those below it explain themselves so. */
  public static void install(CommandLine line) {
    line.setHelpFactory(UsageHelp::new);
    prepare(line);
  }

  private static void prepare(CommandLine line) {
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    usage.description(
        Arrays.stream(usage.description()).map(UsageHelp::glued).toArray(String[]::new));
    Map<String, IHelpSectionRenderer> sections = new LinkedHashMap<>(usage.sectionMap());
    sections.replaceAll((_, section) -> help -> unglued(section.render(help)));
    usage.sectionMap(sections);
    line.getSubcommands().values().forEach(UsageHelp::prepare);
  }

  private static String glued(String text) {
    return text.chars().map(c -> c <= ' ' || c > '~' || Character.isLetterOrDigit(c) || c == '%'
        ? c
        : FIRST_LETTER + c).collect(StringBuilder::new, StringBuilder::appendCodePoint,
            StringBuilder::append)
        .toString();
  }

  private static String unglued(String text) {
    return text.chars().map(c -> c >= FIRST_LETTER && c <= FIRST_LETTER + '~'
        ? c - FIRST_LETTER
        : c).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Override
  public IParamLabelRenderer createDefaultParamLabelRenderer() {
    IParamLabelRenderer usual = super.createDefaultParamLabelRenderer();
    return new IParamLabelRenderer() {
      @Override
      public Ansi.Text renderParameterLabel(ArgSpec argument, Ansi ansi,
          List<Ansi.IStyle> styles) {
        return colorScheme().parameterText(
            glued(usual.renderParameterLabel(argument, Ansi.OFF, styles).toString()));
      }

      @Override
      public String separator() {
        return usual.separator();
      }
    };
  }

  @Override
  public IOptionRenderer createDefaultOptionRenderer() {
    IOptionRenderer usual = super.createDefaultOptionRenderer();
    return (option, label, scheme) -> glued(usual.render(option, label, scheme), scheme);
  }

  @Override
  public IParameterRenderer createDefaultParameterRenderer() {
    IParameterRenderer usual = super.createDefaultParameterRenderer();
    return (parameter, label, scheme) -> glued(usual.render(parameter, label, scheme), scheme);
  }

  /** What an option is for stands in the last column. */
  private static Ansi.Text[][] glued(Ansi.Text[][] rows, ColorScheme scheme) {
    for (Ansi.Text[] row : rows) {
      row[row.length - 1] = scheme.text(glued(row[row.length - 1].toString()));
    }
    return rows;
  }
}
