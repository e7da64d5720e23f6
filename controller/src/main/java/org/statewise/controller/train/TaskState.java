package org.statewise.controller.train;

import java.io.Serial;
import java.io.Serializable;

/**
 * Where a task stands between two updates of phi.
 *
 * @param seed of its network, its robot and its batches
 * @param theta its network
 */
// Read at once and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record TaskState(long seed, double[] theta) implements Serializable {
  @Serial
  private static final long serialVersionUID = 1L;
}
