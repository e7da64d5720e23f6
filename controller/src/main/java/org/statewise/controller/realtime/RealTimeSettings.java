package org.statewise.controller.realtime;

import java.util.ArrayList;
import java.util.List;

/**
 * What is asked of the operating system for the threads of a control loop.
 *
 * @param priority of SCHED_FIFO, 1 to 99, for the threads between a state and its answer, and no others; 0 leaves them
 *     ordinary
 * @param processors they may run on, as {@code 2,3} or {@code 2-3}; empty for all
 * @param lockMemory whether the program's memory is kept from being paged out
 * @param cpuLatencyMicros sleep states that take longer to leave are not entered while the program runs; negative for
 *     no such limit
 */
public record RealTimeSettings(int priority, String processors, boolean lockMemory,
    int cpuLatencyMicros) {
  private static final int MAX_PRIORITY = 98;
  private static final int MAX_PROCESSOR = 1023;

  /** What a run asks for where nothing is set. */
  public static final RealTimeSettings DEFAULT = new RealTimeSettings(70, "", true, 0);
  /** Priorities alone. */
  static final RealTimeSettings PRIORITY = new RealTimeSettings(70, "", false, -1);
  /** Nothing. */
  static final RealTimeSettings NONE = new RealTimeSettings(0, "", false, -1);

  public RealTimeSettings {
    if (priority < 0 || priority > MAX_PRIORITY) {
      // 99 is the kernel's own threads'.
      throw new IllegalArgumentException(
          "realtime.priority must be within 0 and " + MAX_PRIORITY + ", but is " + priority);
    }
    list(processors);
  }

  /** Numbers of the processors; empty for all. */
  public List<Integer> processorList() {
    return list(processors);
  }

  private static List<Integer> list(String text) {
    List<Integer> numbers = new ArrayList<>();
    if (text.isBlank()) {
      return numbers;
    }
    for (String part : text.split(",", -1)) {
      String[] ends = part.strip().split("-", 2);
      int first = number(ends[0], text);
      int last = ends.length == 1 ? first : number(ends[1], text);
      if (last < first) {
        throw wrong(text);
      }
      for (int cpu = first; cpu <= last; cpu++) {
        numbers.add(cpu);
      }
    }
    return numbers;
  }

  private static int number(String digits, String text) {
    if (!digits.strip().matches("\\d{1,4}")
        || Integer.parseInt(digits.strip()) > MAX_PROCESSOR) {
      throw wrong(text);
    }
    return Integer.parseInt(digits.strip());
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "realtime.processors must be numbers of processors from 0 to " + MAX_PROCESSOR
            + " as in 2,3 or 2-3, but is '" + text + "'");
  }
}
