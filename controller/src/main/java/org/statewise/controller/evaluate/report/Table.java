package org.statewise.controller.evaluate.report;

import java.util.List;

/**
 * A table of a report: words in its first column, figures in the others.
 *
 * @param caption a sentence: what is shown, in which unit
 * @param header one word a column
 * @param rows one cell a column
 */
public record Table(String caption, List<String> header, List<List<String>> rows) {
  /** Checks that every row has a cell a column. */
  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException("a row of the table '" + caption + "' must have "
            + header.size() + " cells, but has " + row.size());
      }
    }
  }
}
