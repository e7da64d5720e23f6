package org.statewise.bridge.fri;

import java.util.Locale;
import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointLimits;

/**
 * Whether the numbers of a message can be those of the arm: a datagram may be whole, finite and from
 * the right sender, and still be wrong. A position must be within the joint's limits and a margin, and
 * may have moved since the last accepted one, over the time dt that has passed, by
 *
 * <pre>|q - qLast| &lt;= 1.5 qdMax dt + 0.02 rad</pre>
 *
 * Torques are bounded by three times the joint's limit, since a collision exceeds the limit itself. One
 * thread; {@link #sentence} may be asked by any.
 */
final class StateRangeCheck {
  /** Joints give way, and descriptions differ from arms, by a few degrees at their ends. */
  static final double LIMIT_MARGIN_RAD = 0.15;

  /** The cabinet's interpolator may be so far from the arm when a motion begins. */
  static final double MAX_OFFSET_RAD = 0.2;
  private static final double JUMP_MARGIN_RAD = 0.02;
  private static final double SPEED_FACTOR = 1.5;
  private static final double TORQUE_FACTOR = 3;
  private static final double TORQUE_MARGIN_NM = 10;
  private static final int NANOSECONDS_PER_SECOND = 1_000_000_000;

  /** What of a message is checked, as sentences name it. */
  enum Quantity {
    NONE(""),
    MEASURED_POSITION("measured position, rad,"),
    COMMANDED_POSITION("commanded position, rad,"),
    INTERPOLATOR_POSITION("interpolator position, rad,"),
    MEASURED_TORQUE("measured torque, Nm,"),
    COMMANDED_TORQUE("commanded torque, Nm,"),
    EXTERNAL_TORQUE("external torque, Nm,"),
    INTERPOLATOR_OFFSET("distance of the interpolator from the arm, rad,"),
    POSITION_JUMP("change of position since the state before, rad,"),
    TRACKING_PERFORMANCE("tracking performance"),
    NANOSECONDS("time stamp's nanoseconds");

    private final String words;

    Quantity(String words) {
      this.words = words;
    }
  }

  private final ArmModel arm;
  private final int joints;
  private final double[] qLow;
  private final double[] qHigh;
  private final double[] tauBound;
  private final double[] speedBound;
  private volatile Quantity refused = Quantity.NONE;
  private volatile int refusedJoint;
  private volatile double refusedValue;

  StateRangeCheck(ArmModel arm) {
    this.arm = arm;
    joints = arm.jointCount();
    qLow = new double[joints];
    qHigh = new double[joints];
    tauBound = new double[joints];
    speedBound = new double[joints];
    for (int j = 0; j < joints; j++) {
      JointLimits limits = arm.joints().get(j).limits();
      qLow[j] = limits.qMinRad() - LIMIT_MARGIN_RAD;
      qHigh[j] = limits.qMaxRad() + LIMIT_MARGIN_RAD;
      tauBound[j] = TORQUE_FACTOR * limits.tauMaxNm() + TORQUE_MARGIN_NM;
      speedBound[j] = SPEED_FACTOR * limits.qdMaxRadPerS();
    }
  }

  /** Whether each number by itself can be the arm's. */
  @HotPath
  boolean isPossible(MonitoringMessage message) {
    return isWithin(Quantity.MEASURED_POSITION, message.measuredQ, qLow, qHigh)
        && isWithin(Quantity.COMMANDED_POSITION, message.commandedQ, qLow, qHigh)
        && isWithin(Quantity.INTERPOLATOR_POSITION, message.ipoQ, qLow, qHigh)
        && isBounded(Quantity.MEASURED_TORQUE, message.measuredTau)
        && isBounded(Quantity.COMMANDED_TORQUE, message.commandedTau)
        && isBounded(Quantity.EXTERNAL_TORQUE, message.externalTau)
        && startsAtMeasuredPosition(message)
        && holds(message.trackingPerformance >= 0 && message.trackingPerformance <= 1,
            Quantity.TRACKING_PERFORMANCE, 0, message.trackingPerformance)
        && holds(!message.hasTimestamp || (message.nanoseconds >= 0
            && message.nanoseconds < NANOSECONDS_PER_SECOND), Quantity.NANOSECONDS, 0,
            (double) Integer.toUnsignedLong(message.nanoseconds));
  }

  @HotPath
  private boolean isWithin(Quantity what, JointValues values, double[] low, double[] high) {
    for (int j = 0; values.present && j < Math.min(values.count, joints); j++) {
      if (!holds(values.value[j] >= low[j] && values.value[j] <= high[j], what, j,
          values.value[j])) {
        return false;
      }
    }
    return true;
  }

  @HotPath
  private boolean isBounded(Quantity what, JointValues values) {
    for (int j = 0; values.present && j < Math.min(values.count, joints); j++) {
      if (!holds(Math.abs(values.value[j]) <= tauBound[j], what, j, values.value[j])) {
        return false;
      }
    }
    return true;
  }

  /** In COMMANDING_WAIT the interpolator's position is answered with: it must be where the arm is. */
  @HotPath
  private boolean startsAtMeasuredPosition(MonitoringMessage message) {
    for (int j = 0; message.sessionState == FriEnums.SessionState.COMMANDING_WAIT
        && j < joints; j++) {
      double offset = message.ipoQ.value[j] - message.measuredQ.value[j];
      if (!holds(Math.abs(offset) <= MAX_OFFSET_RAD, Quantity.INTERPOLATOR_OFFSET, j, offset)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the arm can have come from {@code from} to {@code to} in {@code dtNs}. */
  @HotPath
  boolean isReachable(double[] from, double[] to, long dtNs) {
    for (int j = 0; j < joints; j++) {
      double moved = to[j] - from[j];
      if (!holds(Math.abs(moved) <= speedBound[j] * dtNs * 1e-9 + JUMP_MARGIN_RAD,
          Quantity.POSITION_JUMP, j, moved)) {
        return false;
      }
    }
    return true;
  }

  @HotPath
  private boolean holds(boolean condition, Quantity what, int joint, double value) {
    if (!condition) {
      refusedJoint = joint;
      refusedValue = value;
      refused = what;
    }
    return condition;
  }

  /** What was refused last, for people; empty if nothing was. */
  String sentence() {
    Quantity what = refused;
    int j = refusedJoint;
    return switch (what) {
      case NONE -> "";
      case MEASURED_POSITION, COMMANDED_POSITION, INTERPOLATOR_POSITION ->
        ofJoint(what, j, "within %.3f and %.3f".formatted(qLow[j], qHigh[j]));
      case MEASURED_TORQUE, COMMANDED_TORQUE, EXTERNAL_TORQUE ->
        ofJoint(what, j, "at most %.0f".formatted(tauBound[j]));
      case INTERPOLATOR_OFFSET ->
        ofJoint(what, j, "at most " + MAX_OFFSET_RAD + " when a motion begins");
      case POSITION_JUMP -> ofJoint(what, j, "what its speed of %.2f rad/s allows"
          .formatted(arm.joints().get(j).limits().qdMaxRadPerS()));
      case TRACKING_PERFORMANCE -> "the " + what.words + " must be within 0 and 1, but is "
          + refusedValue;
      case NANOSECONDS -> "the " + what.words + " must be below a second, but are " + refusedValue;
    };
  }

  private String ofJoint(Quantity what, int joint, String rule) {
    return String.format(Locale.ROOT, "the %s of joint %s must be %s, but is %.4g", what.words,
        arm.joints().get(joint).name(), rule, refusedValue);
  }
}
