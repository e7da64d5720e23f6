package org.statewise.controller.setpoint;

import java.util.ArrayList;
import java.util.List;
import org.statewise.bridge.api.JointState;
import org.statewise.models.HotPath;

/**
 * Way-points joined by minimum-jerk motions, each followed by a pause. The legs from
 * {@code repeatFrom} on are one round; rounds repeat.
 */
public final class WaypointPlan implements SetpointSource {
  private final Leg[] legs;
  private final int repeatFrom;
  private final int rounds;
  private int leg;
  private int round;
  private double legBeganSeconds;
  private boolean finished;

  /** A motion, its path, how long it lasts with its pause, and what the tool does meanwhile. */
  private record Leg(String name, MinimumJerk path, double spanSeconds, boolean gripperClosed) {}

  private WaypointPlan(List<Leg> legs, int repeatFrom, int rounds) {
    this.legs = legs.toArray(Leg[]::new);
    this.repeatFrom = repeatFrom;
    this.rounds = rounds;
  }

  @Override
  public Motion motion(int index) {
    if (index < repeatFrom) {
      return new Motion(legs[index].name, 0);
    }
    int inRounds = index - repeatFrom;
    int legsARound = legs.length - repeatFrom;
    return new Motion(legs[repeatFrom + inRounds % legsARound].name, 1 + inRounds / legsARound);
  }

  @Override
  public int points() {
    return legs.length;
  }

  @Override
  @HotPath
  public void sampleInto(double timeSeconds, JointState now, Setpoint out) {
    while (!finished && timeSeconds >= legBeganSeconds + legs[leg].spanSeconds) {
      stepOn();
    }
    Leg current = legs[leg];
    current.path.sampleInto(timeSeconds - legBeganSeconds, out);
    out.motion = leg + round * (legs.length - repeatFrom);
    out.gripperClosed = current.gripperClosed;
    out.finished = finished;
  }

  private void stepOn() {
    boolean lastLeg = leg == legs.length - 1;
    if (lastLeg && round == rounds - 1) {
      finished = true;
      return;
    }
    legBeganSeconds += legs[leg].spanSeconds;
    leg = lastLeg ? repeatFrom : leg + 1;
    round += lastLeg ? 1 : 0;
  }

  /** Strings legs together, each starting where the last one ended. */
  static final class Builder {
    private final List<Leg> legs = new ArrayList<>();
    private final PlanLimits limits;
    private double[] at;
    private double totalSeconds;
    private int repeatFrom;

    /** Starts at {@code qStart}, rad. */
    Builder(PlanLimits limits, double[] qStart) {
      this.limits = limits;
      this.at = qStart.clone();
    }

    /**
     * Goes to {@code target} within the limits.
     *
     * @param seconds how long it takes; 0 for as fast as the plan's speed allows
     * @throws PlanException if the target, or the speed that {@code seconds} asks for, breaks a limit,
     *     or the path so far is longer than a plan may be
     */
    Builder to(String name, double[] target, double seconds, double pauseSeconds,
        boolean gripperClosed) throws PlanException {
      limits.checkPosition(name, target);
      if (!(seconds == 0 || seconds >= PlanBounds.MIN_STEP_SECONDS)) {
        throw new PlanException("motion '" + name + "' must take " + PlanBounds.MIN_STEP_SECONDS
            + " s or longer, or 0 for as fast as allowed, but its seconds are " + seconds);
      }
      if (!(pauseSeconds >= 0)) {
        throw new PlanException("motion '" + name + "' must pause for 0 s or longer, but its pause"
            + " is " + pauseSeconds + " s");
      }
      double duration = seconds;
      if (seconds > 0) {
        limits.checkSpeeds(name, at, target, seconds);
      } else {
        duration = MinimumJerk.durationWithin(at, target, limits.planQdMax(), MIN_SECONDS);
      }
      totalSeconds += duration + pauseSeconds;
      PlanBounds.checkDuration("the path to '" + name + "'", totalSeconds);
      PlanBounds.checkPoints("the path to '" + name + "'", legs.size() + 1);
      legs.add(
          new Leg(name, new MinimumJerk(at, target, duration), duration + pauseSeconds,
              gripperClosed));
      at = target.clone();
      return this;
    }

    /** What follows is a round; the legs before it are done once. */
    Builder roundsBeginHere() {
      repeatFrom = legs.size();
      return this;
    }

    /** The plan; its rounds must end where they begin if there are several. */
    WaypointPlan build(int rounds) {
      return new WaypointPlan(legs, repeatFrom, rounds);
    }
  }

  /** No motion is faster than this, however short: a step of nearly zero length is still smooth. */
  private static final double MIN_SECONDS = 0.4;
}
