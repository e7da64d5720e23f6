package org.statewise.controller.evaluate.closedloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointInfo;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.controller.setpoint.SetpointSource;
import org.statewise.models.arm.ShippedArms;

final class TaskPlansTest {
  private static final ArmInfo ARM = ArmInfo.of(ShippedArms.load("iiwa7"), 4_000_000, true);
  private static final double[] START = {0, 0.5, 0, -1.4, 0, 1.0, 0};

  /** Where each motion of a plan begins, to a tenth of a milliradian. */
  private static List<String> starts(Plant.Task task, int rounds) {
    SetpointSource plan = TaskPlans.plan(task, ARM, START, rounds);
    Setpoint now = new Setpoint(7);
    List<String> starts = new ArrayList<>();
    int motion = -1;
    JointState unused = new JointState(7);
    for (int tick = 0; !now.finished; tick++) {
      plan.sampleInto(tick * 0.004, unused, now);
      if (now.motion != motion) {
        motion = now.motion;
        starts.add(Arrays.stream(now.qDes).mapToObj("%.4f"::formatted)
            .collect(Collectors.joining(" ")));
      }
    }
    return starts;
  }

  @Test
  void shouldNeverComeToTheSameRandomWayPointTwice() {
    assertThat(starts(new Plant.Task.RandomPoses(3, 5, 0.5, Plant.Reach.NEARBY), 4)).hasSize(20)
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldDrawWayPointsAllOverTheWorkspaceAndNoneAtAStop() {
    double[] low = new double[7];
    double[] high = new double[7];
    Arrays.fill(low, 1);
    for (String start : starts(new Plant.Task.RandomPoses(3, 5, 0.5, Plant.Reach.WORKSPACE), 8)) {
      String[] q = start.split(" ", -1);
      for (int j = 0; j < 7; j++) {
        JointInfo joint = ARM.joints().get(j);
        double part = (Double.parseDouble(q[j]) - joint.qMinRad())
            / (joint.qMaxRad() - joint.qMinRad());
        low[j] = Math.min(low[j], part);
        high[j] = Math.max(high[j], part);
      }
    }
    for (int j = 0; j < 7; j++) {
      assertThat(low[j]).as("joint %d", j).isBetween(0.0499, 0.25);
      assertThat(high[j]).as("joint %d", j).isBetween(0.75, 0.9501);
    }
  }

  @Test
  void shouldComeToTheSameWayPointsInEachRoundOfARepeatedTask() {
    List<List<Double>> poses = List.of(List.of(0.1, 0.5, 0.0, -1.4, 0.0, 1.0, 0.0),
        List.of(0.3, 0.5, 0.0, -1.2, 0.0, 1.0, 0.0));

    List<String> starts = starts(new Plant.Task.Poses(poses, 0.5, 0), 3);

    assertThat(starts).hasSize(6);
    assertThat(starts.subList(1, 3)).isEqualTo(starts.subList(3, 5));
  }
}
