package org.statewise.controller.record;

import java.util.List;

/**
 * What a tick's motion index stands for. Index -1, outside of any motion, is never asked for.
 */
public interface MotionTable {
  /** Without any motion. */
  MotionTable NONE = repeating(List.of(""));

  String name(int motion);

  /** Which round of the motion this is, counted from 1; 0 where there are no rounds. */
  int round(int motion);

  /** Motions that come round and round: index i is names[i mod n] in round i / n + 1. */
  static MotionTable repeating(List<String> names) {
    List<String> copy = List.copyOf(names);
    if (copy.isEmpty()) {
      throw new IllegalArgumentException("a motion table must have at least one name");
    }
    return new MotionTable() {
      @Override
      public String name(int motion) {
        return copy.get(motion % copy.size());
      }

      @Override
      public int round(int motion) {
        return motion / copy.size() + 1;
      }
    };
  }
}
