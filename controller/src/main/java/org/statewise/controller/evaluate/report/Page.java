package org.statewise.controller.evaluate.report;

import java.util.List;

/**
 * A page that answers a question: one sentence and one ranking at its top, then what is added in order,
 * and at its end where it comes from. HTML that is XML too and needs no network; its only script sorts
 * tables.
 */
public final class Page {
  private final String title;
  private final StringBuilder head = new StringBuilder();
  private final StringBuilder body = new StringBuilder();
  private final StringBuilder foot = new StringBuilder();
  private int plots;

  /** An empty page. */
  public Page(String title) {
    this.title = title;
  }

  /** Sets the sentence at the top, and the ranking below it. */
  public Page answer(String sentence, Ranking ranking) {
    head.setLength(0);
    element(head, "p class=\"answer\"", "p", sentence);
    if (!ranking.entries().isEmpty()) {
      figure(head, ranking.title(), SvgRanking.draw(ranking, Canvas.Size.WIDE)
          + SvgRanking.draw(ranking, Canvas.Size.NARROW));
    }
    return this;
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
    body.append(TableHtml.of(table));
    return this;
  }

  /** Adds a plot over the whole width. */
  public Page plot(Plot plot) {
    return plot(plot, Canvas.Size.WIDE);
  }

  /** Adds small plots, two a line. */
  public Page plots(List<Plot> small) {
    body.append("<div class=\"pair\">\n");
    small.forEach(plot -> plot(plot, Canvas.Size.HALF));
    body.append("</div>\n");
    return this;
  }

  private Page plot(Plot plot, Canvas.Size size) {
    figure(body, plot.title(), SvgPlot.draw(plot, nextId(), size)
        + SvgPlot.draw(plot, nextId(), Canvas.Size.NARROW));
    return this;
  }

  /** Says at the end where the page comes from. */
  public Page made(Provenance provenance) {
    foot.setLength(0);
    foot.append("<footer>\n<h2>Where this comes from</h2>\n").append(provenance.html())
        .append("</footer>\n");
    return this;
  }

  /** The whole page. */
  public String html() {
    return "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head>\n"
        + "<meta charset=\"UTF-8\"/>\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>"
        + Xml.escape(title) + "</title>\n<style>\n" + PageStyle.ALL
        + "</style>\n</head>\n<body>\n<h1>" + Xml.escape(title) + "</h1>\n" + head + body + foot
        + "<script>\n" + TableHtml.SCRIPT + "</script>\n</body>\n</html>\n";
  }

  private String nextId() {
    return "plot" + ++plots;
  }

  private static void figure(StringBuilder to, String caption, String pictures) {
    to.append("<figure>\n");
    element(to, "figcaption", "figcaption", caption);
    to.append(pictures).append("</figure>\n");
  }

  private Page element(String name, String words) {
    element(body, name, name, words);
    return this;
  }

  private static void element(StringBuilder to, String begin, String end, String words) {
    to.append('<').append(begin).append('>').append(Xml.escape(words)).append("</").append(end)
        .append(">\n");
  }
}
