package org.statewise.controller.setpoint;

import java.util.List;
import org.statewise.bridge.api.ArmInfo;

/** Every task that Statewise knows. To add one: write its source, add a record here. */
public sealed interface TaskSpec {
  /** Distance that plans keep from the position limits, rad; the range guard acts further out. */
  double MARGIN_RAD = 0.06;

  /** The part of the speed limits that motions of free duration use. */
  double SPEED_FRACTION = 0.5;

  /**
   * Plans the task.
   *
   * @param arm whose limits it must keep
   * @param qStart where the arm was found, rad
   * @throws PlanException if it would break one, in one sentence
   */
  SetpointSource plan(ArmInfo arm, double[] qStart) throws PlanException;

  private static PlanLimits limits(ArmInfo arm) {
    return new PlanLimits(arm, MARGIN_RAD, SPEED_FRACTION);
  }

  /** Stays where the arm was found. */
  record Hold() implements TaskSpec {
    @Override
    public SetpointSource plan(ArmInfo arm, double[] qStart) throws PlanException {
      limits(arm).checkPosition("hold", qStart);
      return new HoldPlan(qStart);
    }
  }

  /**
   * The paper's pick and place: reach, lift, move-over, move-down, retract, again and again, with the
   * load held from lift to move-down.
   *
   * @param rounds how many times, 1 to 1,000,000, or {@link #ENDLESS}
   * @param speedFraction the part of the speed limits that its fastest joint uses, above 0, at most 1
   */
  record PickAndPlace(int rounds, double speedFraction) implements TaskSpec {
    /** As many rounds as the run is long. */
    public static final int ENDLESS = Integer.MAX_VALUE;

    /** At half of the speed limits. */
    public PickAndPlace(int rounds) {
      this(rounds, SPEED_FRACTION);
    }

    public PickAndPlace {
      if (!(speedFraction > 0 && speedFraction <= 1)) {
        throw new IllegalArgumentException(
            "speed fraction must be above 0 and at most 1, but is " + speedFraction);
      }
      if (rounds < 1 || (rounds > PlanBounds.MAX_ROUNDS && rounds != ENDLESS)) {
        throw new IllegalArgumentException("rounds must be in 1 to " + PlanBounds.MAX_ROUNDS
            + ", or without end, but is " + rounds);
      }
    }

    @Override
    public SetpointSource plan(ArmInfo arm, double[] qStart) throws PlanException {
      return PickAndPlacePlan.build(new PlanLimits(arm, MARGIN_RAD, speedFraction), qStart,
          rounds);
    }
  }

  /**
   * A sine around the pose where the arm was found.
   *
   * @param frequencyHz positive, at most 100
   * @param amplitudeRad one value for all joints, or one a joint
   * @param phaseRad likewise
   */
  record Sine(double frequencyHz, List<Double> amplitudeRad, List<Double> phaseRad)
      implements
        TaskSpec {
    public Sine {
      amplitudeRad = List.copyOf(amplitudeRad);
      phaseRad = List.copyOf(phaseRad);
      if (!(frequencyHz > 0 && frequencyHz <= PlanBounds.MAX_HERTZ)) {
        throw new IllegalArgumentException("frequency must be above 0 and at most "
            + PlanBounds.MAX_HERTZ + " Hz, but is " + frequencyHz + " Hz");
      }
      for (double amplitude : amplitudeRad) {
        if (!(amplitude >= 0)) {
          throw new IllegalArgumentException(
              "amplitude must not be negative, but is " + amplitude + " rad");
        }
      }
      for (double phase : phaseRad) {
        if (!Double.isFinite(phase)) {
          throw new IllegalArgumentException("phase must be finite, but is " + phase + " rad");
        }
      }
    }

    @Override
    public SetpointSource plan(ArmInfo arm, double[] qStart) throws PlanException {
      int n = arm.jointCount();
      return new SinePlan(limits(arm), qStart, spread("amplitude", amplitudeRad, n),
          spread("phase", phaseRad, n), frequencyHz);
    }

    private static double[] spread(String key, List<Double> values, int joints)
        throws PlanException {
      if (values.size() != 1 && values.size() != joints) {
        throw new PlanException("%s must have 1 or %d values, but has %d".formatted(key, joints,
            values.size()));
      }
      double[] all = new double[joints];
      for (int j = 0; j < joints; j++) {
        all[j] = values.get(values.size() == 1 ? 0 : j);
      }
      return all;
    }
  }

  /** Way-points or a time-stamped trajectory, as read from a CSV file by {@link PathFile}. */
  record Path(PathFile path) implements TaskSpec {
    @Override
    public SetpointSource plan(ArmInfo arm, double[] qStart) throws PlanException {
      return path.plan(limits(arm), qStart);
    }
  }
}
