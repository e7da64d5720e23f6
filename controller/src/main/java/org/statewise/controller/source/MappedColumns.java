package org.statewise.controller.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the columns of a table the names that are known here, as a user maps them: {@code t} to
 * {@code __time}, or with {@code *} for the joint {@code q*} to {@code state.q[*]}. The file may count joints
 * from 0 or from 1.
 */
final class MappedColumns {
  private final Map<String, String> ours = new HashMap<>();
  private final String where;
  private final List<String> header;

  private MappedColumns(String where, List<String> header) {
    this.where = where;
    this.header = header;
  }

  /**
   * Our name of each of the header's columns; empty for a column that is not to be read.
   *
   * @param where of the header, for sentences
   * @param header in lower case
   * @param map our names to the file's
   */
  static List<Optional<String>> rename(String where, List<String> header, Map<String, String> map)
      throws SourceException {
    MappedColumns columns = new MappedColumns(where, header);
    for (Map.Entry<String, String> entry : map.entrySet()) {
      columns.map(entry.getKey().toLowerCase(Locale.ROOT),
          entry.getValue().toLowerCase(Locale.ROOT));
    }
    List<Optional<String>> names = new ArrayList<>();
    for (String column : header) {
      String mapped = columns.ours.get(column);
      boolean own = map.isEmpty()
          || (StreamColumns.isKnown(column) && !columns.ours.containsValue(column));
      names.add(own && mapped == null ? Optional.of(column) : Optional.ofNullable(mapped));
    }
    return names;
  }

  private void map(String our, String theirs) throws SourceException {
    if (our.contains("*") != theirs.contains("*")) {
      throw new SourceException(where + "--map " + our + "=" + theirs
          + ": a * for the joint must stand in both names or in none");
    }
    if (!our.contains("*")) {
      one(our, theirs, our + "=" + theirs);
      return;
    }
    int start = header.contains(theirs.replace("*", "0")) ? 0 : 1;
    int joint = 0;
    while (joint == 0 || header.contains(theirs.replace("*", "" + (start + joint)))) {
      one(our.replace("*", "" + (joint + 1)), theirs.replace("*", "" + (start + joint)),
          our + "=" + theirs);
      joint++;
    }
  }

  private void one(String our, String theirs, String option) throws SourceException {
    if (!StreamColumns.isKnown(our)) {
      throw new SourceException(where + "--map " + option + ": the name before = must be one of t,"
          + " segment, q1, qd1, qdd1, tau1 and so on, but is " + SourceException.quote(our));
    }
    if (!header.contains(theirs)) {
      throw new SourceException(where + "--map " + option + ": the file has no column "
          + SourceException.quote(theirs) + "; it has " + some(header));
    }
    if (ours.putIfAbsent(theirs, our) != null) {
      throw new SourceException(where + "--map " + option + ": the column "
          + SourceException.quote(theirs) + " must be mapped only once");
    }
  }

  /** The first names of many. */
  static String some(List<String> names) {
    List<String> first = names.stream().limit(12).map(SourceException::quote).toList();
    return String.join(", ", first)
        + (names.size() > first.size() ? " and " + (names.size() - first.size()) + " more" : "");
  }
}
