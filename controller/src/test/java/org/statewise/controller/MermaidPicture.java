package org.statewise.controller;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The flowcharts below one heading of a page, taken together: what each box names, and the arrows between
 * them. A box is {@code id["name<br/>what it is for"]}, an arrow {@code a --> b} or {@code a -.-> b}, with
 * {@code &} between several boxes at one end.
 */
final class MermaidPicture {
  private static final Pattern BLOCK = Pattern.compile("(?s)```mermaid\\n(.*?)```");
  private static final Pattern BOX = Pattern.compile("(\\w+)\\[\"([^\"<]+)(?:<br/>[^\"]*)?\"]");
  private static final Pattern ARROW = Pattern.compile("(\\w+(?: & \\w+)*) (-->|-\\.->) (.+)");

  /** One box uses another. */
  record Arrow(String from, String to) {
    @Override
    public String toString() {
      return from + " --> " + to;
    }
  }

  private final Set<Arrow> solid = new LinkedHashSet<>();
  private final Set<Arrow> dotted = new LinkedHashSet<>();
  private final Set<String> names = new LinkedHashSet<>();

  /** @throws IllegalArgumentException if there is no such heading, or a line that is none of the above */
  MermaidPicture(String page, String heading) {
    int at = page.indexOf("\n## " + heading + "\n");
    if (at < 0) {
      throw new IllegalArgumentException("the page has no heading '" + heading + "'");
    }
    int end = page.indexOf("\n## ", at + 1);
    String section = page.substring(at, end < 0 ? page.length() : end);
    BLOCK.matcher(section).results().forEach(block -> read(block.group(1)));
  }

  private void read(String block) {
    Map<String, String> boxes = new LinkedHashMap<>();
    for (String line : block.lines().map(String::strip).toList()) {
      Matcher box = BOX.matcher(line);
      Matcher arrow = ARROW.matcher(line);
      if (box.matches()) {
        boxes.put(box.group(1), box.group(2));
      } else if (arrow.matches()) {
        Set<Arrow> arrows = arrow.group(2).equals("-->") ? solid : dotted;
        for (String from : named(boxes, arrow.group(1))) {
          named(boxes, arrow.group(3)).forEach(to -> arrows.add(new Arrow(from, to)));
        }
      } else if (!line.startsWith("flowchart")) {
        throw new IllegalArgumentException("neither a box nor an arrow: " + line);
      }
    }
    names.addAll(boxes.values());
  }

  private static List<String> named(Map<String, String> boxes, String ids) {
    List<String> found = new ArrayList<>();
    for (String id : ids.split(" & ", -1)) {
      if (!boxes.containsKey(id)) {
        throw new IllegalArgumentException("an arrow without its box: " + id);
      }
      found.add(boxes.get(id));
    }
    return found;
  }

  /** What its boxes name. */
  Set<String> names() {
    return names;
  }

  Set<Arrow> solidArrows() {
    return solid;
  }

  Set<Arrow> dottedArrows() {
    return dotted;
  }

  /** What solid arrows lead to from a box, in one step or more; the box itself only in a circle. */
  Set<String> reachedFrom(String name) {
    Set<String> reached = new TreeSet<>();
    Deque<String> todo = new ArrayDeque<>(List.of(name));
    while (!todo.isEmpty()) {
      String from = todo.pop();
      for (Arrow arrow : solid) {
        if (arrow.from().equals(from) && reached.add(arrow.to())) {
          todo.add(arrow.to());
        }
      }
    }
    return reached;
  }
}
