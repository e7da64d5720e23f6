package org.statewise.controller.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is left of the torques that a rigid-body prior leaves, in the last third of runs of arms that were
 * not trained on: parts of the RMS, each joint in units of its own, means over runs.
 *
 * @param stream what the arms did
 * @param runs how many
 * @param left by the network before it learned anything, and when it had seen {@link #SEEN} of each run
 * @param constant by a constant a joint, of the first two thirds
 * @param friction by a line over steps and slopes of a joint's velocity, of the first two thirds
 */
public record MemoryScore(String stream, int runs, List<Double> left, double constant,
    double friction) {
  /** Parts of a run that were seen before it is judged. */
  public static final List<Double> SEEN = List.of(0.0, 1 / 6.0, 1 / 3.0, 2 / 3.0);

  public MemoryScore {
    left = List.copyOf(left);
  }

  /**
   * What one run gave.
   *
   * @param shares {@link #left}, then constant and friction
   * @param before what the prior leaves in its last third
   * @param after what the network leaves, having seen two thirds
   */
  // Never compared; made and read in this package alone.
  @SuppressWarnings("ArrayRecordComponent")
  record OfRun(String stream, double[] shares, TestError before, TestError after) {}

  /** A row a stream, by name. */
  static List<MemoryScore> of(List<OfRun> runs) {
    Map<String, List<double[]>> streams = new TreeMap<>();
    runs.forEach(run -> streams.computeIfAbsent(run.stream(), s -> new ArrayList<>())
        .add(run.shares()));
    List<MemoryScore> scores = new ArrayList<>();
    streams.forEach((stream, rows) -> {
      double[] mean = new double[SEEN.size() + 2];
      Arrays.setAll(mean, i -> rows.stream().mapToDouble(row -> row[i]).average().orElseThrow());
      scores.add(new MemoryScore(stream, rows.size(),
          Arrays.stream(mean, 0, SEEN.size()).boxed().toList(), mean[SEEN.size()],
          mean[SEEN.size() + 1]));
    });
    return scores;
  }

  /** The columns of {@link #csvLine}. */
  public static String csvHeading() {
    return "stream,runs,left_none,left_sixth,left_third,left_two_thirds,constant,friction";
  }

  /** For programs. */
  public String csvLine() {
    return stream + ',' + runs + ','
        + left.stream().map(String::valueOf).collect(Collectors.joining(",")) + ',' + constant + ','
        + friction;
  }

  /** The head of a table of {@link #line}. */
  public static String heading() {
    return String.format(Locale.ROOT, "%-18s %4s  %7s %7s %7s %7s  %8s %8s", "stream", "runs",
        "none", "1/6", "1/3", "2/3", "constant", "friction");
  }

  /** For people. */
  public String line() {
    return String.format(Locale.ROOT, "%-18s %4d  %7.3f %7.3f %7.3f %7.3f  %8.3f %8.3f", stream,
        runs, left.get(0), left.get(1), left.get(2), left.get(3), constant, friction);
  }
}
