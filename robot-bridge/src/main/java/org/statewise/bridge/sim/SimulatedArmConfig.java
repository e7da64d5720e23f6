package org.statewise.bridge.sim;

import java.util.ArrayList;
import java.util.List;
import org.statewise.bridge.api.SettingCheck;
import org.statewise.bridge.api.SimulationSettings;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointLimits;

/**
 * Everything that decides what a {@link SimulatedArm} does: two arms of equal configurations that
 * get equal commands agree to the bit.
 *
 * @param arm kinematics, inertias, friction, limits; its damping gains serve the arm's own safe
 *     stop
 * @param seed of the sensor noise
 * @param timing periods, integration step, delays
 * @param gravityCompensated whether the arm adds the gravity torque of its bare links to every
 *     command, as KUKA's cabinets do; it does not know the payload
 * @param torqueLagSeconds time constant with which the motors follow a command, s, not negative
 * @param sensors quantisation and noise
 * @param payload what is carried, and when
 * @param q0Rad where the arm stands at first, rad, inside the limits
 * @param flaws what real drives and sensors do wrong
 * @param drives elastic drives, one a joint; empty for a rigid arm, whose friction is the description's
 * @param pushes who pushes it from outside, and when
 */
public record SimulatedArmConfig(
    ArmModel arm, long seed, Timing timing, boolean gravityCompensated,
    double torqueLagSeconds, Sensors sensors, PayloadPlan payload, List<Double> q0Rad,
    ArmFlaws flaws, List<ElasticJoint> drives, List<Push> pushes) {
  private static final double[] ELBOW_UP = {0, 0.5, 0, -1.4, 0, 1.0, 0};

  public SimulatedArmConfig {
    SettingCheck.notNegative("torqueLagSeconds", torqueLagSeconds);
    if (flaws.commandLatencyNs() >= timing.periodNs()) {
      throw new IllegalArgumentException("flaws.commandLatencyNs must be below the period of "
          + timing.periodNs() + ", but is " + flaws.commandLatencyNs());
    }
    pushes = List.copyOf(pushes);
    for (Push push : pushes) {
      if (push.joint() > arm.jointCount()) {
        throw new IllegalArgumentException(
            "push: joint must be at most " + arm.jointCount() + ", but is " + push.joint());
      }
    }
    drives = List.copyOf(drives);
    if (!drives.isEmpty() && drives.size() != arm.jointCount()) {
      throw new IllegalArgumentException("drives must be none or " + arm.jointCount()
          + ", one a joint, but are " + drives.size());
    }
    q0Rad = List.copyOf(q0Rad);
    if (q0Rad.size() != arm.jointCount()) {
      throw new IllegalArgumentException(
          "q0Rad must have " + arm.jointCount() + " numbers, but has " + q0Rad.size());
    }
    for (int j = 0; j < q0Rad.size(); j++) {
      JointLimits limits = arm.joints().get(j).limits();
      double q = q0Rad.get(j);
      if (!(q >= limits.qMinRad() && q <= limits.qMaxRad()) || Double.isInfinite(q)) {
        throw new IllegalArgumentException(
            "q0Rad of joint " + arm.joints().get(j).name() + " must be within "
                + limits.qMinRad() + " to " + limits.qMaxRad() + " rad, but is " + q);
      }
    }
  }

  /**
   * When things happen.
   *
   * @param periodNs from one state to the next, ns, positive
   * @param innerStepNs integration step, ns, at most 250,000, a divisor of the period
   * @param commandDelayPeriods whole periods that a command waits before it reaches the motors
   * @param commandTimeoutPeriods periods without a valid command after which the brakes close,
   *     positive
   */
  public record Timing(
      long periodNs, long innerStepNs, int commandDelayPeriods, int commandTimeoutPeriods) {
    private static final long COMMAND_TIMEOUT_NS = 100_000_000;

    /** 250 Hz in steps of 0.25 ms, no delay, brakes after 100 ms. */
    public static final Timing DEFAULT = new Timing(4_000_000, 250_000, 0, 25);

    /** The usual timing at another period, ns, a multiple of 0.25 ms. */
    public static Timing every(long periodNs) {
      return new Timing(periodNs, DEFAULT.innerStepNs, 0,
          (int) Math.max(1, COMMAND_TIMEOUT_NS / Math.max(1, periodNs)));
    }

    /** The same with commands that wait for other whole periods. */
    public Timing withCommandDelayPeriods(int other) {
      return new Timing(periodNs, innerStepNs, other, commandTimeoutPeriods);
    }

    public Timing {
      if (periodNs <= 0) {
        throw new IllegalArgumentException("periodNs must be positive, but is " + periodNs);
      }
      if (innerStepNs <= 0 || innerStepNs > 250_000 || periodNs % innerStepNs != 0) {
        throw new IllegalArgumentException(
            "innerStepNs must divide periodNs " + periodNs + " and be within 1 to 250000, but is "
                + innerStepNs);
      }
      if (commandDelayPeriods < 0) {
        throw new IllegalArgumentException(
            "commandDelayPeriods must not be negative, but is " + commandDelayPeriods);
      }
      if (commandTimeoutPeriods <= 0) {
        throw new IllegalArgumentException(
            "commandTimeoutPeriods must be positive, but is " + commandTimeoutPeriods);
      }
    }
  }

  /**
   * The errors of the sensors.
   *
   * @param encoderQuantumRad positions are rounded to multiples of it, rad; 0 for none
   * @param velocityNoiseRadPerS standard deviation of measured velocities, rad/s
   * @param torqueNoiseNm standard deviation of measured torques, Nm
   * @param torqueFilterHz of the torque sensors of elastic joints, Hz, positive
   */
  public record Sensors(double encoderQuantumRad, double velocityNoiseRadPerS,
      double torqueNoiseNm, double torqueFilterHz) {
    /** As the settings of a simulated arm have them, unless told otherwise. */
    public static final Sensors DEFAULT = of(SimulationSettings.NONE.sensors());

    /** Sensors without quantisation and noise. */
    public static final Sensors PERFECT = new Sensors(0, 0, 0, DEFAULT.torqueFilterHz);

    private static Sensors of(SimulationSettings.SensorNumbers numbers) {
      return new Sensors(numbers.encoderQuantumRad(), numbers.velocityNoiseRadPerS(),
          numbers.torqueNoiseNm(), numbers.torqueFilterHz());
    }

    public Sensors {
      SettingCheck.positive("torqueFilterHz", torqueFilterHz);
      SettingCheck.notNegative("encoderQuantumRad", encoderQuantumRad);
      SettingCheck.notNegative("velocityNoiseRadPerS", velocityNoiseRadPerS);
      SettingCheck.notNegative("torqueNoiseNm", torqueNoiseNm);
    }
  }

  /**
   * An arm with gravity compensation, 1 ms of torque lag, sensors as those of a good arm and no
   * payload, seed 1. It stands elbow up at (0, 0.5, 0, -1.4, 0, 1.0, 0) rad; joints beyond the
   * seventh stand at 0, and each is moved inside its limits.
   */
  public static SimulatedArmConfig defaults(ArmModel arm) {
    List<Double> q0 = new ArrayList<>();
    for (int j = 0; j < arm.jointCount(); j++) {
      JointLimits limits = arm.joints().get(j).limits();
      double wanted = j < ELBOW_UP.length ? ELBOW_UP[j] : 0;
      q0.add(Math.max(limits.qMinRad(), Math.min(limits.qMaxRad(), wanted)));
    }
    return new SimulatedArmConfig(arm, 1, Timing.DEFAULT, true, 0.001, Sensors.DEFAULT,
        PayloadPlan.NONE, q0, ArmFlaws.NONE, List.of(), List.of());
  }

  /** The same with another seed. */
  public SimulatedArmConfig withSeed(long other) {
    return new SimulatedArmConfig(arm, other, timing, gravityCompensated, torqueLagSeconds,
        sensors, payload, q0Rad, flaws, drives, pushes);
  }

  /** The same with another timing. */
  public SimulatedArmConfig withTiming(Timing other) {
    return new SimulatedArmConfig(arm, seed, other, gravityCompensated, torqueLagSeconds,
        sensors, payload, q0Rad, flaws, drives, pushes);
  }

  /** The same with or without gravity compensation. */
  public SimulatedArmConfig withGravityCompensated(boolean other) {
    return new SimulatedArmConfig(arm, seed, timing, other, torqueLagSeconds,
        sensors, payload, q0Rad, flaws, drives, pushes);
  }

  /** The same with another torque lag, s. */
  public SimulatedArmConfig withTorqueLagSeconds(double other) {
    return new SimulatedArmConfig(arm, seed, timing, gravityCompensated, other,
        sensors, payload, q0Rad, flaws, drives, pushes);
  }

  /** The same with other sensors. */
  public SimulatedArmConfig withSensors(Sensors other) {
    return new SimulatedArmConfig(arm, seed, timing, gravityCompensated, torqueLagSeconds,
        other, payload, q0Rad, flaws, drives, pushes);
  }

  /** The same with another payload plan. */
  public SimulatedArmConfig withPayload(PayloadPlan other) {
    return new SimulatedArmConfig(arm, seed, timing, gravityCompensated, torqueLagSeconds,
        sensors, other, q0Rad, flaws, drives, pushes);
  }

  /** The same with another start, rad. */
  public SimulatedArmConfig withQ0Rad(List<Double> other) {
    return new SimulatedArmConfig(arm, seed, timing, gravityCompensated, torqueLagSeconds,
        sensors, payload, other, flaws, drives, pushes);
  }

  /** The same with other flaws. */
  public SimulatedArmConfig withFlaws(ArmFlaws other) {
    return new SimulatedArmConfig(arm, seed, timing, gravityCompensated, torqueLagSeconds,
        sensors, payload, q0Rad, other, drives, pushes);
  }

  /**
   * The same with what {@code settings} say of sensors and cabinet; the drives are the profile's to make
   * ({@link ArmProfile#drives(ArmModel, SimulationSettings)}).
   */
  public SimulatedArmConfig withSettings(SimulationSettings settings) {
    SimulationSettings.Cabinet cabinet = settings.cabinet();
    return withSensors(Sensors.of(settings.sensors()))
        .withTiming(
            timing.withCommandDelayPeriods((int) (cabinet.deadTimeNs() / timing.periodNs())))
        .withFlaws(new ArmFlaws(cabinet.deadTimeNs() % timing.periodNs(),
            settings.sensors().torqueOffsetFraction(), flaws.rippleFraction(),
            flaws.ripplesPerTurn(),
            LoadData.of(cabinet)));
  }

  /** The same with other drives. */
  public SimulatedArmConfig withDrives(List<ElasticJoint> other) {
    return new SimulatedArmConfig(arm, seed, timing, gravityCompensated, torqueLagSeconds,
        sensors, payload, q0Rad, flaws, other, pushes);
  }

  /** The same, pushed from outside. */
  public SimulatedArmConfig withPushes(List<Push> other) {
    return new SimulatedArmConfig(arm, seed, timing, gravityCompensated, torqueLagSeconds,
        sensors, payload, q0Rad, flaws, drives, other);
  }
}
