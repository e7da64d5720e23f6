package org.statewise.controller.train;

/**
 * What an epoch came to.
 *
 * @param trainMse mean task loss over the updates of phi, scaled torques; NaN before the first
 *     epoch
 * @param test error on the test recordings with the loss as the epoch left it
 */
public record EpochResult(double trainMse, TestError test) {}
