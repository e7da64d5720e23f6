package org.statewise.bridge.fri;

import org.statewise.bridge.api.FrictionObserver;
import org.statewise.bridge.api.SettingCheck;
import org.statewise.bridge.fri.FriEnums.ClientCommandMode;
import org.statewise.bridge.fri.FriEnums.OperationMode;

/**
 * How a simulated cabinet behaves.
 *
 * @param dialect what it speaks
 * @param receiveMultiplier it wants an answer to every so many of its messages, positive
 * @param stiffnessNmPerRad of its joint impedance control, in every joint, not negative
 * @param dampingNmSPerRad likewise
 * @param gripperOutput the boolean output that closes the gripper; empty for none
 * @param scenario what goes wrong
 * @param startUnixMillis the time of its first time stamp
 * @param clientMode what it wants from its client: POSITION or TORQUE
 * @param operationMode what the operator chose
 * @param limits what it stops at
 * @param ios what its project declares of inputs and outputs
 * @param strictTime in real time it waits for nobody, as a cabinet does; otherwise for its client's answer,
 *     for {@link org.statewise.bridge.exchange.WaitingClock#MAX_WAIT_NS} at most in which the cabinet
 *     itself had a processor
 * @param frictionObserver when it compensates the friction of elastic joints
 */
public record FriCabinetConfig(FriDialect dialect, int receiveMultiplier, double stiffnessNmPerRad,
    double dampingNmSPerRad, String gripperOutput, CabinetScenario scenario, long startUnixMillis,
    ClientCommandMode clientMode, OperationMode operationMode, Limits limits,
    DeclaredIos ios, boolean strictTime,
    FrictionObserver frictionObserver) {
  /**
   * What a cabinet stops at; KUKA publishes none of it.
   *
   * @param axisDeltaRad a commanded position may be this far from the measured one, positive
   * @param torqueFraction a commanded torque may be this part of the joint's limit, positive
   */
  public record Limits(double axisDeltaRad, double torqueFraction) {
    /**
     * Wide: a real arm is reported to take 0.1 rad, and KUKA's torque example deflects 0.075 rad with 15
     * Nm on 200 Nm/rad.
     */
    public static final Limits DEFAULT = new Limits(0.2, 1);

    public Limits {
      SettingCheck.positive("axisDeltaRad", axisDeltaRad);
      SettingCheck.positive("torqueFraction", torqueFraction);
    }
  }

  public FriCabinetConfig {
    if (receiveMultiplier < 1) {
      throw new IllegalArgumentException(
          "receiveMultiplier must be positive, but is " + receiveMultiplier);
    }
    SettingCheck.notNegative("stiffnessNmPerRad", stiffnessNmPerRad);
    SettingCheck.notNegative("dampingNmSPerRad", dampingNmSPerRad);
    if (clientMode != ClientCommandMode.POSITION && clientMode != ClientCommandMode.TORQUE) {
      throw new IllegalArgumentException("the client mode must be position or torque, since the"
          + " simulated cabinet controls joints and not the tool, but is "
          + FriEnums.word(clientMode));
    }
    if (ios.count() > 0 && !dialect.outputs()) {
      throw new IllegalArgumentException(
          "io: FRI must be 1.14 or newer to have inputs and outputs, but"
              + " is " + dialect.version());
    }
  }

  /** Zero stiffness, torques, an answer to every message, the gripper at {@code Gripper.Close}. */
  public static FriCabinetConfig of(FriDialect dialect) {
    return new FriCabinetConfig(dialect, 1, 0, 0, "Gripper.Close", CabinetScenario.NONE, 0,
        ClientCommandMode.TORQUE, OperationMode.AUTOMATIC, Limits.DEFAULT, DeclaredIos.NONE, false,
        FrictionObserver.OFF);
  }

  /** The same with something going wrong. */
  public FriCabinetConfig withScenario(CabinetScenario other) {
    ClientCommandMode mode = other == CabinetScenario.POSITION_MODE
        ? ClientCommandMode.POSITION
        : clientMode;
    return new FriCabinetConfig(dialect, receiveMultiplier, stiffnessNmPerRad, dampingNmSPerRad,
        gripperOutput, other, startUnixMillis, mode, operationMode, limits, ios, strictTime,
        frictionObserver);
  }

  /** The same with another stiffness, Nm/rad, and damping, Nm s/rad. */
  public FriCabinetConfig withImpedance(double stiffness, double damping) {
    return new FriCabinetConfig(dialect, receiveMultiplier, stiffness, damping, gripperOutput,
        scenario, startUnixMillis, clientMode, operationMode, limits, ios, strictTime,
        frictionObserver);
  }

  /** The same with another receive multiplier. */
  public FriCabinetConfig withReceiveMultiplier(int other) {
    return new FriCabinetConfig(dialect, other, stiffnessNmPerRad, dampingNmSPerRad,
        gripperOutput, scenario, startUnixMillis, clientMode, operationMode, limits, ios,
        strictTime, frictionObserver);
  }

  /** The same with another clock. */
  public FriCabinetConfig withStartUnixMillis(long other) {
    return new FriCabinetConfig(dialect, receiveMultiplier, stiffnessNmPerRad, dampingNmSPerRad,
        gripperOutput, scenario, other, clientMode, operationMode, limits, ios, strictTime,
        frictionObserver);
  }

  /** The same with another kind of command. */
  public FriCabinetConfig withClientMode(ClientCommandMode other) {
    return new FriCabinetConfig(dialect, receiveMultiplier, stiffnessNmPerRad, dampingNmSPerRad,
        gripperOutput, scenario, startUnixMillis, other, operationMode, limits, ios, strictTime,
        frictionObserver);
  }

  /** The same in another operation mode. */
  public FriCabinetConfig withOperationMode(OperationMode other) {
    return new FriCabinetConfig(dialect, receiveMultiplier, stiffnessNmPerRad, dampingNmSPerRad,
        gripperOutput, scenario, startUnixMillis, clientMode, other, limits, ios, strictTime,
        frictionObserver);
  }

  /** The same with other limits. */
  public FriCabinetConfig withLimits(Limits other) {
    return new FriCabinetConfig(dialect, receiveMultiplier, stiffnessNmPerRad, dampingNmSPerRad,
        gripperOutput, scenario, startUnixMillis, clientMode, operationMode, other, ios,
        strictTime, frictionObserver);
  }

  /** The same with other inputs and outputs. */
  public FriCabinetConfig withIos(DeclaredIos other) {
    return new FriCabinetConfig(dialect, receiveMultiplier, stiffnessNmPerRad, dampingNmSPerRad,
        gripperOutput, scenario, startUnixMillis, clientMode, operationMode, limits, other,
        strictTime, frictionObserver);
  }

  /** The same with another way to keep time. */
  public FriCabinetConfig withStrictTime(boolean other) {
    return new FriCabinetConfig(dialect, receiveMultiplier, stiffnessNmPerRad, dampingNmSPerRad,
        gripperOutput, scenario, startUnixMillis, clientMode, operationMode, limits, ios, other,
        frictionObserver);
  }

  /** The same with another friction observer. */
  public FriCabinetConfig withFrictionObserver(FrictionObserver other) {
    return new FriCabinetConfig(dialect, receiveMultiplier, stiffnessNmPerRad, dampingNmSPerRad,
        gripperOutput, scenario, startUnixMillis, clientMode, operationMode, limits, ios,
        strictTime,
        other);
  }
}
