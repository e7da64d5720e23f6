package org.statewise.controller.train;

import org.statewise.models.meta.TaughtSamples;

/**
 * What one arm taught in one run.
 *
 * @param stream what it did
 * @param plant the seed of the arm
 * @param samples in the order of time
 */
public record TaughtRun(String stream, long plant, TaughtSamples samples) {}
