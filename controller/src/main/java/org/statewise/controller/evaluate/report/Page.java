package org.statewise.controller.evaluate.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A page of sections with text, tables and plots: HTML that is XML too, needs no network and no
 * script, and prints.
 */
public final class Page {
  private static final int WIDE = 900;
  private static final int TALL = 340;
  private static final int HALF = 440;
  static final String STYLE = """
      body { font: 15px/1.45 system-ui, sans-serif; color: #111; background: #fff; margin: 2em auto;
        max-width: 1080px; padding: 0 1em; }
      h1 { font-size: 1.7em; } h2 { font-size: 1.3em; margin-top: 2.2em; border-bottom: 1px solid #999; }
      h3 { font-size: 1.05em; margin-bottom: 0.3em; }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; font-size: 12px; font-variant-numeric: tabular-nums;
        margin: 0.8em 0; }
      caption { text-align: left; padding-bottom: 0.4em; font-style: italic; }
      th, td { padding: 2px 7px; border-bottom: 1px solid #ccc; text-align: right; white-space: nowrap; }
      th { border-bottom: 1.5px solid #333; }
      th:first-child, td:first-child { text-align: left; white-space: normal; overflow-wrap: anywhere;
        min-width: 11em; max-width: 17em; }
      svg { display: block; max-width: 100%; height: auto; margin: 0.8em 0; }
      .pair { display: flex; flex-wrap: wrap; gap: 12px; align-items: flex-start; } .pair svg { margin: 0.2em 0; }
      svg text { font-family: system-ui, sans-serif; fill: #111; }
      .plot-title { font-size: 13px; font-weight: 600; } .axis { font-size: 12px; }
      .tick { font-size: 11px; }
      .grid { stroke: #ddd; fill: none; } .frame { stroke: #444; fill: none; }
      .line { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
      .marker { fill: #fff; stroke-width: 1.2; }
      .shade { fill: #d8d8d8; } .event { fill: #111; } .stretch { stroke: #777; stroke-dasharray: 3 3; fill: none; }
      @media print { body { margin: 0; max-width: none; font-size: 11px; }
        table { font-size: 9px; } th, td { padding: 1px 4px; } .scroll { overflow: visible; }
        svg, tr, .pair { break-inside: avoid; } h2, h3 { break-after: avoid; } }
      """;

  private final String title;
  private final StringBuilder body = new StringBuilder();
  private int plots;

  /** An empty page. */
  public Page(String title) {
    this.title = title;
  }

  /** Begins a section. */
  public Page section(String heading) {
    return element("h2", heading);
  }

  /** Begins a part of a section. */
  public Page part(String heading) {
    return element("h3", heading);
  }

  /** Adds a paragraph. */
  public Page text(String words) {
    return element("p", words);
  }

  /** Adds a list. */
  public Page list(List<String> items) {
    body.append("<ul>\n");
    items.forEach(item -> element("li", item));
    body.append("</ul>\n");
    return this;
  }

  /** Adds a table. */
  public Page table(Table table) {
    body.append("<div class=\"scroll\"><table>\n");
    element("caption", table.caption());
    body.append("<thead>");
    row("th", table.header());
    body.append("</thead>\n<tbody>\n");
    table.rows().forEach(cells -> row("td", cells));
    body.append("</tbody>\n</table></div>\n");
    return this;
  }

  /** Adds a plot over the whole width. */
  public Page plot(Plot plot) {
    body.append(SvgPlot.draw(plot, nextId(), WIDE, TALL));
    return this;
  }

  /** Adds small plots, two a line. */
  public Page plots(List<Plot> small) {
    body.append("<div class=\"pair\">\n");
    for (Plot plot : new ArrayList<>(small)) {
      body.append(SvgPlot.draw(plot, nextId(), HALF, TALL * 3 / 4));
    }
    body.append("</div>\n");
    return this;
  }

  /** The whole page. */
  public String html() {
    return "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head>\n"
        + "<meta charset=\"UTF-8\"/>\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>"
        + Xml.escape(title) + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n<h1>"
        + Xml.escape(title) + "</h1>\n" + body + "</body>\n</html>\n";
  }

  private String nextId() {
    return "plot" + ++plots;
  }

  private Page element(String name, String words) {
    body.append('<').append(name).append('>').append(Xml.escape(words)).append("</").append(name)
        .append(">\n");
    return this;
  }

  private void row(String cell, List<String> words) {
    body.append("<tr>");
    words.forEach(word -> body.append('<').append(cell).append('>').append(Xml.escape(word))
        .append("</").append(cell).append('>'));
    body.append("</tr>\n");
  }
}
