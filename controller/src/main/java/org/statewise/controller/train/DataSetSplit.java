package org.statewise.controller.train;

import java.util.ArrayList;
import java.util.List;

/** Cuts every stream of a data set in two. */
final class DataSetSplit {
  private DataSetSplit() {}

  /** The first {@code fraction} of each stream, and what follows it; see {@link DataSet#split}. */
  static List<DataSet> split(DataSet set, double fraction) throws TrainingException {
    List<Integer> head = new ArrayList<>();
    List<Integer> tail = new ArrayList<>();
    List<Integer> headStarts = new ArrayList<>();
    List<Integer> tailStarts = new ArrayList<>();
    for (int stream = 0; stream < set.streams(); stream++) {
      int cut = set.start(stream) + (int) (fraction * (set.end(stream) - set.start(stream)));
      addRange(set.start(stream), cut, head, headStarts);
      addRange(cut, set.end(stream), tail, tailStarts);
    }
    if (head.isEmpty() || tail.isEmpty()) {
      throw new TrainingException("the training recordings must have enough samples to be cut in"
          + " two, but have " + set.samples());
    }
    return List.of(set.rows("first part", head, headStarts),
        set.rows("last part", tail, tailStarts));
  }

  private static void addRange(int from, int to, List<Integer> rows, List<Integer> starts) {
    if (from < to) {
      starts.add(rows.size());
    }
    for (int row = from; row < to; row++) {
      rows.add(row);
    }
  }
}
