package org.statewise.controller.evaluate.closedloop;

import java.util.Arrays;

/** Two first-order high-passes in a row, a channel for each joint. Starts settled at the first value. */
final class HighPass {
  private final double keep;
  private final double[] in;
  private final double[] first;
  private final double[] second;

  HighPass(int channels, double cutOffHz, double dtSeconds) {
    keep = 1 / (1 + 2 * Math.PI * cutOffHz * dtSeconds);
    in = new double[channels];
    first = new double[channels];
    second = new double[channels];
    Arrays.fill(in, Double.NaN);
  }

  /** y = a (y + x - xLast), twice. */
  double step(int channel, double x) {
    double xLast = Double.isNaN(in[channel]) ? x : in[channel];
    in[channel] = x;
    double y = keep * (first[channel] + x - xLast);
    second[channel] = keep * (second[channel] + y - first[channel]);
    first[channel] = y;
    return second[channel];
  }
}
