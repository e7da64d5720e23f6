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
   * whether the state may be used at all; then where the arm is and goes; then the size of the
   * command; then its rate, last, since it depends on the size being right.
   */
  static List<GuardSpec> chain(SafetyLimits limits) {
    return List.of(new Finite(),
        new Freshness(limits.oldestStateMillis(), limits.longestSilenceMillis()),
        new StateAge(limits.stateAgePeriods(), limits.longestSilenceMillis()),
        new MissedStates(limits.missedStatesInARow()), new LinkQuality(limits.lossFraction()),
        new Plausibility(limits.plausibleSpeedFactor(), limits.frozenStates()),
        new JointRange(limits.rangeMarginRad(), limits.reactionMillis(),
            limits.brakingRadPerS2()),
        new Velocity(limits.velocityFraction()),
        new Tracking(limits.trackingErrorRad(), limits.holdingErrorRad()),
        new Torque(limits.torqueFraction()), new TorqueRate(limits.torqueRateNmPerS()));
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

  /** See {@link StateAgeGuard}. */
  record StateAge(double periods, double longestSilenceMillis) implements GuardSpec {
    /** The guard's name. */
    public static final String NAME = "state-age";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Guard build(ArmInfo arm) {
      return new StateAgeGuard(Math.round(periods * arm.periodNs()),
          Math.round(longestSilenceMillis * 1e6));
    }
  }

  /** See {@link MissedStatesGuard}. */
  record MissedStates(int most) implements GuardSpec {
    @Override
    public String name() {
      return "missed-states";
    }

    @Override
    public Guard build(ArmInfo arm) {
      return new MissedStatesGuard(most);
    }
  }

  /** See {@link LinkQualityGuard}. */
  record LinkQuality(double maxLoss) implements GuardSpec {
    @Override
    public String name() {
      return "link-quality";
    }

    @Override
    public Guard build(ArmInfo arm) {
      return new LinkQualityGuard(maxLoss);
    }
  }

  /** See {@link PlausibilityGuard}. */
  record Plausibility(double speedFactor, int maxRepeats) implements GuardSpec {
    @Override
    public String name() {
      return "plausibility";
    }

    @Override
    public Guard build(ArmInfo arm) {
      return new PlausibilityGuard(arm.qdMaxRadPerS(), speedFactor, maxRepeats);
    }
  }

  /** See {@link RangeGuard}. */
  record JointRange(double marginRad, double reactionMillis, double brakingRadPerS2)
      implements
        GuardSpec {
    @Override
    public String name() {
      return "joint-range";
    }

    @Override
    public Guard build(ArmInfo arm) {
      return new RangeGuard(arm.qMinRad(), arm.qMaxRad(), marginRad, reactionMillis * 1e-3,
          brakingRadPerS2);
    }
  }

  /** See {@link VelocityGuard}. */
  record Velocity(double fraction) implements GuardSpec {
    @Override
    public String name() {
      return "velocity";
    }

    @Override
    public Guard build(ArmInfo arm) {
      return new VelocityGuard(scaled(arm.qdMaxRadPerS(), fraction));
    }
  }

  /** See {@link TrackingGuard}. */
  record Tracking(double limitRad, double holdingLimitRad) implements GuardSpec {
    @Override
    public String name() {
      return "tracking-error";
    }

    @Override
    public Guard build(ArmInfo arm) {
      return new TrackingGuard(limitRad, holdingLimitRad);
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
      return new TorqueGuard(scaled(arm.tauMaxNm(), fraction));
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

  private static double[] scaled(double[] limits, double fraction) {
    double[] all = limits.clone();
    for (int j = 0; j < all.length; j++) {
      all[j] *= fraction;
    }
    return all;
  }
}
