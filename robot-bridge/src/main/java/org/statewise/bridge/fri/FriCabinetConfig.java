package org.statewise.bridge.fri;

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
 * @param strictTime in real time it waits for nobody, as a cabinet does; otherwise for its client's answer,
 *     for {@link org.statewise.bridge.exchange.WaitingClock#LONGEST_NS} at most
 */
public record FriCabinetConfig(FriDialect dialect, int receiveMultiplier, double stiffnessNmPerRad,
    double dampingNmSPerRad, String gripperOutput, CabinetScenario scenario,
    long startUnixMillis, boolean strictTime) {
  public FriCabinetConfig {
    if (receiveMultiplier < 1) {
      throw new IllegalArgumentException(
          "receiveMultiplier must be positive, but is " + receiveMultiplier);
    }
    notNegative("stiffnessNmPerRad", stiffnessNmPerRad);
    notNegative("dampingNmSPerRad", dampingNmSPerRad);
  }

  /** Zero stiffness, an answer to every message, the gripper at {@code Gripper.Close}. */
  public static FriCabinetConfig of(FriDialect dialect) {
    return new FriCabinetConfig(dialect, 1, 0, 0, "Gripper.Close", CabinetScenario.NONE, 0,
        false);
  }

  /** The same with something going wrong. */
  public FriCabinetConfig withScenario(CabinetScenario other) {
    return new FriCabinetConfig(dialect, receiveMultiplier, stiffnessNmPerRad, dampingNmSPerRad,
        gripperOutput, other, startUnixMillis, strictTime);
  }

  /** The same with another stiffness, Nm/rad, and damping, Nm s/rad. */
  public FriCabinetConfig withImpedance(double stiffness, double damping) {
    return new FriCabinetConfig(dialect, receiveMultiplier, stiffness, damping, gripperOutput,
        scenario, startUnixMillis, strictTime);
  }

  /** The same with another receive multiplier. */
  public FriCabinetConfig withReceiveMultiplier(int other) {
    return new FriCabinetConfig(dialect, other, stiffnessNmPerRad, dampingNmSPerRad,
        gripperOutput, scenario, startUnixMillis, strictTime);
  }

  /** The same with another clock. */
  public FriCabinetConfig withStartUnixMillis(long other) {
    return new FriCabinetConfig(dialect, receiveMultiplier, stiffnessNmPerRad, dampingNmSPerRad,
        gripperOutput, scenario, other, strictTime);
  }

  /** The same with another way to keep time. */
  public FriCabinetConfig withStrictTime(boolean other) {
    return new FriCabinetConfig(dialect, receiveMultiplier, stiffnessNmPerRad, dampingNmSPerRad,
        gripperOutput, scenario, startUnixMillis, other);
  }

  private static void notNegative(String key, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          key + " must be finite and not negative, but is " + value);
    }
  }
}
