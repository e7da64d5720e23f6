package org.statewise.controller.train;

/**
 * A mean over samples and joints of the squared difference between predicted and target torque.
 *
 * @param mse of scaled torques, dimensionless
 * @param mseNm2 Nm^2
 */
public record TestError(double mse, double mseNm2) {
  /** Whether both are numbers. */
  boolean isFinite() {
    return Double.isFinite(mse) && Double.isFinite(mseNm2);
  }
}
