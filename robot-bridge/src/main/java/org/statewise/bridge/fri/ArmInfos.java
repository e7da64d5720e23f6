package org.statewise.bridge.fri;

import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointInfo;
import org.statewise.models.arm.ArmModel;

/** What FRI leaves to be known of an arm. */
final class ArmInfos {
  private ArmInfos() {}

  /** The arm of a model, behind a cabinet, which always compensates gravity under an overlay. */
  static ArmInfo of(ArmModel arm, long periodNs) {
    return new ArmInfo(arm.name(), arm.joints().stream()
        .map(joint -> new JointInfo(joint.name(), joint.limits().qMinRad(),
            joint.limits().qMaxRad(), joint.limits().qdMaxRadPerS(),
            joint.limits().tauMaxNm()))
        .toList(), periodNs, true);
  }
}
