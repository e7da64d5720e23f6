package org.statewise.controller.explain;

import java.util.List;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointInfo;
import org.statewise.controller.loop.FaultReason;

/**
 * All that is known of a run's end.
 *
 * @param arm as its link described it
 * @param guards names in the order of the chain, as the bits of a tick's trips
 * @param ticks the last ones
 * @param fault as the loop knew it; NONE where it is to be told from the ticks, as of a recording
 * @param tail how the source of the ticks ended
 * @param lateMillis for how long the program's own threads had no processor in the second before the end;
 *     null where nobody watched, or on a virtual clock
 */
public record Ending(ArmInfo arm, List<String> guards, LastTicks ticks, FaultReason fault,
    Tail tail,
    Double lateMillis) {

  /** How the ticks ended. */
  public enum Tail {
    /** No tick is missing at the end. */
    WHOLE,
    /** The file was not ended by its writer. */
    TRUNCATED,
    /** The run's recording has another file after this one. */
    GOES_ON
  }

  public Ending {
    guards = List.copyOf(guards);
  }

  double periodMillis() {
    return arm.periodNs() * 1e-6;
  }

  JointInfo joint(int j) {
    return arm.joints().get(j);
  }
}
