package org.statewise.bridge.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * Keeps a log short whatever peers do: a few lines per interval for each kind of event, and a count
 * of the rest. It has no clock; its owner ends the intervals. One thread.
 *
 * @param <K> kinds; there must be few of them, and none that others can make up
 */
final class LogThrottle<K> {
  private final int linesEach;
  private final Map<K, Long> seen = new LinkedHashMap<>();

  /** @param linesEach of each kind in an interval, positive */
  LogThrottle(int linesEach) {
    this.linesEach = linesEach;
  }

  /** Counts one more event of a kind and returns whether it gets a line of its own. */
  boolean admits(K kind) {
    return seen.merge(kind, 1L, Long::sum) <= linesEach;
  }

  /** Begins an interval; {@code reported} gets how many of each kind had no line in the last one. */
  void turn(ObjLongConsumer<K> reported) {
    seen.forEach((kind, count) -> {
      if (count > linesEach) {
        reported.accept(kind, count - linesEach);
      }
    });
    seen.clear();
  }
}
