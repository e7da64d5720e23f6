package org.statewise.controller.dataset;

/** Holds the recorded velocities against the steps of the positions. */
final class VelocityFit {
  private static final double MIN_RMS_RAD_PER_S = 0.05;
  private static final double CLEAR_CORRELATION = 0.8;

  private double stepStep;
  private double stepIntegral;
  private double integralIntegral;
  private double squaredSeconds;

  void add(double qStep, double qdIntegral, double seconds) {
    stepStep += qStep * qStep;
    stepIntegral += qStep * qdIntegral;
    integralIntegral += qdIntegral * qdIntegral;
    squaredSeconds += seconds * seconds;
  }

  /**
   * a of qd = a dq/dt, least squares through the origin; 0 where qd moves and does not follow dq/dt,
   * NaN where the joint moves too little to tell.
   */
  double ratio() {
    double limit = MIN_RMS_RAD_PER_S * MIN_RMS_RAD_PER_S * squaredSeconds;
    if (!(Math.max(stepStep, integralIntegral) > limit)) {
      return Double.NaN;
    }
    double correlation = stepIntegral / Math.sqrt(stepStep * integralIntegral);
    return Math.abs(correlation) >= CLEAR_CORRELATION ? stepIntegral / stepStep : 0;
  }
}
