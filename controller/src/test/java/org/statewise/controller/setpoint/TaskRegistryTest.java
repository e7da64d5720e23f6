package org.statewise.controller.setpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.TestArms;

/** Motions by index over the tasks of a run, however many there were. */
final class TaskRegistryTest {
  private final TaskRegistry book = new TaskRegistry(
      PlannedTask.first(new HoldPlan(new double[1])));

  private PlannedTask add() {
    PlannedTask task = PlannedTask.later(new HoldPlan(new double[1]), new double[1]);
    book.add(task);
    return task;
  }

  @Test
  void shouldNameTheMotionsOfTheLastTasksOfVeryMany() {
    int last = 0;
    for (int i = 0; i < 10 * TaskRegistry.MAX_TASKS; i++) {
      add().beginAfter(last);
      last++;
    }
    assertThat(book.motion(last).name()).isEqualTo("hold");
    assertThat(book.motion(last - 100).name()).isEqualTo("hold");
    assertThat(book.motion(0).name()).isEqualTo("-");
  }

  /** A path of as many points as a plan may have. */
  private PlannedTask addLongPath() throws PlanException {
    ArmInfo arm = TestArms.plain(1, false);
    WaypointPlan.Builder path = new WaypointPlan.Builder(new PlanLimits(arm, 0, 1), new double[1]);
    for (int k = 0; k < PlanBounds.MAX_POINTS; k++) {
      path.to("leg", new double[1], 0.1, 0, false);
    }
    PlannedTask task = PlannedTask.later(path.build(1), new double[1]);
    book.add(task);
    return task;
  }

  @Test
  void shouldForgetTheOldestOfManyLongPathsAndNeverTheOneThatRuns() throws PlanException {
    int last = 0;
    for (int i = 0; i < 20; i++) {
      addLongPath().beginAfter(last);
      assertThat(book.motion(last + 1).name()).as("runs").isEqualTo("leg");
      assertThat(book.points()).isLessThanOrEqualTo(TaskRegistry.MAX_POINTS);
      last += PlanBounds.MAX_POINTS;
    }
    assertThat(book.motion(last).name()).isEqualTo("leg");
    assertThat(book.motion(last - PlanBounds.MAX_POINTS).name()).isEqualTo("leg");
    assertThat(book.motion(0).name()).isEqualTo("-");
  }

  @Test
  void shouldKeepTheTaskThatRunsWhileLongPathsNeverBegin() throws PlanException {
    addLongPath().beginAfter(0);
    PlannedTask newest = null;
    for (int i = 0; i < 20; i++) {
      newest = addLongPath();
      assertThat(book.points()).isLessThanOrEqualTo(TaskRegistry.MAX_POINTS);
      assertThat(book.motion(5).name()).as("runs").isEqualTo("leg");
    }
    newest.beginAfter(10);
    assertThat(book.motion(11).name()).as("the newest may begin").isEqualTo("leg");
  }

  @Test
  void shouldKeepTheTaskThatRunsWhileOthersNeverBegin() {
    for (int i = 0; i < 10 * TaskRegistry.MAX_TASKS; i++) {
      add();
    }
    assertThat(book.motion(0).name()).isEqualTo("hold");
  }
}
