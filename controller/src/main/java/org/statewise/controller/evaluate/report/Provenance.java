package org.statewise.controller.evaluate.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a report comes from.
 *
 * @param program and its version
 * @param made when
 * @param arguments of the command line
 * @param files beside the page that hold its figures
 */
public record Provenance(String program, Instant made, List<String> arguments,
    List<String> files) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  public Provenance {
    arguments = List.copyOf(arguments);
    files = List.copyOf(files);
  }

  /** The command line, to be given to a shell again. */
  public String commandLine() {
    return "statewise " + arguments.stream().map(Provenance::quoted)
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  String html() {
    StringBuilder html = new StringBuilder("<ul class=\"made\">\n<li>Figures: ");
    html.append(files.stream()
        .map(file -> "<a href=\"" + Xml.escape(file) + "\">" + Xml.escape(file) + "</a>")
        .collect(Collectors.joining(", ")));
    html.append("</li>\n<li>Program: ").append(Xml.escape(program)).append("</li>\n<li>Made: ")
        .append("<time>").append(made.truncatedTo(ChronoUnit.SECONDS)).append("</time></li>\n")
        .append("<li>Command line: <code>").append(Xml.escape(commandLine()))
        .append("</code></li>\n</ul>\n");
    return html.toString();
  }
}
