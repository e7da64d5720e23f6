package org.statewise.controller.app.wiring;

import java.util.Map;
import java.util.Optional;
import org.statewise.controller.app.console.ProgramVersion;

/**
 * Which build's rounding a recording carries. A recording comes back to the bit only where every
 * number is computed in the very order in which it was when the recording was made.
 */
public final class Arithmetic {
  /** Metadata key of a run's {@link #REVISION}; recordings without it are of revision 1. */
  public static final String KEY = "arithmetic";

  /**
   * Counts the changes of the order in which a tick's numbers are summed: to be raised with each.
   * 2: the network keeps the norm of theta from step to step and sums a layer from its bias on.
   * 3: a stop lets the acceleration that it finds fade out. 4: samples reach across five periods.
   * 5: the supervisor notices other swings, and slows every model down in its own terms; a new field of
   * a local model starts from its neighbours, and takes over an old one where there is no other. 6: a
   * model that was withdrawn for swings comes back slower than it swung, or not at all.
   */
  public static final int REVISION = 6;

  private Arithmetic() {}

  /** A sentence if the run was recorded by a build of another revision than this one. */
  public static Optional<String> difference(Map<String, String> metadata) {
    String recorded = metadata.getOrDefault(KEY, "1");
    return recorded.equals(Integer.toString(REVISION))
        ? Optional.empty()
        : Optional
            .of("the recording is of statewise %s with arithmetic %s, this is %s with arithmetic"
                .formatted(metadata.getOrDefault("programVersion", "unknown"), recorded,
                    ProgramVersion.number())
                + " %d: sums are rounded in another order, so torques may differ in their last digits"
                    .formatted(REVISION));
  }
}
