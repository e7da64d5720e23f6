package org.statewise.controller.page;

import java.util.List;
import java.util.Optional;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.models.arm.ArmModel;

/**
 * What a page says of its run once, when a browser connects.
 *
 * @param arm names and limits of its joints
 * @param model where the joints are in each other, for the pose in 3-D; empty where that is not known
 * @param guards names, in the order of the chain
 * @param inRealTime whether latencies mean anything
 */
public record PageSubject(ArmInfo arm, Optional<ArmModel> model, List<String> guards,
    boolean inRealTime, Labels labels) {
  public PageSubject {
    guards = List.copyOf(guards);
  }

  /**
   * What the run was configured with, as its user wrote it.
   *
   * @param memory the model that learns slowly; {@code none} for none
   * @param observer beside it; {@code none} for none
   * @param loss that the memory minimises; empty for a model without
   * @param link the way to the arm
   */
  public record Labels(String version, String link, String prior, String memory, String observer,
      String loss) {}
}
