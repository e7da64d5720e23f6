package org.statewise.controller.app.wiring;

import static org.statewise.controller.setpoint.TaskSpec.PickAndPlace.ENDLESS;

import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.setpoint.PathFile;
import org.statewise.controller.setpoint.PlanException;
import org.statewise.controller.setpoint.TaskSpec;

/** Makes the task that a configuration names. */
public final class Tasks {
  private Tasks() {}

  /**
   * The task that a configuration names.
   *
   * @param pathText the content of {@code task.file}; empty if there is none
   */
  public static TaskSpec of(StatewiseConfig.Task task, String pathText) throws UsageException {
    try {
      return switch (task.kind()) {
        case PICK_AND_PLACE ->
          new TaskSpec.PickAndPlace(task.rounds() == 0 ? ENDLESS : task.rounds());
        case SINE ->
          new TaskSpec.Sine(task.frequencyHz(), task.amplitudeRad(), task.phaseRad());
        case HOLD -> new TaskSpec.Hold();
        case PATH -> new TaskSpec.Path(PathFile.parse(pathText, task.file()));
      };
    } catch (IllegalArgumentException | PlanException e) {
      throw new UsageException("task: " + e.getMessage(), e);
    }
  }
}
