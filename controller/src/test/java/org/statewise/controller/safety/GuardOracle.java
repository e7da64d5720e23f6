package org.statewise.controller.safety;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.statewise.bridge.api.ArmInfo;

/**
 * Says in its own words what must never get past the guards. Written from the rules of safety.md and
 * not from the guards: it keeps a history of its own and shares no code with them.
 */
final class GuardOracle {
  private final ArmInfo arm;
  private final SafetyLimits limits;
  private double[] stateBefore;
  private long sequenceBefore;
  private long armTimeBeforeNs;
  private int same;
  private boolean sawOld;
  private long oldSinceNs;
  private boolean onlyOld;

  GuardOracle(ArmInfo arm, SafetyLimits limits) {
    this.arm = arm;
    this.limits = limits;
  }

  /** What the chain made of a tick. */
  record Outcome(GuardVerdict verdict, boolean sends) {}

  /** What is wrong with {@code outcome}, in words; empty if it is right. */
  String breach(GuardContext tick, Outcome outcome) {
    watchAges(tick);
    String gone = whyNothingMayBeSent(tick);
    String end = whyTheRunMustEnd(tick);
    remember(tick);
    boolean ends = outcome.verdict().compareTo(GuardVerdict.STOP) >= 0;
    if (outcome.sends() && !gone.isEmpty()) {
      return gone + " was answered";
    }
    if (!ends && !end.isEmpty()) {
      return end + " went on";
    }
    if (outcome.sends()) {
      return wrongTorque(tick);
    }
    return !ends && outcome.verdict() != GuardVerdict.SKIP ? "nothing was sent" : "";
  }

  /** For how long every state that came had been sampled long before. */
  private void watchAges(GuardContext tick) {
    onlyOld = false;
    if (!isUsable(tick)) {
      return;
    }
    boolean old = isSampledLongAgo(tick);
    oldSinceNs = old && sawOld ? oldSinceNs : tick.nowNs;
    sawOld = old;
    onlyOld = old && (tick.nowNs - oldSinceNs) / 1e6 > limits.longestSilenceMillis();
  }

  private boolean isUsable(GuardContext tick) {
    return allFinite(tick.state.q) && allFinite(tick.state.qd)
        && (tick.nowNs - tick.state.receivedNs) / 1e6 <= limits.longestSilenceMillis();
  }

  private boolean isSampledLongAgo(GuardContext tick) {
    double sinceArrivalMillis = (tick.nowNs - tick.state.receivedNs) / 1e6;
    return sinceArrivalMillis + tick.state.ageOnArrivalNs / 1e6 > limits.stateAgePeriods()
        * arm.periodNs() / 1e6;
  }

  private String whyNothingMayBeSent(GuardContext tick) {
    if (!allFinite(tick.state.q) || !allFinite(tick.state.qd)) {
      return "a state that is not finite";
    }
    double ageMillis = (tick.nowNs - tick.state.receivedNs) / 1e6;
    if (ageMillis > limits.oldestStateMillis()) {
      return "an old state";
    }
    if (isSampledLongAgo(tick)) {
      return "a state that was sampled long ago";
    }
    return isFrozen(tick) ? "a frozen sensor" : "";
  }

  private String whyTheRunMustEnd(GuardContext tick) {
    double ageMillis = (tick.nowNs - tick.state.receivedNs) / 1e6;
    if (ageMillis > limits.longestSilenceMillis()) {
      return "a long silence";
    }
    if (!allFinite(tick.state.q) || !allFinite(tick.state.qd)) {
      return "a state that is not finite";
    }
    if (onlyOld) {
      return "a long time with old states only";
    }
    if (tick.missedInARow > limits.missedStatesInARow()
        || tick.lossFraction > limits.lossFraction()) {
      return "a bad link";
    }
    if (clockJumped(tick)) {
      return "a clock that jumped";
    }
    return IntStream.range(0, arm.jointCount()).mapToObj(j -> whereItIsWrong(tick, j))
        .filter(word -> !word.isEmpty()).findFirst().orElse("");
  }

  private String whereItIsWrong(GuardContext tick, int j) {
    double q = tick.state.q[j];
    double qd = tick.state.qd[j];
    double room = qd > 0
        ? arm.qMaxRad()[j] - limits.rangeMarginRad() - q
        : q - arm.qMinRad()[j] - limits.rangeMarginRad();
    double behind = qd > 0
        ? q - arm.qMinRad()[j] - limits.rangeMarginRad()
        : arm.qMaxRad()[j] - limits.rangeMarginRad() - q;
    double speed = Math.abs(qd);
    double way = speed * limits.reactionMillis() / 1000
        + speed * speed / (2 * limits.brakingRadPerS2());
    // A billionth of slack: the oracle adds up in another order.
    if (behind < -1e-9 || room - way < -1e-9) {
      return "joint " + j + " near the end of its range";
    }
    if (speed > limits.velocityFraction() * arm.qdMaxRadPerS()[j] + 1e-9) {
      return "joint " + j + " too fast";
    }
    if (tick.follows && Math.abs(q - tick.qDes[j]) > limits.trackingErrorRad() + 1e-9) {
      return "joint " + j + " far from its set-point";
    }
    return jumped(tick, j) ? "joint " + j + " that jumped" : "";
  }

  private boolean clockJumped(GuardContext tick) {
    if (stateBefore == null || tick.state.sequence == sequenceBefore) {
      return false;
    }
    long byCountNs = (tick.state.sequence - sequenceBefore) * 4_000_000;
    return Math.abs(tick.state.armTimeNs - armTimeBeforeNs - byCountNs) > 20_000_001;
  }

  private boolean jumped(GuardContext tick, int j) {
    if (stateBefore == null || tick.state.sequence == sequenceBefore) {
      return false;
    }
    double speed = Math.abs(tick.state.q[j] - stateBefore[j])
        / ((tick.state.sequence - sequenceBefore) * tick.dtSeconds);
    return speed > limits.plausibleSpeedFactor() * arm.qdMaxRadPerS()[j] + 1e-6;
  }

  private boolean isFrozen(GuardContext tick) {
    return repeats(tick) && same + 1 > limits.frozenStates()
        && tick.state.sequence != sequenceBefore;
  }

  private boolean repeats(GuardContext tick) {
    return Arrays.equals(together(tick), stateBefore)
        && Arrays.stream(tick.state.qd).anyMatch(v -> Math.abs(v) > 0.05);
  }

  private void remember(GuardContext tick) {
    double[] now = together(tick);
    if (!allFinite(now) || onlyOld
        || (tick.nowNs - tick.state.receivedNs) / 1e6 > limits.longestSilenceMillis()) {
      // The run is over: whoever looks on starts from the next good state.
      return;
    }
    if (tick.state.sequence == sequenceBefore && stateBefore != null) {
      return;
    }
    same = repeats(tick) ? same + 1 : 0;
    stateBefore = now;
    sequenceBefore = tick.state.sequence;
    armTimeBeforeNs = tick.state.armTimeNs;
  }

  private static double[] together(GuardContext tick) {
    int n = tick.state.q.length;
    double[] both = Arrays.copyOf(tick.state.q, 2 * n);
    System.arraycopy(tick.state.qd, 0, both, n, n);
    return both;
  }

  private String wrongTorque(GuardContext tick) {
    for (int j = 0; j < tick.u.length; j++) {
      double limit = limits.torqueFraction() * arm.tauMaxNm()[j];
      if (!(tick.u[j] >= -limit && tick.u[j] <= limit)) {
        return "torque " + tick.u[j] + " of joint " + j;
      }
      double slope = Math.abs(tick.u[j] - tick.uLast[j]) / tick.dtSeconds;
      if (!(slope <= limits.torqueRateNmPerS() + 1e-6)) {
        return "a jump of joint " + j + " from " + tick.uLast[j] + " to " + tick.u[j];
      }
    }
    return "";
  }

  private static boolean allFinite(double[] values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }
}
