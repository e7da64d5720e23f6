package org.statewise.controller.loop;

import java.util.Arrays;
import java.util.Optional;
import org.statewise.bridge.api.JointState;
import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;

/**
 * Where the links are, for reports: the encoders of an LBR sit on the motors, behind springs. A simulated
 * arm says it; of any other it is estimated from what is measured, qHat = q - tau / K (Albu-Schaeffer,
 * Ott and Hirzinger, 2007), as well as K is known.
 */
public final class LinkPosition {
  private final double[] stiffness;
  private final LinkSide without;

  private LinkPosition(double[] stiffness) {
    this.stiffness = stiffness;
    boolean all = Arrays.stream(stiffness).allMatch(k -> k > 0);
    without = stiffness.length > 0 && all ? LinkSide.ESTIMATED : LinkSide.UNKNOWN;
  }

  /** Of joints of this stiffness, Nm/rad. */
  public static LinkPosition of(double... stiffnessNmPerRad) {
    return new LinkPosition(stiffnessNmPerRad.clone());
  }

  /** Of an arm as its description has it: no estimates where it lacks the stiffness of a joint. */
  public static LinkPosition of(Optional<ArmModel> arm) {
    return new LinkPosition(arm.map(LinkPosition::stiffness).orElse(new double[0]));
  }

  /** The stiffness of each joint, Nm/rad; 0 where the description has none. */
  static double[] stiffness(ArmModel arm) {
    return arm.joints().stream()
        .mapToDouble(joint -> joint.drive().stiffnessNmPerRad().orElse(0)).toArray();
  }

  /**
   * Where the links are, and how far that is known.
   *
   * @param qLink receives it, rad; NaN where the result is UNKNOWN
   */
  @HotPath
  public LinkSide into(JointState state, double[] qLink) {
    if (!Double.isNaN(state.qLink[0])) {
      System.arraycopy(state.qLink, 0, qLink, 0, qLink.length);
      return LinkSide.TRUE;
    }
    for (int j = 0; j < qLink.length; j++) {
      // qHat = q - tau / K
      qLink[j] = without == LinkSide.ESTIMATED
          ? state.q[j] - state.tau[j] / stiffness[j]
          : Double.NaN;
    }
    return without;
  }
}
