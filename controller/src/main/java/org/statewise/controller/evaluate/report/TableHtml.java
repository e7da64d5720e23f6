package org.statewise.controller.evaluate.report;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@link Table} as HTML whose rows a page's script can sort: numbers carry their value. */
final class TableHtml {
  private static final Pattern NUMBER = Pattern
      .compile("([+-]?[0-9][0-9,]*(?:\\.[0-9]+)?(?:e[+-]?[0-9]+)?)(?=%?(?:\\s|$))");

  /**
   * Sorts a table by the column whose head is pressed: numbers by value, upwards first, what is no number
   * behind them; other columns by their words. Without a script a head is plain text.
   */
  static final String SCRIPT = """
      for (const table of document.querySelectorAll('table')) {
        const heads = [...table.tHead.rows[0].cells];
        const compare = (column, sign) => (a, b) => {
          const [x, y] = [a, b].map(row => row.cells[column]);
          const [p, q] = [x, y].map(cell => cell.dataset.v);
          if (p === undefined || q === undefined) {
            return (p === undefined) - (q === undefined)
              || sign * x.textContent.localeCompare(y.textContent);
          }
          return p === q ? 0 : sign * (Number(p) > Number(q) ? 1 : -1);
        };
        heads.forEach((head, column) => {
          const button = document.createElement('button');
          button.type = 'button';
          button.append(...head.childNodes);
          head.append(button);
          head.setAttribute('aria-sort', 'none');
          button.addEventListener('click', () => {
            const up = head.getAttribute('aria-sort') !== 'ascending';
            heads.forEach(other => other.setAttribute('aria-sort', 'none'));
            head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
            const body = table.tBodies[0];
            body.append(...[...body.rows].sort(compare(column, up ? 1 : -1)));
          });
        });
      }
      """;

  private TableHtml() {}

  static String of(Table table) {
    StringBuilder html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\" role=\"group\"")
        .append(" aria-label=\"").append(Xml.escape(table.caption()))
        .append("\"><table>\n<caption>")
        .append(Xml.escape(table.caption())).append("</caption>\n<thead><tr>");
    table.header().forEach(word -> html.append("<th scope=\"col\">").append(Xml.escape(word))
        .append("</th>"));
    html.append("</tr></thead>\n<tbody>\n");
    table.rows().forEach(cells -> {
      html.append("<tr>");
      cells.forEach(cell -> html.append(cell(cell)));
      html.append("</tr>\n");
    });
    return html.append("</tbody>\n</table></div>\n").toString();
  }

  private static String cell(String cell) {
    String css = VerdictCell.cssClass(cell);
    return "<td" + (css.isEmpty() ? "" : " class=\"" + css + "\"")
        + sortKey(cell).map(key -> " data-v=\"" + key + "\"").orElse("") + ">" + Xml.escape(cell)
        + "</td>";
  }

  /** The number that a cell begins with, in the words of a script; empty for a cell of words. */
  static Optional<String> sortKey(String cell) {
    String words = VerdictCell.words(cell);
    if (words.equals(Figures.of(Double.POSITIVE_INFINITY))) {
      // What a script reads as more than any number.
      return Optional.of("1e999");
    }
    Matcher number = NUMBER.matcher(words);
    return number.lookingAt()
        ? Optional.of(number.group(1).replace(",", ""))
        : Optional.empty();
  }
}
