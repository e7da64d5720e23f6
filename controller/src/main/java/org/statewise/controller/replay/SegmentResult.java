package org.statewise.controller.replay;

import java.util.List;

/**
 * A segment of a replay.
 *
 * @param name the segment or motion
 * @param samples that were predicted and then learned
 * @param mseNm2 mean over samples and joints of (torque - prediction)^2
 * @param jointMseNm2 the same a joint
 * @param nmse sum of the joints' MSE over the sum of their torques' variances
 * @param persistenceMseNm2 mean of (torque - last torque)^2
 * @param jointPersistenceMseNm2 the same a joint
 * @param outOfRange share of the samples at states outside those that the loss was trained on, 0 to 1
 */
public record SegmentResult(String name, long samples, double mseNm2, List<Double> jointMseNm2,
    double nmse, double persistenceMseNm2, List<Double> jointPersistenceMseNm2,
    double outOfRange) {
  public SegmentResult {
    jointMseNm2 = List.copyOf(jointMseNm2);
    jointPersistenceMseNm2 = List.copyOf(jointPersistenceMseNm2);
  }
}
