package org.statewise.controller.train;

import java.util.List;

/**
 * Where the training of one seed stands between two epochs: all that it needs to go on to the same
 * result, to the bit.
 *
 * @param phi all that is learned, as the last epoch left it
 * @param ruleMemory what the outer update rule remembers
 * @param bestPhi of the epoch with the lowest test error
 * @param bestEpoch that epoch
 * @param history so far, from the untrained loss on
 * @param failure why it broke down; empty if it did not
 */
// Read at once and never compared.
@SuppressWarnings("ArrayRecordComponent")
record SeedState(long seed, double[] phi, double[] ruleMemory, double[] bestPhi, int bestEpoch,
    List<EpochResult> history, String failure) {}
