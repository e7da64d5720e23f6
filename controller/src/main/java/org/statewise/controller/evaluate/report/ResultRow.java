package org.statewise.controller.evaluate.report;

/**
 * One figure of an experiment, and all that is needed to know what it is a figure of.
 *
 * @param experiment what was done
 * @param stream the recording, or the data by another name
 * @param loss what was minimised, or the model that learned in another way
 * @param updateRule how; empty where that is no question
 * @param alpha the rate; NaN where there is none
 * @param seed of everything random; -1 for a figure of all seeds
 * @param trial from 1; 0 for a figure of all trials
 * @param motion the motion or segment; empty for a figure of all
 * @param metric what was measured, its unit at the end
 * @param value NaN or infinite where the experiment came to that
 */
public record ResultRow(String experiment, String stream, String loss, String updateRule,
    double alpha, long seed, int trial, String motion, String metric, double value) {
  /** The figure of all seeds. */
  public static final long ALL_SEEDS = -1;
}
