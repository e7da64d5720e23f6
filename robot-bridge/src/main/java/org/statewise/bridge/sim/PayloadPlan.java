package org.statewise.bridge.sim;

import java.util.List;
import java.util.Optional;
import org.statewise.models.arm.Payload;

/**
 * What a simulated arm carries, and when. The latest event wins where a schedule and the gripper
 * meet.
 *
 * @param payload the load, empty for none ever
 * @param second what every other attachment takes in its place, the second, the fourth and so on; empty
 *     for the same load each time
 * @param attachedAtStart whether it is carried from the start
 * @param byGripper whether a command that closes the gripper attaches it and one that opens it
 *     releases it
 * @param schedule events in the order of time
 */
public record PayloadPlan(
    Optional<Payload> payload, Optional<Payload> second, boolean attachedAtStart,
    boolean byGripper, List<PayloadEvent> schedule) {
  /** An arm that never carries anything. */
  public static final PayloadPlan NONE = new PayloadPlan(
      Optional.empty(), false, false, List.of());

  /** The same load each time. */
  public PayloadPlan(Optional<Payload> payload, boolean attachedAtStart, boolean byGripper,
      List<PayloadEvent> schedule) {
    this(payload, Optional.empty(), attachedAtStart, byGripper, schedule);
  }

  public PayloadPlan {
    schedule = List.copyOf(schedule);
    for (int i = 1; i < schedule.size(); i++) {
      if (schedule.get(i).timeNs() < schedule.get(i - 1).timeNs()) {
        throw new IllegalArgumentException(
            "payload events must be in the order of time, but " + schedule.get(i).timeNs()
                + " ns follows " + schedule.get(i - 1).timeNs() + " ns");
      }
    }
    if (payload.isEmpty()
        && (second.isPresent() || attachedAtStart || byGripper || !schedule.isEmpty())) {
      throw new IllegalArgumentException("a plan for a payload must name the payload");
    }
  }

  /** Carried from the start to the end, as a mounted tool. */
  public static PayloadPlan fixed(Payload payload) {
    return new PayloadPlan(Optional.of(payload), true, false, List.of());
  }

  /** Carried while the commands close the gripper. */
  public static PayloadPlan byGripper(Payload payload) {
    return new PayloadPlan(Optional.of(payload), false, true, List.of());
  }

  /** Carried while the commands close the gripper, the two in turn. */
  public static PayloadPlan byGripper(Payload first, Payload second) {
    return new PayloadPlan(Optional.of(first), Optional.of(second), false, true, List.of());
  }

  /** Not carried at the start, then by {@code schedule}. */
  public static PayloadPlan scheduled(Payload payload, List<PayloadEvent> schedule) {
    return new PayloadPlan(Optional.of(payload), false, false, schedule);
  }
}
