package org.statewise.controller.dataset;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Extremes, mean and standard deviation of a column, number by number. */
final class LeRobotStatistics {
  private final double[] min;
  private final double[] max;
  private final double[] mean;
  private final double[] squares;
  private long count;

  /** @param size how many numbers a frame has */
  LeRobotStatistics(int size) {
    min = new double[size];
    max = new double[size];
    mean = new double[size];
    squares = new double[size];
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
  }

  int size() {
    return min.length;
  }

  void add(double... frame) {
    count++;
    for (int i = 0; i < min.length; i++) {
      min[i] = Math.min(min[i], frame[i]);
      max[i] = Math.max(max[i], frame[i]);
      // Welford's recursion: sums of squares of large numbers would lose their small differences.
      double before = frame[i] - mean[i];
      mean[i] += before / count;
      squares[i] += before * (frame[i] - mean[i]);
    }
  }

  /** In the words and the form that LeRobot reads. */
  Map<String, Object> words() {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("min", min);
    words.put("max", max);
    words.put("mean", mean);
    words.put("std", Arrays.stream(squares).map(sum -> Math.sqrt(sum / count)).toArray());
    words.put("count", new long[]{count});
    return words;
  }
}
