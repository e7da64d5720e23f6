package org.statewise.controller.evaluate.closedloop;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Payload;

/**
 * An arm and what is asked of it: everything that decides a closed-loop run besides the controller.
 * Equal plants give equal runs to the bit.
 *
 * @param scenario its name
 * @param seed of arm and noise
 * @param nominal the arm as it is described: what priors know
 * @param arm the arm as it is
 * @param load what the gripper holds while it is closed
 * @param drive what is between command and torque
 * @param cabinet what stands before the arm
 * @param sensing what is between truth and measurement
 * @param pushes from outside, as in arm.pushes of a configuration; empty for none
 * @param task what is to be done
 * @param gainScale of the feedback
 */
public record Plant(String scenario, long seed, ArmModel nominal, ArmModel arm, Load load,
    Drive drive, Cabinet cabinet, Sensing sensing, String pushes, Task task, double gainScale) {
  /** The same with something else to do. */
  Plant with(Task other) {
    return new Plant(scenario, seed, nominal, arm, load, drive, cabinet, sensing, pushes, other,
        gainScale);
  }

  /**
   * What the gripper holds while it is closed.
   *
   * @param payload each time
   * @param second what it holds every other time in its place; empty for none
   * @param dropSeconds when it is lost though the gripper stays closed, into each carrying, s; infinity
   *     for never
   */
  public record Load(Payload payload, Optional<Payload> second, double dropSeconds) {
    /** One that is never lost. */
    public Load(Payload payload) {
      this(payload, Optional.empty(), Double.POSITIVE_INFINITY);
    }
  }

  /**
   * The cabinet of the arm.
   *
   * @param periodSeconds from one state to the next
   * @param believedLoad what its gravity compensation takes the last link to carry all the time, though
   *     it does not; empty for nothing
   * @param gravityOffsetNm what its gravity compensation adds in error, none or one a joint
   * @param frictionObserver whether it compensates the motors' friction
   */
  public record Cabinet(double periodSeconds, Optional<Payload> believedLoad,
      List<Double> gravityOffsetNm, boolean frictionObserver) {
    /** 250 Hz, right load data, and no friction observer. */
    public static final Cabinet USUAL = new Cabinet(0.004, Optional.empty(), List.of(), false);

    public Cabinet {
      gravityOffsetNm = List.copyOf(gravityOffsetNm);
    }
  }

  /**
   * Between command and torque.
   *
   * @param lagSeconds time constant of the motors
   * @param latencySeconds pure delay of a command
   * @param rippleFraction amplitude of torque ripple, a part of the torque limits
   * @param elasticity what is between motors and links; empty for a rigid arm
   */
  public record Drive(double lagSeconds, double latencySeconds, double rippleFraction,
      Optional<Elasticity> elasticity) {
    /** The same with other springs. */
    Drive with(Function<Elasticity, Elasticity> change) {
      return new Drive(lagSeconds, latencySeconds, rippleFraction, elasticity.map(change));
    }

    /** The same with a command that takes longer. */
    Drive later(double seconds) {
      return withLatency(latencySeconds + seconds);
    }

    /** The same with a command that takes so long. */
    Drive withLatency(double seconds) {
      return new Drive(lagSeconds, seconds, rippleFraction, elasticity);
    }
  }

  /**
   * Between truth and measurement.
   *
   * @param velocityNoiseRadPerS standard deviation
   * @param torqueBiasFraction of the torque sensors, a part of the torque limits
   * @param droppedFraction states that never arrive, 0 to below 1
   * @param encoderQuantumRad positions are rounded to multiples of it
   */
  public record Sensing(double velocityNoiseRadPerS, double torqueBiasFraction,
      double droppedFraction, double encoderQuantumRad) {}

  /** What is to be done. */
  public sealed interface Task {
    /** Pick and place at a part of the speed limits. */
    record PickAndPlace(double speedFraction) implements Task {}

    /** Slow small sines of all joints: reversals through stiction. */
    record Reversals() implements Task {}

    /**
     * Way-points, at rest in between, again and again; the load is held on the way to each but the first.
     *
     * @param poses rad
     * @param speedFraction the part of the speed limits that the fastest joint of each motion uses
     * @param standSeconds how long the arm stands at the first way-point of each round
     */
    record Poses(List<List<Double>> poses, double speedFraction, double standSeconds)
        implements
          Task {
      public Poses {
        poses = List.copyOf(poses);
      }
    }

    /**
     * Motions between way-points that are drawn anew for each round; the load is held as for {@link
     * Poses}.
     *
     * @param seed of the way-points
     * @param motions a round
     * @param speedFraction as for {@link Poses}
     * @param reach where the way-points lie
     */
    record RandomPoses(long seed, int motions, double speedFraction, Reach reach)
        implements
          Task {}
  }

  /** Where way-points are drawn. */
  public enum Reach {
    /** Around where the arm was found. */
    NEARBY,
    /** Anywhere between the joints' stops. */
    WORKSPACE
  }

  /** The same with another drive. */
  public Plant withDrive(Drive other) {
    return new Plant(scenario, seed, nominal, arm, load, other, cabinet, sensing, pushes, task,
        gainScale);
  }
}
