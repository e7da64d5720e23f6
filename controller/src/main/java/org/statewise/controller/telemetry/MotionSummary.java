package org.statewise.controller.telemetry;

import org.statewise.controller.loop.MotionFigures;
import org.statewise.controller.setpoint.Motion;

/**
 * A row of the table at the end of a run.
 *
 * @param name the motion
 * @param round which round of it
 * @param trackingRmseMrad root of the mean over ticks and joints of (qDes - q)^2, q as the encoders have
 *     it: an LBR's sit on the motors
 * @param linkRmseMrad the same of where the links are ({@link RunSummary.Arm#linkSide}); null if unknown
 * @param peakErrorMrad largest |qDes - q| of any joint
 * @param feedbackShare sum of squares of u_fb over those of u_fb and u_ff, 0 to 1
 * @param predictionMseNm2 mean over samples and joints of (target - prediction)^2, each before it was
 *     learned; null if none was
 * @param memoryShare sum of squares of the memory's torque over that of what the prior left, in the ticks
 *     that learned a sample; null if none did, or the prior left nothing
 * @param observerShare the same of the observer's torque
 */
public record MotionSummary(String name, int round, double trackingRmseMrad, Double linkRmseMrad,
    double peakErrorMrad, double feedbackShare, Double predictionMseNm2, Double memoryShare,
    Double observerShare) {
  /** The row of what a motion came to. */
  static MotionSummary of(Motion motion, MotionFigures figures) {
    return new MotionSummary(motion.name(), motion.round(),
        1e3 * Math.sqrt(ratio(figures.squaredErrorRad2, (double) figures.values)),
        figures.linkValues == 0
            ? null
            : 1e3 * Math.sqrt(figures.squaredLinkErrorRad2 / figures.linkValues),
        1e3 * figures.peakErrorRad,
        share(figures.squaredFeedbackNm2, figures.squaredFeedForwardNm2),
        figures.learnedValues == 0
            ? null
            : figures.squaredPredictionNm2 / figures.learnedValues,
        ofPriorError(figures.squaredMemoryNm2, figures),
        ofPriorError(figures.squaredObserverNm2, figures));
  }

  private static Double ofPriorError(double squaredNm2, MotionFigures figures) {
    return figures.squaredPriorErrorNm2 == 0 ? null : squaredNm2 / figures.squaredPriorErrorNm2;
  }

  /** The first of two sums of squares over both, 0 to 1; 0 where both are 0. */
  static double share(double part, double rest) {
    return ratio(part, part + rest);
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
