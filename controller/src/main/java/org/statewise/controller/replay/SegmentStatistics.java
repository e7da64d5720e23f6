package org.statewise.controller.replay;

import java.util.Arrays;
import java.util.List;
import org.statewise.controller.loop.TickRecord;

/**
 * How well one segment of a recording was predicted, each sample before it was learned (prequential),
 * beside persistence, which predicts the last torque again.
 */
final class SegmentStatistics {
  private final String name;
  private final double[] squaredError;
  private final double[] sum;
  private final double[] sumOfSquares;
  private final double[] squaredStep;
  private final double[] lastTorque;
  private long samples;
  private long outOfRange;
  private long torques;
  private long steps;

  SegmentStatistics(String name, int joints) {
    this.name = name;
    squaredError = new double[joints];
    sum = new double[joints];
    sumOfSquares = new double[joints];
    squaredStep = new double[joints];
    lastTorque = new double[joints];
  }

  /**
   * Takes a tick.
   *
   * @param torque what the model is to predict: measured or commanded, Nm
   */
  void add(TickRecord tick, double[] torque) {
    for (int j = 0; j < torque.length; j++) {
      if (torques > 0) {
        double step = torque[j] - lastTorque[j];
        squaredStep[j] += step * step;
      }
      sum[j] += torque[j];
      sumOfSquares[j] += torque[j] * torque[j];
      lastTorque[j] = torque[j];
      if (tick.learned) {
        squaredError[j] += tick.predictionError[j] * tick.predictionError[j];
      }
    }
    steps += torques > 0 ? 1 : 0;
    torques++;
    samples += tick.learned ? 1 : 0;
    outOfRange += tick.learned && tick.outOfRange > 0 ? 1 : 0;
  }

  SegmentResult result() {
    int n = sum.length;
    double[] mse = new double[n];
    double[] persistence = new double[n];
    double variance = 0;
    for (int j = 0; j < n; j++) {
      mse[j] = squaredError[j] / Math.max(1, samples);
      persistence[j] = squaredStep[j] / Math.max(1, steps);
      double mean = sum[j] / Math.max(1, torques);
      variance += sumOfSquares[j] / Math.max(1, torques) - mean * mean;
    }
    return new SegmentResult(name, samples, mean(mse), boxed(mse),
        variance > 0 ? mean(mse) * n / variance : 0,
        mean(persistence), boxed(persistence), outOfRange / (double) Math.max(1, samples));
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
