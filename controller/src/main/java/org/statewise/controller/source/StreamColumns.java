package org.statewise.controller.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.statewise.controller.csv.CsvTable;

/**
 * Which column of a table holds what: t, q1 to qn, tau1 to taun, and where there are any qd1 to
 * qdn, qdd1 to qddn and segment, in any order.
 */
final class StreamColumns {
  private static final Pattern JOINT_COLUMN = Pattern.compile("(q|qd|qdd|tau)([1-9][0-9]{0,3})");

  /** What a column holds. */
  enum Quantity {
    T, SEGMENT, Q, QD, QDD, TAU, NOT_OURS
  }

  private final String where;
  private final String kind;
  private final List<String> theirs;
  private final Set<String> known = new HashSet<>();
  private final List<Quantity> quantities = new ArrayList<>();
  private final List<Integer> joints = new ArrayList<>();
  private final Map<Quantity, Integer> counts = new LinkedHashMap<>();
  private final int jointCount;

  /** Of a table of text, by its header. */
  static StreamColumns of(String file, CsvTable table, Map<String, String> map)
      throws SourceException {
    String where = file + ": line " + table.headerLine() + ": ";
    if (table.header().isEmpty()) {
      throw new SourceException(where
          + "the file must begin with a header such as t,q1,qd1,tau1, but it is empty");
    }
    return new StreamColumns(where, ", with commas, semicolons or tabs between them",
        table.header(), map);
  }

  /**
   * Of a table of any kind.
   *
   * @param where of the names, for sentences
   * @param kind what a file of that kind has beside the names of its columns, for a sentence
   * @param names in lower case
   * @param map our names to the file's
   */
  StreamColumns(String where, String kind, List<String> names, Map<String, String> map)
      throws SourceException {
    this.where = where;
    this.kind = kind;
    theirs = names;
    for (Optional<String> name : MappedColumns.rename(where, theirs, map)) {
      add(name.orElse(""), name.isEmpty());
    }
    jointCount = counts.getOrDefault(Quantity.Q, 0);
    if (!counts.containsKey(Quantity.T)) {
      throw wrong("the " + (kind.isEmpty() ? "file" : "header") + " must have a column t");
    }
    if (jointCount == 0) {
      throw wrong("the " + (kind.isEmpty() ? "file" : "header")
          + " must have columns q1, q2 and so on, one a joint");
    }
    check(Quantity.Q, "q", false);
    check(Quantity.TAU, "tau", false);
    check(Quantity.QD, "qd", true);
    check(Quantity.QDD, "qdd", true);
  }

  /** Whether a column of that name has a meaning here. */
  static boolean isKnown(String name) {
    return name.equals("t") || name.equals("segment") || JOINT_COLUMN.matcher(name).matches();
  }

  private void add(String name, boolean passedOver) throws SourceException {
    known.add(name);
    Matcher joint = JOINT_COLUMN.matcher(name);
    Quantity quantity;
    if (passedOver) {
      quantity = Quantity.NOT_OURS;
    } else if (name.equals("t")) {
      quantity = Quantity.T;
    } else if (name.equals("segment")) {
      quantity = Quantity.SEGMENT;
    } else if (joint.matches()) {
      quantity = switch (joint.group(1)) {
        case "q" -> Quantity.Q;
        case "qd" -> Quantity.QD;
        case "qdd" -> Quantity.QDD;
        default -> Quantity.TAU;
      };
    } else {
      throw wrong(
          "the column " + SourceException.quote(name) + " is unknown; columns are t, q1..qn,"
              + " qd1..qdn, qdd1..qddn, tau1..taun and segment" + kind
              + "; --map names other columns");
    }
    quantities.add(quantity);
    joints.add(joint.matches() ? Integer.parseInt(joint.group(2)) - 1 : 0);
    counts.merge(quantity, 1, Integer::sum);
  }

  private void check(Quantity quantity, String prefix, boolean optional) throws SourceException {
    if (optional && !counts.containsKey(quantity)) {
      return;
    }
    for (int j = 1; j <= jointCount; j++) {
      if (!known.contains(prefix + j)) {
        throw wrong("the column " + prefix + j + " is missing: there are " + jointCount
            + " q columns, so there must be " + prefix + "1 to " + prefix + jointCount);
      }
    }
    if (counts.get(quantity) > jointCount) {
      throw wrong("there must be as many " + prefix + " columns as q columns, " + jointCount
          + ", not " + counts.get(quantity));
    }
  }

  private SourceException wrong(String what) {
    return new SourceException(where + what);
  }

  int jointCount() {
    return jointCount;
  }

  int columnCount() {
    return theirs.size();
  }

  Quantity quantity(int column) {
    return quantities.get(column);
  }

  /** The file's own name of a column. */
  String theirs(int column) {
    return theirs.get(column);
  }

  /** How many columns are not read. */
  int notOurs() {
    return counts.getOrDefault(Quantity.NOT_OURS, 0);
  }

  /** The joint of a column, from 0. */
  int joint(int column) {
    return joints.get(column);
  }

  boolean has(Quantity quantity) {
    return counts.containsKey(quantity);
  }
}
