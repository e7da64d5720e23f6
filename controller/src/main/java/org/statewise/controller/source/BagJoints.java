package org.statewise.controller.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.statewise.controller.source.joints.JointSample;

/** Which joints of a message are taken, and where they stand in it. */
final class BagJoints {
  private BagJoints() {}

  /**
   * The joints to take: those that the user names, else those of the first message in its order; empty if
   * that one names none.
   */
  static List<String> chosen(JointSample first, List<String> wanted,
      Function<String, SourceException> wrong) throws SourceException {
    if (first.count == 0) {
      throw wrong.apply("a message must have at least one joint, but has none");
    }
    if (new HashSet<>(first.names).size() != first.names.size()) {
      throw wrong.apply("each joint must have a name of its own, but the names are "
          + MappedColumns.some(first.names));
    }
    for (String name : wanted) {
      if (!first.names.contains(name)) {
        throw wrong.apply("--joints names " + SourceException.quote(name)
            + ", but the message has " + (first.names.isEmpty()
                ? "no names"
                : MappedColumns.some(first.names)));
      }
    }
    return List.copyOf(wanted.isEmpty() ? new ArrayList<>(first.names) : wanted);
  }

  /** Fills in where each joint stands, -1 for one that is missing; gives how many are there. */
  static int match(JointSample sample, List<String> names, int[] index) {
    int found = 0;
    for (int j = 0; j < index.length; j++) {
      if (names.isEmpty()) {
        index[j] = sample.count == index.length ? j : -1;
      } else if (index[j] >= sample.names.size() || index[j] < 0
          || !sample.names.get(index[j]).equals(names.get(j))) {
        // Nearly all messages have the order of the one before.
        index[j] = sample.names.indexOf(names.get(j));
      }
      found += index[j] < 0 ? 0 : 1;
    }
    return found;
  }

  static int firstMissing(int[] index) {
    for (int j = 0; j < index.length; j++) {
      if (index[j] < 0) {
        return j;
      }
    }
    return -1;
  }

  /** Whether there is a value of each joint. */
  static boolean isComplete(double[] values, int[] index) {
    for (int at : index) {
      if (Double.isNaN(values[at])) {
        return false;
      }
    }
    return true;
  }
}
