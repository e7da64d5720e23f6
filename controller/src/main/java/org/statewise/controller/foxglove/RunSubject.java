package org.statewise.controller.foxglove;

import java.util.List;
import java.util.Optional;
import org.statewise.models.arm.ArmModel;

/**
 * What messages about a run need to know of it.
 *
 * @param joints names from base to flange
 * @param model the arm's description; empty where that is not known, and then there are no poses
 * @param guards names, in the order of the chain
 */
public record RunSubject(List<String> joints, Optional<ArmModel> model, List<String> guards) {
  public RunSubject {
    joints = List.copyOf(joints);
    guards = List.copyOf(guards);
  }
}
