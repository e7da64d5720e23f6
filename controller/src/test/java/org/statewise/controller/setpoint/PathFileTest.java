package org.statewise.controller.setpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.TestArms;

/** Way-points and trajectories from CSV files. */
final class PathFileTest {
  private final ArmInfo arm = TestArms.plain(2, true);
  private final Setpoint out = new Setpoint(2);
  private final JointState now = new JointState(2);

  private SetpointSource plan(String text) throws PlanException {
    return new TaskSpec.Path(PathFile.parse(text, "p.csv")).plan(arm, new double[2]);
  }

  @Test
  void shouldGoThroughEveryPointOfATrajectoryAtItsTime() throws PlanException {
    SetpointSource plan = plan("""
        # a comment
        T, q1, q2

        10, 0.1, 0.0
        11, 0.3, -0.2
        12.5, 0.2, 0.1
        """);
    // The approach takes 1 s.
    double[][] points = {{0, 0, 0}, {1, 0.1, 0}, {2, 0.3, -0.2}, {3.5, 0.2, 0.1}};
    for (double[] point : points) {
      plan.sampleInto(point[0], now, out);
      assertThat(out.qDes[0]).isCloseTo(point[1], within(1e-12));
      assertThat(out.qDes[1]).isCloseTo(point[2], within(1e-12));
    }
    assertThat(out.finished).isTrue();
    assertThat(out.qdDes).containsOnly(new double[]{0}, within(1e-12));
    assertThat(plan.motion(0)).isEqualTo(new Motion("trajectory", 1));
  }

  @Test
  void shouldHaveContinuousAccelerationAndTrueDerivativesInATrajectory() throws PlanException {
    String text = "t,q1,q2\n0,0.1,0\n1,0.3,-0.2\n2.5,0.2,0.1\n3,0.1,0.2\n";
    SetpointSource plan = plan(text);
    for (double t = 0.05; t < 3.95; t += 0.1) {
      Derivatives.check((s, into) -> fresh(text).sampleInto(s, now, into), 2, t);
    }
    Setpoint after = new Setpoint(2);
    for (double knot : new double[]{1, 2, 3.5}) {
      plan.sampleInto(knot - 1e-9, now, out);
      plan.sampleInto(knot + 1e-9, now, after);
      assertThat(after.qddDes).containsExactly(out.qddDes, within(1e-6));
    }
    fresh(text).sampleInto(0, now, out);
    assertThat(out.qdDes).containsOnly(new double[]{0}, within(1e-12));
  }

  private SetpointSource fresh(String text) {
    try {
      return plan(text);
    } catch (PlanException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldGoFromWayPointToWayPoint() throws PlanException {
    SetpointSource plan = plan("""
        name, q1, q2, seconds, pause, gripper
        there, 0.4, 0.2, 2, 0.5, 1
        back, 0, 0, 0, 0, 0
        """);
    plan.sampleInto(2, now, out);
    assertThat(out.qDes).containsExactly(0.4, 0.2);
    assertThat(out.gripperClosed).isTrue();
    plan.sampleInto(2.4999, now, out);
    assertThat(plan.motion(out.motion)).isEqualTo(new Motion("there", 1));
    plan.sampleInto(2.6, now, out);
    assertThat(plan.motion(out.motion).name()).isEqualTo("back");
    assertThat(out.gripperClosed).isFalse();
    plan.sampleInto(60, now, out);
    assertThat(out.finished).isTrue();
    assertThat(plan("q2,q1\n0.1,0.2\n").motion(0).name()).isEqualTo("waypoint-1");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "q1,q2|p.csv must have a header line and at least one row",
    "q1,q2/0.1|p.csv line 2 must have 2 cells as its header has, but has 1",
    "#c//q1,q2/0,0/0.1|p.csv line 5 must have 2 cells as its header has, but has 1",
    "q1/0.1|p.csv must have a column q2, since the arm has 2 joints, but it has 1 joint columns: [q1]",
    "q1,q2,q2/0,0,0|p.csv: line 1: the column \"q2\" must stand only once",
    "q1;q2/0;0,5|p.csv line 2: column q2 must be a finite number, but is '0,5'; numbers need a"
        + " decimal point, not a comma",
    "q1,q2,q3/0,0,0|p.csv has an unknown column 'q3'; known are q1..q2, t, name, seconds, pause,"
        + " gripper",
    "q1,q2,q99999999999/0,0,0|p.csv has an unknown column 'q99999999999'; known are q1..q2, t,"
        + " name, seconds, pause, gripper",
    "q1,q2/0,x|p.csv line 2: column q2 must be a finite number, but is 'x'",
    "q1,q2/0,0/NaN,0|p.csv line 3: column q1 must be a finite number, but is 'NaN'",
    "t,q1,q2/1,0,0/1,0,0|p.csv line 3: column t must grow by 0.001 s or more from row to row,",
    "q1,q2,pause/0,0,-1|motion 'waypoint-1' must pause for 0 s or longer, but its pause is -1.0 s",
    "t,q1,q2/0,0,0/0.1,1,0|motion 'trajectory' must keep joint A1 at or below 2.0000 rad/s,",
    "t,q1,q2/0,0,0/5,0,3|motion 'trajectory' must keep joint A2 within [-1.9400, 1.9400] rad,"})
  void shouldSayWhereAFileIsWrong(String text, String sentence) {
    assertThatThrownBy(() -> plan(text.replace('/', '\n'))).isInstanceOf(PlanException.class)
        .hasMessageStartingWith(sentence);
  }

  @Test
  void shouldReadTheDialectOfImportedFiles() throws PlanException {
    SetpointSource plan = plan("\uFEFF\r\n\"Name\";Q1;q2;SECONDS\r\n\"there; now\";0.4;0.2;2\r\n");
    plan.sampleInto(2, now, out);
    assertThat(out.qDes).containsExactly(0.4, 0.2);
    assertThat(plan.motion(0).name()).isEqualTo("there; now");
  }

  @Test
  void shouldRefuseASplineThatOvershootsBetweenItsPoints() {
    assertThatThrownBy(() -> plan("t,q1,q2\n0,0,0\n2,1.93,0\n3,1.93,0\n5,0,0\n"))
        .isInstanceOf(PlanException.class).hasMessageContaining("joint A1 within");
  }
}
