package org.statewise.controller.app.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A line of fields that fits a width: what matters least is left out first. */
final class FittedLine {
  private static final String BETWEEN = "  ";

  private final List<Field> fields = new ArrayList<>();

  private record Field(int rank, String text) {}

  /**
   * Adds a field behind the others.
   *
   * @param rank 1 for what matters most
   */
  FittedLine add(int rank, String text) {
    fields.add(new Field(rank, text));
    return this;
  }

  /** As many fields as fit into {@code width} characters; of the last one what fits. */
  String in(int width) {
    List<Field> left = new ArrayList<>(fields);
    while (left.size() > 1 && text(left).length() > width) {
      left.remove(left.stream().max(Comparator.comparingInt(Field::rank)).orElseThrow());
    }
    return cut(text(left), width);
  }

  /** The beginning of {@code text} that fits. */
  static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width));
  }

  private static String text(List<Field> fields) {
    return fields.stream().map(Field::text).collect(Collectors.joining(BETWEEN)).stripTrailing();
  }
}
