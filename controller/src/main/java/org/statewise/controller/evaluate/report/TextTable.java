package org.statewise.controller.evaluate.report;

import java.util.ArrayList;
import java.util.List;

/** A table as lines of text: words to the left, figures to the right. */
public final class TextTable {
  private TextTable() {}

  /** Caption, header, a line a row, and an empty one. */
  public static List<String> lines(Table table) {
    List<List<String>> all = new ArrayList<>(List.of(table.header()));
    all.addAll(table.rows());
    int[] widths = new int[table.header().size()];
    for (List<String> row : all) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    List<String> lines = new ArrayList<>(List.of(table.caption()));
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String cell = row.get(column);
        String space = " ".repeat(widths[column] - cell.length());
        line.append(column == 0 ? cell + space : "  " + space + cell);
      }
      lines.add(line.toString());
    }
    lines.add("");
    return lines;
  }
}
