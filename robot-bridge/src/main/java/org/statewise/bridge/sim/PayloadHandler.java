package org.statewise.bridge.sim;

import org.statewise.models.HotPath;
import org.statewise.models.arm.Payload;

/** Attaches and releases the payload of a plant by a plan. */
final class PayloadHandler {
  private final PayloadPlan plan;
  private final Payload first;
  /** Null where there is none. */
  private final Payload second;
  private final ArmMechanics plant;
  /** An array: the loop over a list would allocate. */
  private final PayloadEvent[] schedule;
  private int nextEvent;
  private boolean gripperClosed;
  private boolean attached;
  private boolean takesSecond;

  PayloadHandler(PayloadPlan plan, ArmMechanics plant) {
    this.plan = plan;
    first = plan.payload().orElse(null);
    second = plan.second().orElse(null);
    this.plant = plant;
    schedule = plan.schedule().toArray(PayloadEvent[]::new);
    set(plan.attachedAtStart());
  }

  /** Applies all events up to {@code nowNs}. */
  @HotPath
  void update(long nowNs) {
    while (nextEvent < schedule.length && schedule[nextEvent].timeNs() <= nowNs) {
      set(schedule[nextEvent].attached());
      nextEvent++;
    }
  }

  /** The gripper is commanded to be closed or open. */
  @HotPath
  void gripper(boolean closed) {
    if (plan.byGripper() && closed != gripperClosed) {
      set(closed);
    }
    gripperClosed = closed;
  }

  boolean attached() {
    return attached;
  }

  @HotPath
  private void set(boolean carry) {
    if (carry != attached) {
      attached = carry;
      if (carry) {
        plant.attach(takesSecond ? second : first);
        takesSecond = !takesSecond && second != null;
      } else {
        plant.release();
      }
    }
  }
}
