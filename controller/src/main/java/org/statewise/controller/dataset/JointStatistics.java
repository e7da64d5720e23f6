package org.statewise.controller.dataset;

import java.util.Optional;
import org.statewise.bridge.api.JointInfo;

/** Gathers one joint's ranges, spreads and torque fit, row by row. */
final class JointStatistics {
  static final double MOVING_RAD_PER_S = 0.01;
  private static final double LIMIT_TOLERANCE_RAD = 0.01;
  private static final int MIN_MOVING_ROWS = 100;
  private static final double CLEAR_CORRELATION = 0.5;

  private final String name;
  private double qMin = Double.POSITIVE_INFINITY;
  private double qMax = Double.NEGATIVE_INFINITY;
  private double qdMax;
  private double tauMax;
  private long rows;
  private long movingRows;
  private final Spread qd = new Spread();
  private final Spread qdd = new Spread();

  // Welford's update of means and of sums of squared deviations, for the rigid-body torque x and
  // the measured torque y over the arm's moving rows.
  private long fitted;
  private double xMean;
  private double yMean;
  private double xx;
  private double yy;
  private double xy;

  JointStatistics(String name) {
    this.name = name;
  }

  /** Mean and variance, updated as Welford does. */
  private static final class Spread {
    private long count;
    private double mean;
    private double squares;

    void add(double value) {
      count++;
      double delta = value - mean;
      mean += delta / count;
      squares += delta * (value - mean);
    }

    double std() {
      return count == 0 ? Double.NaN : Math.sqrt(squares / count);
    }
  }

  void add(double q, double qdNow, double qddNow, double tau) {
    rows++;
    qMin = Math.min(qMin, q);
    qMax = Math.max(qMax, q);
    qdMax = Math.max(qdMax, Math.abs(qdNow));
    tauMax = Math.max(tauMax, Math.abs(tau));
    if (Math.abs(qdNow) > MOVING_RAD_PER_S) {
      movingRows++;
    }
    qd.add(qdNow);
    if (!Double.isNaN(qddNow)) {
      qdd.add(qddNow);
    }
  }

  /** Adds a pair of rigid-body and measured torque. */
  void addTorques(double x, double y) {
    fitted++;
    double dx = x - xMean;
    double dy = y - yMean;
    xMean += dx / fitted;
    yMean += dy / fitted;
    xx += dx * (x - xMean);
    yy += dy * (y - yMean);
    xy += dx * (y - yMean);
  }

  JointReport report(Optional<JointInfo> limits) {
    double largest = Math.max(Math.abs(qMin), Math.abs(qMax));
    double beyond = limits.map(l -> Math.max(0, Math.max(l.qMinRad() - qMin, qMax - l.qMaxRad())))
        .orElse(0.0);
    double correlation = fitted == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
    double factor = fitted == 0 ? Double.NaN : xy / xx;
    return new JointReport(name, qMin, qMax, qdMax, tauMax, beyond,
        limits.map(l -> qdMax / l.qdMaxRadPerS()).orElse(Double.NaN),
        limits.map(l -> tauMax / l.tauMaxNm()).orElse(Double.NaN),
        rows == 0 ? 0 : movingRows / (double) rows, qd.std(), qdd.std(),
        correlation, factor, units(largest, beyond, limits.isPresent()),
        excitation(), sign(correlation));
  }

  private static JointReport.Units units(double largest, double beyond, boolean limited) {
    if (largest > 2 * Math.PI && (beyond > LIMIT_TOLERANCE_RAD || !limited)) {
      return JointReport.Units.LOOKS_LIKE_DEGREES;
    }
    return beyond > LIMIT_TOLERANCE_RAD
        ? JointReport.Units.BEYOND_LIMITS
        : JointReport.Units.RADIANS;
  }

  private JointReport.Excitation excitation() {
    if (qd.std() >= 0.2 && qdd.std() >= 0.5) {
      return JointReport.Excitation.GOOD;
    }
    return qd.std() >= 0.02 && qdd.std() >= 0.05
        ? JointReport.Excitation.FAIR
        : JointReport.Excitation.POOR;
  }

  private JointReport.TorqueSign sign(double correlation) {
    if (fitted < MIN_MOVING_ROWS || !(Math.abs(correlation) >= CLEAR_CORRELATION)) {
      return JointReport.TorqueSign.UNCLEAR;
    }
    return correlation > 0 ? JointReport.TorqueSign.OK : JointReport.TorqueSign.REVERSED;
  }
}
