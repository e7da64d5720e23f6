package org.statewise.controller.setpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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

  @Test
  void shouldKeepTheTaskThatRunsWhileOthersNeverBegin() {
    for (int i = 0; i < 10 * TaskRegistry.MAX_TASKS; i++) {
      add();
    }
    assertThat(book.motion(0).name()).isEqualTo("hold");
  }
}
