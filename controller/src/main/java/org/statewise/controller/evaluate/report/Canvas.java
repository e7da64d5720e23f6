package org.statewise.controller.evaluate.report;

import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** What a picture is drawn on: SVG that grows, with text that is text. */
final class Canvas {
  /**
   * How large a picture is, in its own units.
   *
   * @param letter width of a letter of its labels, about
   * @param line height of a line of them
   * @param media class of the picture: on which pages it is seen
   */
  record Size(int width, int height, double letter, int line, String media) {
    /** Over the whole width of a page. */
    static final Size WIDE = new Size(1040, 380, 7.7, 17, "wide");
    /** Two of them beside each other. */
    static final Size HALF = new Size(540, 300, 7.7, 17, "wide");
    /** On a phone. */
    static final Size NARROW = new Size(360, 300, 6.5, 15, "narrow");

    /** Whether a line takes the place of two columns. */
    boolean isNarrow() {
      return this.media.equals(NARROW.media);
    }

    double widthOf(String words) {
      return letter * words.length();
    }

    /** The lines of words that are too wide for one, broken behind a sign if there is one. */
    List<String> wrapped(String words, double most) {
      List<String> lines = new ArrayList<>();
      int letters = Math.max(8, (int) (most / letter));
      String rest = words;
      while (rest.length() > letters) {
        int end = letters;
        while (end > letters / 2 && " ,+:".indexOf(rest.charAt(end - 1)) < 0) {
          end--;
        }
        end = end > letters / 2 ? end : letters;
        lines.add(rest.substring(0, end));
        rest = rest.substring(end);
      }
      lines.add(rest);
      return lines;
    }
  }

  private final StringBuilder svg = new StringBuilder();
  private final Formatter out = new Formatter(svg, Locale.ROOT);

  Canvas(Size size, int height, String label) {
    out.format("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"%s\" width=\"%d\" height=\"%d\""
        + " viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n", size.media(), size.width(),
        height, size.width(), height, Xml.escape(label));
  }

  /** What SVG is written to, in the way in which machines read numbers. */
  Formatter out() {
    return out;
  }

  void text(double x, double y, String anchor, String style, String words) {
    out.format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>\n", x, y,
        anchor,
        style, Xml.escape(words));
  }

  /** In the colour of what it names. */
  void label(double x, double y, String anchor, String colour, String words) {
    out.format(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"tick\" style=\"fill:%s\">%s</text>\n",
        x, y, anchor, colour, Xml.escape(words));
  }

  /** Text that climbs from below up to a point. */
  void slanted(double x, double y, String words) {
    out.format(
        "<text transform=\"translate(%.1f %.1f) rotate(-40)\" text-anchor=\"end\" class=\"tick\">%s"
            + "</text>\n",
        x, y, Xml.escape(words));
  }

  void stroke(String path, ModelStyle style) {
    out.format("<path d=\"%s\" class=\"line\" stroke=\"%s\" stroke-dasharray=\"%s\"/>\n", path,
        style.colour(), style.dashes());
  }

  /** Marks that say what they are of when they are pointed at. */
  void markers(String path, ModelStyle style, String name) {
    out.format("<path d=\"%s\" class=\"marker\" stroke=\"%s\"><title>%s</title></path>\n", path,
        style.colour(), Xml.escape(name));
  }

  String end() {
    return svg.append("</svg>\n").toString();
  }
}
