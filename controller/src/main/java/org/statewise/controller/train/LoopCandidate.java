package org.statewise.controller.train;

import org.statewise.models.loss.LossSpec;

/**
 * How a memory may go on learning on an arm: what training for the loop looks for.
 *
 * @param loss whose weights are the precisions of samples
 * @param leak fraction of what was learned that is lost in a sample
 * @param observerGain of the observer beside it, in a sample
 */
public record LoopCandidate(LossSpec.Trained loss, double leak, double observerGain) {}
