package org.statewise.controller.train;

import java.util.List;

/**
 * A mean over samples and joints of the squared difference between predicted and target torque.
 *
 * @param mse of scaled torques, dimensionless
 * @param mseNm2 Nm^2
 */
public record TestError(double mse, double mseNm2) {
  /** The mean of several, of both numbers. */
  static TestError mean(List<TestError> errors) {
    return new TestError(
        errors.stream().mapToDouble(TestError::mse).average().orElse(Double.NaN),
        errors.stream().mapToDouble(TestError::mseNm2).average().orElse(Double.NaN));
  }

  /** Whether both are numbers. */
  boolean isFinite() {
    return Double.isFinite(mse) && Double.isFinite(mseNm2);
  }
}
