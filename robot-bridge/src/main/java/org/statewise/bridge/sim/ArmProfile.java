package org.statewise.bridge.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.statewise.bridge.api.SimulationSettings;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;

/**
 * The fidelity of a simulated arm. {@link #LBR} takes the drives from the arm's description; what
 * it does not contain is estimated. Sources of the numbers:
 *
 * <pre>
 * reflected motor inertia     the arm's description, always
 * stiffness K                 description, or 12, 10 or 4.5 kNm/rad by the torque limit; one identified
 *                             drive of this kind has 11.6 kNm/rad (CompliantJointToolbox, WMBig10k)
 * damping D                   description, or 0.002 s K: of the order of the same drive
 * inner torque loop           kT = 4, damping ratio 0.7: estimate; structure by Albu-Schaeffer et al. 2007
 * friction                    the description's, which is what a joint shows behind its torque loop, times
 *                             1 + kT at the motor; 3 % different by direction (FloBaRoID)
 * break-away                  description, or 0.2 mrad of motor angle; damping ratio 0.7: estimate
 * friction by load            description, or a tenth of the joint's torque at the motor (another
 *                             harmonic-drive arm)
 * wave of the harmonic drive  0.1 mrad, 2 a motor turn at the description's gear ratio, or 160: effect by
 *                             Chawda and Niemeyer 2017, size estimate
 * motor's limit               description, or 1 + kT times the torque limit: the limit that counts is the
 *                             command's
 * </pre>
 */
public enum ArmProfile {
  /** A rigid arm whose encoders sit on the links and whose motors follow at once. */
  TIDY(1, 0),
  /** An LBR as published numbers and estimates have it. */
  LBR(1, 4),
  /** The same with springs of half the stiffness. */
  SOFT(0.5, 4),
  /** The same with springs of twice the stiffness. */
  STIFF(2, 4);

  private final double stiffer;
  private final double torqueGain;

  ArmProfile(double stiffer, double torqueGain) {
    this.stiffer = stiffer;
    this.torqueGain = torqueGain;
  }

  /**
   * The profile of a name for an arm: {@code auto} is {@link #LBR} where the description has the rotor
   * inertia of every joint, without which no joint can be elastic, else {@link #TIDY}.
   *
   * @throws IllegalArgumentException in one sentence that names {@code key}
   */
  public static ArmProfile parse(String key, String text, ArmModel arm) {
    if (text.equals("auto")) {
      return arm.jointsWithoutRotor().isEmpty() ? LBR : TIDY;
    }
    return parse(key, text);
  }

  /**
   * The profile of a name.
   *
   * @throws IllegalArgumentException in one sentence that names {@code key}
   */
  public static ArmProfile parse(String key, String text) {
    for (ArmProfile profile : values()) {
      if (profile.text().equals(text)) {
        return profile;
      }
    }
    throw new IllegalArgumentException(
        key + " must be auto, tidy, lbr, soft or stiff, but is '" + text + "'");
  }

  /** Its name in configurations. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The drives of an arm, one a joint, all as the profile has them. */
  public List<ElasticJoint> drives(ArmModel arm) {
    return drives(arm, SimulationSettings.NONE);
  }

  /**
   * The drives of an arm, one a joint; none where the arm is rigid.
   *
   * @param settings what is otherwise than in the profile
   * @throws IllegalArgumentException if a joint has no rotor inertia, or if the settings do not fit the
   *     arm; the message names the key
   */
  public List<ElasticJoint> drives(ArmModel arm, SimulationSettings settings) {
    if (this == TIDY) {
      if (!settings.elasticKey().isEmpty()) {
        throw new IllegalArgumentException(settings.elasticKey()
            + " needs elastic joints, but arm.profile is tidy, whose joints are rigid");
      }
      return List.of();
    }
    ElasticDrives drives = new ElasticDrives(arm, stiffer, torqueGain, settings);
    List<ElasticJoint> made = new ArrayList<>();
    for (int j = 0; j < arm.jointCount(); j++) {
      if (drives.inertia(j) == 0) {
        throw new IllegalArgumentException("arm.profile " + text() + " needs the rotor inertia of"
            + " every joint, but joint " + arm.joints().get(j).name() + " of " + arm.name()
            + " has none; tidy does without");
      }
      made.add(drives.drive(j));
    }
    return made;
  }

  /** The joints whose drives the profile has to estimate in part, since the description is not whole. */
  public List<String> estimated(ArmModel arm) {
    return this == TIDY
        ? List.of()
        : arm.joints().stream().filter(joint -> !joint.drive().isWhole()).map(JointModel::name)
            .toList();
  }
}
