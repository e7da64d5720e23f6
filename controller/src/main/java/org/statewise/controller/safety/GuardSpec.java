package org.statewise.controller.safety;

import java.util.List;
import org.statewise.bridge.api.ArmInfo;

/**
 * Every guard that Statewise knows. To add one: write the class, add a record here, and give it its
 * place in {@link #chain}.
 */
public sealed interface GuardSpec {
  /** Its name in summaries, metrics and messages. */
  String name();

  /** Builds it for an arm. */
  Guard build(ArmInfo arm);

  /**
   * The chain, always on, always in this order: numbers first, since every other rule reads them; then
   * whether the state may be used at all; then where the arm is; then the size of the command; then
   * its rate, last, since it depends on the size being right.
   */
  static List<GuardSpec> chain(SafetyLimits limits) {
    return List.of(new Finite(),
        new Freshness(limits.oldestStateMillis(), limits.longestSilenceMillis()),
        new JointRange(limits.rangeMarginRad()), new Torque(limits.torqueFraction()),
        new TorqueRate(limits.torqueRateNmPerS()));
  }

  /** See {@link FiniteGuard}. */
  record Finite() implements GuardSpec {
    @Override
    public String name() {
      return "finite";
    }

    @Override
    public Guard build(ArmInfo arm) {
      return new FiniteGuard();
    }
  }

  /** See {@link FreshnessGuard}. */
  record Freshness(double oldestStateMillis, double longestSilenceMillis) implements GuardSpec {
    @Override
    public String name() {
      return "freshness";
    }

    @Override
    public Guard build(ArmInfo arm) {
      return new FreshnessGuard(Math.round(oldestStateMillis * 1e6),
          Math.round(longestSilenceMillis * 1e6));
    }
  }

  /** See {@link RangeGuard}. */
  record JointRange(double marginRad) implements GuardSpec {
    @Override
    public String name() {
      return "joint-range";
    }

    @Override
    public Guard build(ArmInfo arm) {
      return new RangeGuard(arm.qMinRad(), arm.qMaxRad(), marginRad);
    }
  }

  /** See {@link TorqueGuard}. */
  record Torque(double fraction) implements GuardSpec {
    @Override
    public String name() {
      return "torque";
    }

    @Override
    public Guard build(ArmInfo arm) {
      double[] limit = arm.tauMaxNm();
      for (int j = 0; j < limit.length; j++) {
        limit[j] *= fraction;
      }
      return new TorqueGuard(limit);
    }
  }

  /** See {@link TorqueRateGuard}. */
  record TorqueRate(double rateNmPerS) implements GuardSpec {
    @Override
    public String name() {
      return "torque-rate";
    }

    @Override
    public Guard build(ArmInfo arm) {
      return new TorqueRateGuard(rateNmPerS);
    }
  }
}
