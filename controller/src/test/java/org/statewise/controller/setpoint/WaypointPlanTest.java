package org.statewise.controller.setpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.TestArms;
import org.statewise.models.arm.ArmModel;

/** Pick and place, and way-points in general. */
final class WaypointPlanTest {
  private static final double STEP_SECONDS = 0.004;

  private final ArmInfo arm = TestArms.plain(2, true);

  /** What a plan did: its motions in order, by name and round, and how long it took. */
  private record Played(List<Motion> motions, double seconds, Setpoint end) {}

  /** Plays a plan tick by tick and holds each of them to the arm's limits. */
  private static Played play(SetpointSource plan, ArmInfo arm) {
    int n = arm.jointCount();
    Setpoint out = new Setpoint(n);
    JointState now = new JointState(n);
    List<Motion> motions = new ArrayList<>();
    double[] before = null;
    int last = -1;
    double t = 0;
    while (!out.finished && t < 600) {
      plan.sampleInto(t, now, out);
      if (out.motion != last) {
        assertThat(out.motion).isEqualTo(last + 1);
        last = out.motion;
        motions.add(plan.motion(last));
      }
      for (int j = 0; j < n; j++) {
        double qdMax = arm.qdMaxRadPerS()[j];
        assertThat(out.qDes[j]).isBetween(arm.qMinRad()[j] + 0.05, arm.qMaxRad()[j] - 0.05);
        assertThat(Math.abs(out.qdDes[j])).isLessThanOrEqualTo(qdMax * (1 + 1e-12));
        if (before != null) {
          assertThat(Math.abs(out.qDes[j] - before[j])).as("no jump")
              .isLessThanOrEqualTo(qdMax * STEP_SECONDS * (1 + 1e-9));
        }
      }
      before = out.qDes.clone();
      t += STEP_SECONDS;
    }
    return new Played(motions, t, out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iiwa7", "iiwa14", "short"})
  void shouldPickAndPlaceWithinTheLimitsOfAnyArm(String name) throws PlanException {
    ArmModel model = TestArms.model(name);
    ArmInfo info = TestArms.infoOf(model, true);
    double[] qStart = new double[info.jointCount()];
    Played played = play(new TaskSpec.PickAndPlace(2).plan(info, qStart), info);
    assertThat(played.motions).extracting(motion -> motion.name() + " " + motion.round())
        .containsExactly("approach 0", "reach 1", "lift 1", "move-over 1", "move-down 1",
            "retract 1", "reach 2", "lift 2", "move-over 2", "move-down 2", "retract 2");
    assertThat(played.end.finished).isTrue();
    assertThat(played.end.qdDes).containsOnly(new double[]{0}, within(0.0));
  }

  @Test
  void shouldHoldTheLoadFromLiftToMoveDown() throws PlanException {
    SetpointSource plan = new TaskSpec.PickAndPlace(1).plan(arm, new double[2]);
    Setpoint out = new Setpoint(2);
    for (double t = 0; !out.finished; t += STEP_SECONDS) {
      plan.sampleInto(t, new JointState(2), out);
      boolean carries = List.of("lift", "move-over", "move-down")
          .contains(plan.motion(out.motion).name());
      assertThat(out.gripperClosed).isEqualTo(carries);
    }
  }

  @Test
  void shouldUseHalfTheSpeedLimitInAFreeMotion() throws PlanException {
    PlanLimits limits = new PlanLimits(arm, 0.06, 0.5);
    WaypointPlan plan = new WaypointPlan.Builder(limits, new double[2])
        .to("far", new double[]{1.5, 0.1}, 0, 0, false).build(1);
    Setpoint out = new Setpoint(2);
    double peak = 0;
    for (double t = 0; !out.finished; t += 0.001) {
      plan.sampleInto(t, new JointState(2), out);
      peak = Math.max(peak, Math.abs(out.qdDes[0]));
    }
    assertThat(peak).isBetween(0.999, 1.0 + 1e-9);
  }

  @Test
  void shouldNameTheMotionTheJointAndTheLimitThatItWouldBreak() {
    PlanLimits limits = new PlanLimits(arm, 0.06, 0.5);
    WaypointPlan.Builder plan = new WaypointPlan.Builder(limits, new double[2]);
    assertThatThrownBy(() -> plan.to("up", new double[]{0, 1.95}, 0, 0, false))
        .isInstanceOf(PlanException.class).hasMessage("motion 'up' must keep joint A2 within"
            + " [-1.9400, 1.9400] rad, but it goes to 1.9500 rad");
    assertThatThrownBy(() -> plan.to("up", new double[]{0, 1.5}, 1, 0, false))
        .isInstanceOf(PlanException.class).hasMessage("motion 'up' must keep joint A2 at or"
            + " below 2.0000 rad/s, but it reaches 2.8125 rad/s");
    assertThatThrownBy(() -> plan.to("up", new double[3], 0, 0, false))
        .isInstanceOf(PlanException.class)
        .hasMessage("motion 'up' must give 2 joint positions, but gives 3");
    assertThatThrownBy(() -> plan.to("up", new double[2], 0, -1, false))
        .isInstanceOf(PlanException.class)
        .hasMessage("motion 'up' must pause for 0 s or longer, but its pause is -1.0 s");
    assertThatThrownBy(() -> plan.to("up", new double[2], -2, 0, false))
        .isInstanceOf(PlanException.class)
        .hasMessage(
            "motion 'up' must take 0.001 s or longer, or 0 for as fast as allowed, but its seconds"
                + " are -2.0");
    assertThatThrownBy(() -> new TaskSpec.PickAndPlace(0))
        .hasMessage("rounds must be in 1 to 1000000, or without end, but is 0");
  }

  @Test
  void shouldHoldWhereTheArmWasFoundOrSayWhyNot() throws PlanException {
    double[] qStart = {0.3, -0.3};
    SetpointSource plan = new TaskSpec.Hold().plan(arm, qStart);
    Setpoint out = new Setpoint(2);
    plan.sampleInto(1e6, new JointState(2), out);
    assertThat(out.qDes).containsExactly(qStart);
    assertThat(out.finished).isFalse();
    assertThat(plan.motion(0)).isEqualTo(new Motion("hold", 1));
    qStart[0] = 1.99;
    assertThatThrownBy(() -> new TaskSpec.Hold().plan(arm, qStart))
        .isInstanceOf(PlanException.class).hasMessageContaining("joint A1");
  }
}
