package org.statewise.bridge.api;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * What a simulated arm does otherwise than its profile, number by number. A list is empty for the
 * profile's own, has one value for all joints, or one a joint; all are as seen at the joint, behind
 * the gear. Messages name the configuration's keys.
 *
 * @param drive motor, spring, torque loop and gear
 * @param friction of the joints
 * @param sensors encoders and torque sensors
 * @param cabinet what the cabinet does to commands
 */
public record SimulationSettings(Drive drive, FrictionNumbers friction, SensorNumbers sensors,
    Cabinet cabinet) {
  private static final String KEY = "arm.simulation.";

  /** As FloBaRoID has it of an LWR 4+. */
  private static final double TORQUE_FILTER_HZ = 600;

  /** Everything as the profile has it; sensors as those of a good arm. */
  public static final SimulationSettings NONE = new SimulationSettings(
      new Drive(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
          List.of(), List.of()),
      new FrictionNumbers(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
          List.of(), List.of(), List.of(), List.of(), List.of()),
      new SensorNumbers(1e-6, 1e-3, 0.05, TORQUE_FILTER_HZ, 0),
      new Cabinet(0, 0, List.of(0.0, 0.0, 0.0), List.of(), FrictionObserver.OFF));

  /**
   * Motor, spring, torque loop and gear.
   *
   * @param motorInertiaKgM2 reflected inertia B, positive
   * @param stiffnessNmPerRad K, positive
   * @param dampingNmSPerRad D, not negative; as the profile has it, it grows with the stiffness
   * @param torqueLoopGain kT, not negative
   * @param torqueLoopDampingRatio of the torque while the link stands, not negative
   * @param motorTorqueLimitNm positive
   * @param gearRatio positive
   * @param waveRad amplitude of the harmonic drive's wave, not negative
   * @param wavesPerMotorTurn not negative
   */
  public record Drive(List<Double> motorInertiaKgM2, List<Double> stiffnessNmPerRad,
      List<Double> dampingNmSPerRad, List<Double> torqueLoopGain,
      List<Double> torqueLoopDampingRatio, List<Double> motorTorqueLimitNm,
      List<Double> gearRatio, List<Double> waveRad, List<Double> wavesPerMotorTurn) {
    public Drive {
      motorInertiaKgM2 = checked("drive.motorInertiaKgM2", motorInertiaKgM2,
          SettingCheck::positive);
      stiffnessNmPerRad = checked("drive.stiffnessNmPerRad", stiffnessNmPerRad,
          SettingCheck::positive);
      dampingNmSPerRad = checked("drive.dampingNmSPerRad", dampingNmSPerRad,
          SettingCheck::notNegative);
      torqueLoopGain = checked("drive.torqueLoopGain", torqueLoopGain, SettingCheck::notNegative);
      torqueLoopDampingRatio = checked("drive.torqueLoopDampingRatio", torqueLoopDampingRatio,
          SettingCheck::notNegative);
      motorTorqueLimitNm = checked("drive.motorTorqueLimitNm", motorTorqueLimitNm,
          SettingCheck::positive);
      gearRatio = checked("drive.gearRatio", gearRatio, SettingCheck::positive);
      waveRad = checked("drive.waveRad", waveRad, SettingCheck::notNegative);
      wavesPerMotorTurn = checked("drive.wavesPerMotorTurn", wavesPerMotorTurn,
          SettingCheck::notNegative);
    }
  }

  /**
   * Friction as the joint shows it, behind its torque loop; at the motor it is 1 + kT times as large.
   *
   * @param coulombNm not negative
   * @param staticNm not below {@code coulombNm}; as the profile has it, it grows with that
   * @param viscousNmSPerRad not negative
   * @param stribeckRadPerS positive
   * @param breakawayRad positive
   * @param preslidingDampingRatio not negative
   * @param loadRatio dry friction at the motor by torque of the joint, not negative
   * @param asymmetry by direction, above -1 and below 1
   * @param warmingFraction part of dry and viscous friction that warmth takes away, from 0 to below 1
   * @param warmingSeconds time constant of motion until a joint is warm, positive
   * @param warmAtStart from 0, cold, to 1, warm
   */
  public record FrictionNumbers(List<Double> coulombNm, List<Double> staticNm,
      List<Double> viscousNmSPerRad, List<Double> stribeckRadPerS, List<Double> breakawayRad,
      List<Double> preslidingDampingRatio, List<Double> loadRatio, List<Double> asymmetry,
      List<Double> warmingFraction, List<Double> warmingSeconds, List<Double> warmAtStart) {
    public FrictionNumbers {
      coulombNm = checked("friction.coulombNm", coulombNm, SettingCheck::notNegative);
      staticNm = checked("friction.staticNm", staticNm, SettingCheck::notNegative);
      viscousNmSPerRad = checked("friction.viscousNmSPerRad", viscousNmSPerRad,
          SettingCheck::notNegative);
      stribeckRadPerS = checked("friction.stribeckRadPerS", stribeckRadPerS,
          SettingCheck::positive);
      breakawayRad = checked("friction.breakawayRad", breakawayRad, SettingCheck::positive);
      preslidingDampingRatio = checked("friction.preslidingDampingRatio",
          preslidingDampingRatio, SettingCheck::notNegative);
      loadRatio = checked("friction.loadRatio", loadRatio, SettingCheck::notNegative);
      asymmetry = checked("friction.asymmetry", asymmetry, (key, value) -> require(
          Math.abs(value) < 1, key, "above -1 and below 1", value));
      warmingFraction = checked("friction.warmingFraction", warmingFraction,
          (key, value) -> require(value >= 0 && value < 1, key, "from 0 to below 1", value));
      warmingSeconds = checked("friction.warmingSeconds", warmingSeconds, SettingCheck::positive);
      warmAtStart = checked("friction.warmAtStart", warmAtStart,
          (key, value) -> require(value >= 0 && value <= 1, key, "from 0 to 1", value));
    }
  }

  /**
   * Encoders and torque sensors.
   *
   * @param encoderQuantumRad positions are rounded to multiples of it; 0 for none
   * @param velocityNoiseRadPerS standard deviation
   * @param torqueNoiseNm standard deviation
   * @param torqueFilterHz of elastic joints' torque sensors, positive
   * @param torqueOffsetFraction what the sensors read too much, as a part of the torque limits
   */
  public record SensorNumbers(double encoderQuantumRad, double velocityNoiseRadPerS,
      double torqueNoiseNm, double torqueFilterHz, double torqueOffsetFraction) {
    public SensorNumbers {
      SettingCheck.notNegative(KEY + "sensors.encoderQuantumRad", encoderQuantumRad);
      SettingCheck.notNegative(KEY + "sensors.velocityNoiseRadPerS", velocityNoiseRadPerS);
      SettingCheck.notNegative(KEY + "sensors.torqueNoiseNm", torqueNoiseNm);
      SettingCheck.positive(KEY + "sensors.torqueFilterHz", torqueFilterHz);
      require(Double.isFinite(torqueOffsetFraction), KEY + "sensors.torqueOffsetFraction", "finite",
          torqueOffsetFraction);
    }
  }

  /**
   * What the cabinet does to commands.
   *
   * @param deadTimeMillis how much later a command acts than the arm took it, whole integration steps
   *     of 0.25 ms
   * @param loadKg what its gravity compensation takes the flange to carry, whatever is there
   * @param loadComM centre of mass of that in the last link's frame, m
   * @param gravityOffsetNm torque that the compensation adds in error; empty for none, one value for
   *     all joints or one a joint
   * @param frictionObserver when it compensates the friction of the motors
   */
  public record Cabinet(double deadTimeMillis, double loadKg, List<Double> loadComM,
      List<Double> gravityOffsetNm, FrictionObserver frictionObserver) {
    private static final double MAX_MILLIS = 1000;

    public Cabinet {
      require(deadTimeMillis >= 0 && deadTimeMillis <= MAX_MILLIS
          && 4 * deadTimeMillis == Math.rint(4 * deadTimeMillis), KEY + "cabinet.deadTimeMillis",
          "a multiple of 0.25 from 0 to 1000", deadTimeMillis);
      SettingCheck.notNegative(KEY + "cabinet.loadKg", loadKg);
      loadComM = checked("cabinet.loadComM", loadComM, Cabinet::finite);
      require(loadComM.size() == 3, KEY + "cabinet.loadComM", "of 3 values", loadComM);
      gravityOffsetNm = checked("cabinet.gravityOffsetNm", gravityOffsetNm, Cabinet::finite);
    }

    private static void finite(String key, double value) {
      require(Double.isFinite(value), key, "finite", value);
    }

    /** The dead time, ns. */
    public long deadTimeNs() {
      return Math.round(deadTimeMillis * 1e6);
    }
  }

  private static List<Double> checked(String key, List<Double> values,
      BiConsumer<String, Double> rule) {
    values.forEach(value -> rule.accept(KEY + key, value));
    return List.copyOf(values);
  }

  private static void require(boolean holds, String key, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(key + " must be " + rule + ", but is " + value);
    }
  }

  /**
   * One joint's number.
   *
   * @param key below {@code arm.simulation}, for the message
   * @param joint from 0
   * @param profile the number where {@code values} is empty
   */
  public static double of(String key, List<Double> values, int joint, int joints, double profile) {
    if (values.isEmpty()) {
      return profile;
    }
    require(values.size() == 1 || values.size() == joints, KEY + key,
        "empty, one value for all joints or " + joints + ", one a joint", values);
    return values.get(values.size() == 1 ? 0 : joint);
  }

  /** The first key that makes sense for elastic joints alone and is set; empty if none is. */
  public String elasticKey() {
    if (!drive.equals(NONE.drive)) {
      return KEY + "drive";
    }
    if (!friction.equals(NONE.friction)) {
      return KEY + "friction";
    }
    return cabinet.frictionObserver() == FrictionObserver.OFF
        ? ""
        : KEY + "cabinet.frictionObserver";
  }
}
