package org.statewise.models.arm;

import java.util.OptionalDouble;

/**
 * What is known of a joint's drive beyond its reflected inertia and the friction that the joint shows,
 * both of which {@link JointModel} has. All as seen at the joint, behind the gear. Each number may be
 * unknown; who needs it then estimates it.
 *
 * @param gearRatio turns of the motor in one of the joint, positive
 * @param stiffnessNmPerRad of the spring that gear and torque sensor are, Nm/rad, positive
 * @param dampingNmSPerRad beside that spring, Nm s/rad, not negative
 * @param motorTorqueLimitNm the largest torque of the motor, Nm, positive
 * @param breakawayRad how far the motor turns before its friction slides, rad, positive
 * @param loadFrictionRatio dry friction at the motor by torque of the joint, not negative
 */
public record JointDrive(
    OptionalDouble gearRatio, OptionalDouble stiffnessNmPerRad, OptionalDouble dampingNmSPerRad,
    OptionalDouble motorTorqueLimitNm, OptionalDouble breakawayRad,
    OptionalDouble loadFrictionRatio) {
  /** A drive of which nothing is known. */
  public static final JointDrive UNKNOWN = ofGearRatio(OptionalDouble.empty());

  public JointDrive {
    gearRatio.ifPresent(value -> Check.positive("gearRatio", value));
    stiffnessNmPerRad.ifPresent(value -> Check.positive("stiffnessNmPerRad", value));
    dampingNmSPerRad.ifPresent(value -> Check.notNegative("dampingNmSPerRad", value));
    motorTorqueLimitNm.ifPresent(value -> Check.positive("motorTorqueLimitNm", value));
    breakawayRad.ifPresent(value -> Check.positive("breakawayRad", value));
    loadFrictionRatio.ifPresent(value -> Check.notNegative("loadFrictionRatio", value));
  }

  /** A drive of which at most the gear is known. */
  public static JointDrive ofGearRatio(OptionalDouble gearRatio) {
    OptionalDouble unknown = OptionalDouble.empty();
    return new JointDrive(gearRatio, unknown, unknown, unknown, unknown, unknown);
  }

  /** Whether every number is known. */
  public boolean isWhole() {
    return gearRatio.isPresent() && stiffnessNmPerRad.isPresent() && dampingNmSPerRad.isPresent()
        && motorTorqueLimitNm.isPresent() && breakawayRad.isPresent()
        && loadFrictionRatio.isPresent();
  }
}
