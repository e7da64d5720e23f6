package org.statewise.bridge.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * Keeps a log short whatever others do: of each kind of event a few lines an interval, and the rest as a
 * count. It knows no clock; its owner ends the intervals. One thread.
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

  /** One more of a kind: whether it gets a line of its own. */
  boolean admits(K kind) {
    return seen.merge(kind, 1L, Long::sum) <= linesEach;
  }

  /** Begins an interval; {@code told} gets how many of each kind had no line in the last one. */
  void turn(ObjLongConsumer<K> told) {
    seen.forEach((kind, count) -> {
      if (count > linesEach) {
        told.accept(kind, count - linesEach);
      }
    });
    seen.clear();
  }
}
