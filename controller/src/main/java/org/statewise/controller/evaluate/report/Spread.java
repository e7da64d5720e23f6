package org.statewise.controller.evaluate.report;

import java.util.Arrays;

/**
 * What several repetitions of one measurement came to. A repetition that is not finite, one that
 * diverged, makes mean and worst infinite: it is never left out.
 *
 * @param count of repetitions
 * @param mean arithmetic
 * @param deviation sample standard deviation; 0 of one repetition
 * @param worst the largest
 */
public record Spread(int count, double mean, double deviation, double least, double worst) {
  /**
   * Of {@code values}, at least one.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Spread of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a spread must be of at least one value, but is of none");
    }
    double[] all = Arrays.stream(values)
        .map(value -> Double.isNaN(value) ? Double.POSITIVE_INFINITY : value).toArray();
    double mean = Arrays.stream(all).sum() / all.length;
    double squares = Arrays.stream(all).map(value -> (value - mean) * (value - mean)).sum();
    double deviation = all.length == 1 ? 0 : Math.sqrt(squares / (all.length - 1));
    return new Spread(all.length, mean, deviation, Arrays.stream(all).min().orElseThrow(),
        Arrays.stream(all).max().orElseThrow());
  }
}
