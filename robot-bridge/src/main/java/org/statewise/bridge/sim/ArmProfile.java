package org.statewise.bridge.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.statewise.bridge.sim.ElasticJoint.Friction;
import org.statewise.bridge.sim.ElasticJoint.TorqueLoop;
import org.statewise.bridge.sim.ElasticJoint.Wave;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointDrive;
import org.statewise.models.arm.JointFriction;
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

  private static final double STRONG_NM = 150;
  private static final double MEDIUM_NM = 100;
  private static final double DAMPING_SECONDS = 0.002;
  private static final double DAMPING_RATIO = 0.7;
  private static final double BREAKAWAY_RAD = 2e-4;
  private static final double PRESLIDING_RATIO = 0.7;
  private static final double LOAD_FRACTION = 0.1;
  private static final double ASYMMETRY = 0.03;
  private static final double WAVE_RAD = 1e-4;
  private static final double WAVES_PER_MOTOR_TURN = 2;
  private static final double GEAR_RATIO = 160;

  private final double stiffer;
  private final double torqueGain;

  ArmProfile(double stiffer, double torqueGain) {
    this.stiffer = stiffer;
    this.torqueGain = torqueGain;
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
        key + " must be tidy, lbr, soft or stiff, but is '" + text + "'");
  }

  /** Its name in configurations. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The drives of an arm, one a joint; none where the arm is rigid.
   *
   * @throws IllegalArgumentException if the arm's description has a joint without rotor inertia
   */
  public List<ElasticJoint> drives(ArmModel arm) {
    List<ElasticJoint> drives = new ArrayList<>();
    for (JointModel joint : this == TIDY ? List.<JointModel>of() : arm.joints()) {
      if (joint.rotorInertiaKgM2() == 0) {
        throw new IllegalArgumentException("arm.profile " + text() + " needs the rotor inertia of"
            + " every joint, but joint " + joint.name() + " of " + arm.name() + " has none;"
            + " tidy does without");
      }
      drives.add(drive(joint));
    }
    return drives;
  }

  /** The joints whose drives the profile has to estimate in part, since the description is not whole. */
  public List<String> estimated(ArmModel arm) {
    return this == TIDY
        ? List.of()
        : arm.joints().stream().filter(joint -> !joint.drive().isWhole()).map(JointModel::name)
            .toList();
  }

  private ElasticJoint drive(JointModel joint) {
    JointDrive known = joint.drive();
    double inertia = joint.rotorInertiaKgM2();
    double tauMax = joint.limits().tauMaxNm();
    double described = known.stiffnessNmPerRad().orElse(
        tauMax >= STRONG_NM ? 12_000 : tauMax >= MEDIUM_NM ? 10_000 : 4_500);
    double stiffness = stiffer * described;
    // A stiffer spring of the same material damps more.
    double damping = stiffer * known.dampingNmSPerRad().orElse(DAMPING_SECONDS * described);
    return new ElasticJoint(inertia, stiffness, damping,
        TorqueLoop.damped(torqueGain, DAMPING_RATIO, inertia, stiffness,
            known.motorTorqueLimitNm().orElse((1 + torqueGain) * tauMax)),
        friction(joint),
        new Wave(WAVE_RAD, WAVES_PER_MOTOR_TURN * known.gearRatio().orElse(GEAR_RATIO)));
  }

  /** At the motor, where it is as much larger as the torque loop makes it look smaller. */
  private Friction friction(JointModel joint) {
    JointFriction shown = joint.friction();
    return new Friction((1 + torqueGain) * shown.coulombNm(), (1 + torqueGain) * shown.staticNm(),
        (1 + torqueGain) * shown.viscousNmSPerRad(), shown.stribeckRadPerS(),
        joint.drive().breakawayRad().orElse(BREAKAWAY_RAD), PRESLIDING_RATIO,
        joint.drive().loadFrictionRatio().orElse(LOAD_FRACTION), ASYMMETRY);
  }
}
