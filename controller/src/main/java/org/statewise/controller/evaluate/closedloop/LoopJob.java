package org.statewise.controller.evaluate.closedloop;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.statewise.controller.train.LoopCandidate;

/**
 * A run of a training for the loop.
 *
 * @param memories that drive the plant: one, or none for the observer alone
 */
public record LoopJob(Scenario scenario, long seed, List<LoopCandidate> memories)
    implements
      Serializable {
  @Serial
  private static final long serialVersionUID = 1L;

  public LoopJob {
    memories = List.copyOf(memories);
  }
}
