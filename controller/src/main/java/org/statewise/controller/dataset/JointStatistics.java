package org.statewise.controller.dataset;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.statewise.bridge.api.JointInfo;

/** Gathers one joint's ranges, spreads and fits, row by row and window by window. */
final class JointStatistics {
  static final double MOVING_RAD_PER_S = 0.01;
  private static final double LIMIT_TOLERANCE_RAD = 0.01;

  /** No joint of an arm turns as fast; rad/s. */
  private static final double PLAUSIBLE_RAD_PER_S = 20;

  /** So much faster than its limit a joint is only in degrees. */
  private static final double PLAUSIBLE_LIMIT_FACTOR = 5;

  private final String name;
  private double qMin = Double.POSITIVE_INFINITY;
  private double qMax = Double.NEGATIVE_INFINITY;
  private double qdMax;
  private double tauMax;
  private long rows;
  private long movingRows;
  private final Spread qd = new Spread();
  private final Spread qdd = new Spread();
  private final List<Spread> torques;
  private final VelocityFit velocity = new VelocityFit();
  private double windowSeconds;
  private long torqueRows;

  // Second differences of qd: 6 times the noise's variance, as long as the motion is slow beside them.
  private double qdBefore = Double.NaN;
  private double qdBeforeThat = Double.NaN;
  private double squaredDifferences;
  private long differences;

  /** @param models how many rigid-body torques the measured one is compared with */
  JointStatistics(String name, int models) {
    this.name = name;
    torques = Stream.generate(Spread::new).limit(models).toList();
  }

  void add(double q, double qdNow, double tau) {
    rows++;
    qMin = Math.min(qMin, q);
    qMax = Math.max(qMax, q);
    qdMax = Math.max(qdMax, Math.abs(qdNow));
    tauMax = Math.max(tauMax, Math.abs(tau));
    if (Math.abs(qdNow) > MOVING_RAD_PER_S) {
      movingRows++;
    }
    qd.add(qdNow);
    double difference = qdNow - 2 * qdBefore + qdBeforeThat;
    if (!Double.isNaN(difference)) {
      squaredDifferences += difference * difference;
      differences++;
    }
    qdBeforeThat = qdBefore;
    qdBefore = qdNow;
  }

  void endSegment() {
    qdBefore = Double.NaN;
    qdBeforeThat = Double.NaN;
  }

  /** Adds what a window says of accelerations, and of qd beside the step of q. */
  void addWindow(double qdd, double qStep, double qdIntegral, double seconds) {
    this.qdd.add(qdd);
    windowSeconds += seconds;
    velocity.add(qStep, qdIntegral, seconds);
  }

  /** Adds a rigid-body torque of model {@code model} beside the measured one, means over {@code steps} rows. */
  void addTorques(int model, double rigidBody, double measured, int steps) {
    torques.get(model).add(rigidBody, measured);
    torqueRows += model == 0 ? steps : 0;
  }

  /** That of the model which the measured torque follows best; without values where there is none. */
  private Spread bestTorques() {
    return torques.stream().max(Comparator.comparingDouble(Spread::explained))
        .orElseGet(Spread::new);
  }

  JointReport report(Optional<JointInfo> limits, boolean modelKnown, boolean qdEstimated) {
    double largest = Math.max(Math.abs(qMin), Math.abs(qMax));
    double beyond = limits.map(l -> Math.max(0, Math.max(l.qMinRad() - qMin, qMax - l.qMaxRad())))
        .orElse(0.0);
    double qdLimitFraction = limits.map(l -> qdMax / l.qdMaxRadPerS()).orElse(Double.NaN);
    double noiseVariance = differences == 0 ? 0 : squaredDifferences / differences / 6;
    double qdStd = stdWithoutNoise(qd.variance(), noiseVariance);
    double meanSeconds = windowSeconds / Math.max(1, qdd.count());
    double qddStd = stdWithoutNoise(qdd.variance(),
        2 * noiseVariance / (meanSeconds * meanSeconds));
    Spread best = bestTorques();
    double ratio = qdEstimated ? Double.NaN : velocity.ratio();
    return new JointReport(name, qMin, qMax, qdMax, tauMax, beyond, qdLimitFraction,
        limits.map(l -> tauMax / l.tauMaxNm()).orElse(Double.NaN),
        rows == 0 ? 0 : movingRows / (double) rows, qdStd, qddStd, Math.sqrt(noiseVariance),
        best.correlation(), best.slope(), ratio,
        units(largest, beyond, qdLimitFraction, ratio, limits.isPresent()),
        JointReport.Velocity.of(ratio), JointReport.Excitation.of(qdStd, qddStd),
        JointReport.TorqueSign.of(modelKnown, torqueRows, best.correlation(),
            best.slope()));
  }

  /** NaN without values, which is how a report says so. */
  private static double stdWithoutNoise(double variance, double noiseVariance) {
    return Double.isNaN(variance)
        ? Double.NaN
        : Math.sqrt(Math.max(0, variance - noiseVariance));
  }

  private JointReport.Units units(double largest, double beyond, double qdLimitFraction,
      double ratio, boolean limited) {
    boolean turnsTooFar = largest > 2 * Math.PI && (beyond > LIMIT_TOLERANCE_RAD || !limited);
    boolean turnsTooFast = limited
        ? qdLimitFraction > PLAUSIBLE_LIMIT_FACTOR
        : qdMax > PLAUSIBLE_RAD_PER_S;
    boolean qAlone = JointReport.Velocity.of(ratio) == JointReport.Velocity.Q_IN_DEGREES;
    if (turnsTooFar || turnsTooFast || qAlone) {
      return JointReport.Units.LOOKS_LIKE_DEGREES;
    }
    return beyond > LIMIT_TOLERANCE_RAD
        ? JointReport.Units.BEYOND_LIMITS
        : JointReport.Units.RADIANS;
  }
}
