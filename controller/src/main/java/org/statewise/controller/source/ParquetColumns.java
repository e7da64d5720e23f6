package org.statewise.controller.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.statewise.controller.parquet.ParquetColumn;
import org.statewise.controller.source.StreamColumns.Quantity;

/**
 * Which columns of a Parquet file hold a stream. A quantity has a column a joint (q1, q2, ..), as in a table
 * of text, or all of them have one column of lists (q), as data sets of imitation learning do.
 */
final class ParquetColumns {
  /** Time in whole nanoseconds, which our export writes beside t: a double has too few digits for it. */
  static final String EXACT_TIME = "t_ns";
  private static final List<String> LISTS = List.of("q", "qd", "qdd", "tau");

  private final String file;
  private final List<ParquetColumn> all;
  private final List<String> names;
  private final Map<Quantity, List<Integer>> columns = new LinkedHashMap<>();
  private final boolean lists;
  private int passedOver;

  ParquetColumns(String file, List<ParquetColumn> all, Map<String, String> map)
      throws SourceException {
    this.file = file;
    this.all = all;
    names = all.stream().map(column -> column.name().toLowerCase(Locale.ROOT)).toList();
    lists = LISTS.stream().anyMatch(map::containsKey) || isList("q");
    if (lists) {
      bindLists(map);
    } else {
      bindJoints(map);
    }
    if (map.getOrDefault("t", "t").equals("t") && names.contains(EXACT_TIME)) {
      columns.put(Quantity.T, List.of(names.indexOf(EXACT_TIME)));
    }
    checkKinds();
  }

  private boolean isList(String name) {
    return names.contains(name) && all.get(names.indexOf(name)).isList();
  }

  private void bindLists(Map<String, String> map) throws SourceException {
    Map<String, String> wanted = new TreeMap<>(Map.of("t", "t", "segment", "segment"));
    LISTS.stream().filter(this::isList).forEach(list -> wanted.put(list, list));
    if (!names.contains("t") && names.contains("timestamp")) {
      wanted.put("t", "timestamp");
    }
    for (Map.Entry<String, String> entry : map.entrySet()) {
      if (!wanted.containsKey(entry.getKey()) && !LISTS.contains(entry.getKey())) {
        throw new SourceException(file + ": --map " + entry.getKey() + "=" + entry.getValue()
            + ": with columns of lists the name before = must be t, segment, q, qd, qdd or tau");
      }
      wanted.put(entry.getKey(), entry.getValue().toLowerCase(Locale.ROOT));
    }
    for (Map.Entry<String, String> entry : wanted.entrySet()) {
      int at = names.indexOf(entry.getValue());
      if (at >= 0) {
        columns.put(Quantity.valueOf(entry.getKey().toUpperCase(Locale.ROOT)), List.of(at));
      } else if (map.containsKey(entry.getKey())) {
        throw new SourceException(file + ": --map " + entry.getKey() + "=" + entry.getValue()
            + ": the file has no column " + SourceException.quote(entry.getValue()) + "; it has "
            + MappedColumns.some(names));
      }
    }
    for (Quantity needed : List.of(Quantity.T, Quantity.Q, Quantity.TAU)) {
      if (!columns.containsKey(needed)) {
        String our = needed.name().toLowerCase(Locale.ROOT);
        throw new SourceException(file + ": the file must have a column " + our
            + ", or one that --map " + our + "=NAME names; it has " + MappedColumns.some(names));
      }
    }
    passedOver = all.size() - columns.size();
  }

  private void bindJoints(Map<String, String> map) throws SourceException {
    List<String> known = new ArrayList<>(names);
    known.remove(EXACT_TIME);
    boolean onlyExact = known.size() < names.size() && !known.contains("t")
        && !map.containsKey("t");
    if (onlyExact) {
      known.add("t");
    }
    StreamColumns header = new StreamColumns(file + ": ", "", known, map);
    for (int at = 0; at < known.size(); at++) {
      Quantity quantity = header.quantity(at);
      int column = names.indexOf(known.get(at));
      if (quantity != Quantity.NOT_OURS && column >= 0) {
        Integer[] joints = columns.getOrDefault(quantity, List.of())
            .toArray(new Integer[0]);
        joints = Arrays.copyOf(joints, Math.max(joints.length, header.joint(at) + 1));
        joints[header.joint(at)] = column;
        columns.put(quantity, Arrays.asList(joints));
      }
    }
    passedOver = header.notOurs();
  }

  private void checkKinds() throws SourceException {
    for (Map.Entry<Quantity, List<Integer>> entry : columns.entrySet()) {
      boolean words = entry.getKey() == Quantity.SEGMENT;
      boolean isScalar = words || entry.getKey() == Quantity.T || !lists;
      for (int at : entry.getValue()) {
        ParquetColumn column = all.get(at);
        boolean fits = column.isNumeric() || (words && column.kind() == ParquetColumn.Kind.TEXT);
        if (!fits || (isScalar && column.isList())) {
          throw new SourceException(file + ": column " + SourceException.quote(column.name())
              + " must hold " + (words ? "texts or numbers" : "numbers")
              + (isScalar ? ", one a row" : "") + ", but holds "
              + (column.isList() ? "lists" : column.kind().name().toLowerCase(Locale.ROOT)));
        }
      }
    }
  }

  /** The columns of a quantity: one a joint, or one of lists; empty if the file does not have it. */
  List<Integer> of(Quantity quantity) {
    return columns.getOrDefault(quantity, List.of());
  }

  /** Whether a row's joints are in one list. */
  boolean lists() {
    return lists;
  }

  /** How many nanoseconds a unit of the column with times has by what the file says; 0 if it does not. */
  long nanosPerUnit() {
    int t = of(Quantity.T).getFirst();
    return names.get(t).equals(EXACT_TIME) ? 1 : all.get(t).nanosPerUnit().orElse(0L);
  }

  /** All columns that are read. */
  List<Integer> used() {
    return columns.values().stream().flatMap(List::stream).distinct().toList();
  }

  /** How many columns are not. */
  int passedOver() {
    return passedOver;
  }

  ParquetColumn column(int at) {
    return all.get(at);
  }
}
