package org.statewise.controller.telemetry;

import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.setpoint.Motion;

/** What one motion of a run came to, tick by tick. */
final class MotionStatistics {
  private final Motion motion;
  private long values;
  private double squaredErrorRad2;
  private double peakErrorRad;
  private double squaredFeedback;
  private double squaredTorque;
  private long learnedValues;
  private double squaredPrediction;

  MotionStatistics(Motion motion) {
    this.motion = motion;
  }

  void add(TickRecord tick) {
    for (int j = 0; j < tick.u.length; j++) {
      double error = tick.qDes[j] - tick.state.q[j];
      squaredErrorRad2 += error * error;
      peakErrorRad = Math.max(peakErrorRad, Math.abs(error));
      squaredFeedback += tick.uFb[j] * tick.uFb[j];
      squaredTorque += tick.u[j] * tick.u[j];
      values++;
      if (tick.learned) {
        squaredPrediction += tick.predictionError[j] * tick.predictionError[j];
        learnedValues++;
      }
    }
  }

  MotionSummary summary() {
    return new MotionSummary(motion.name(), motion.round(),
        1e3 * Math.sqrt(ratio(squaredErrorRad2, (double) values)), 1e3 * peakErrorRad,
        ratio(squaredFeedback, squaredTorque),
        learnedValues == 0 ? null : squaredPrediction / learnedValues);
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
