package org.statewise.controller.dataset;

import java.util.List;
import org.statewise.controller.record.RecordingKind;

/**
 * What an inspection of a recording found.
 *
 * @param ticks all ticks or rows
 * @param lateTicks ticks to which no new state came; they are left out of everything below
 * @param missingTicks gaps in the ticks' numbers: what the recorder had to drop
 * @param segments how often the motion changes, plus one
 * @param durationSeconds the segments' lengths together
 * @param timing of the time between two rows
 * @param movingFraction part of the rows in which any joint moves, |qd| above 0.01 rad/s
 * @param repeatedStates rows with q, qd and tau of the row before
 * @param longestRepetition how many of these follow each other at most
 * @param qdEstimated whether the velocities were estimated from the positions
 * @param qddEstimated whether the accelerations were estimated from the velocities
 * @param loss what a truncated file lost, as a sentence; empty if it is whole
 */
public record StreamReport(
    RecordingKind kind, long ticks, long lateTicks, long missingTicks, int segments,
    double durationSeconds, Timing timing, double movingFraction, long repeatedStates,
    long longestRepetition, boolean qdEstimated, boolean qddEstimated,
    List<JointReport> joints, String loss) {
  public StreamReport {
    joints = List.copyOf(joints);
  }

  /**
   * Of the time between two rows of one segment; NaN where there are fewer than two rows.
   *
   * @param backwards how often the time went back or stood still
   * @param gaps how often it was more than 1.5 times the median
   * @param longestGapSeconds the longest of these, 0 without any
   */
  public record Timing(
      double p50Seconds, double p99Seconds, double maxSeconds, long backwards, long gaps,
      double longestGapSeconds) {
    /** 1 over the median; NaN where there is none. */
    public double rateHz() {
      return 1 / p50Seconds;
    }
  }
}
