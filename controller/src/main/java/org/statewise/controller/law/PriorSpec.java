package org.statewise.controller.law;

import java.util.Arrays;
import java.util.Optional;
import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.Payload;
import org.statewise.models.dynamics.RigidBody;

/** Every prior that Statewise knows. To add one: write the class, add a record here. */
public sealed interface PriorSpec {
  /**
   * Builds the prior.
   *
   * @param arm the nominal arm, without payload and friction; may be missing for {@link None}
   * @param joints the number of joints
   * @param gravityCompensated the arm adds its own gravity torque
   * @throws IllegalArgumentException if the prior needs an arm model and there is none
   */
  Prior build(Optional<ArmModel> arm, int joints, boolean gravityCompensated);

  /**
   * Builds the prior of an arm that carries a payload. Where the arm adds its own gravity torque, it
   * does not know the payload: that weight is the prior's.
   *
   * @throws IllegalArgumentException if this prior knows no masses, or there is no arm model
   */
  Prior carrying(Payload payload, Optional<ArmModel> arm, int joints, boolean gravityCompensated);

  /** The words of the command line. */
  static PriorSpec parse(String word) {
    return parse("prior", word);
  }

  /**
   * The prior of a word.
   *
   * @throws IllegalArgumentException in one sentence that names {@code key}
   */
  static PriorSpec parse(String key, String word) {
    return switch (word) {
      case "none" -> new None();
      case "gravity" -> new Gravity();
      case "rigid-body" -> new RigidBodyDynamics();
      default -> throw new IllegalArgumentException(
          key + " must be one of none, gravity, rigid-body, but is '" + word + "'");
    };
  }

  /** The word of the command line for this one. */
  String word();

  private static ArmModel required(Optional<ArmModel> arm, PriorSpec prior) {
    return arm.orElseThrow(() -> new IllegalArgumentException(
        "prior '" + prior.word()
            + "' needs an arm model, but there is none: name one with --arm-model"));
  }

  private static RigidBody loaded(ArmModel arm, Payload payload) {
    RigidBody body = new RigidBody(arm);
    body.setPayload(payload);
    return body;
  }

  private static double[] rotors(ArmModel arm) {
    return arm.joints().stream().mapToDouble(JointModel::rotorInertiaKgM2).toArray();
  }

  /** Nothing is known. */
  record None() implements PriorSpec {
    @Override
    public Prior carrying(Payload payload, Optional<ArmModel> arm, int joints,
        boolean gravityCompensated) {
      throw new IllegalArgumentException(
          "prior 'none' knows no masses, so a payload means nothing");
    }

    @Override
    public Prior build(Optional<ArmModel> arm, int joints, boolean gravityCompensated) {
      return new Prior() {
        @Override
        @HotPath
        public void computeInto(double[] q, double[] qd, double[] qdd, double[] u) {
          Arrays.fill(u, 0);
        }

        @Override
        @HotPath
        public void holdInto(double[] q, double[] u) {
          Arrays.fill(u, 0);
        }
      };
    }

    @Override
    public String word() {
      return "none";
    }
  }

  /** g(q): nothing at all where the arm compensates gravity itself. */
  record Gravity() implements PriorSpec {
    @Override
    public Prior carrying(Payload payload, Optional<ArmModel> arm, int joints,
        boolean gravityCompensated) {
      ArmModel known = required(arm, this);
      return new GravityPrior(loaded(known, payload),
          gravityCompensated ? Optional.of(new RigidBody(known)) : Optional.empty(), joints);
    }

    @Override
    public Prior build(Optional<ArmModel> arm, int joints, boolean gravityCompensated) {
      return gravityCompensated
          ? new None().build(arm, joints, true)
          : new GravityPrior(new RigidBody(required(arm, this)), Optional.empty(), joints);
    }

    @Override
    public String word() {
      return "gravity";
    }
  }

  /** M(q) qdd + c(q, qd) + g(q), the last left out where the arm compensates gravity itself. */
  record RigidBodyDynamics() implements PriorSpec {
    @Override
    public Prior carrying(Payload payload, Optional<ArmModel> arm, int joints,
        boolean gravityCompensated) {
      ArmModel known = required(arm, this);
      return new RigidBodyPrior(loaded(known, payload), rotors(known),
          gravityCompensated ? Optional.of(new RigidBody(known)) : Optional.empty(), true);
    }

    @Override
    public Prior build(Optional<ArmModel> arm, int joints, boolean gravityCompensated) {
      ArmModel known = required(arm, this);
      return new RigidBodyPrior(new RigidBody(known), rotors(known),
          gravityCompensated ? Optional.of(new RigidBody(known)) : Optional.empty(), false);
    }

    @Override
    public String word() {
      return "rigid-body";
    }
  }
}
