package org.statewise.controller.telemetry;

/**
 * A row of the table at the end of a run.
 *
 * @param name the motion
 * @param round which round of it
 * @param trackingRmseMrad root of the mean over ticks and joints of (qDes - q)^2
 * @param peakErrorMrad largest |qDes - q| of any joint
 * @param feedbackShare sum of squares of u_fb over that of u
 * @param predictionMseNm2 mean over samples and joints of (target - prediction)^2, each before it was
 *     learned; null if none was
 */
public record MotionSummary(String name, int round, double trackingRmseMrad, double peakErrorMrad,
    double feedbackShare, Double predictionMseNm2) {}
