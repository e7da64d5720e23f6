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
        case "pick-and-place" ->
          new TaskSpec.PickAndPlace(task.rounds() == 0 ? ENDLESS : task.rounds());
        case "sine" ->
          new TaskSpec.Sine(task.frequencyHz(), task.amplitudeRad(), task.phaseRad());
        case "hold" -> new TaskSpec.Hold();
        case "path" -> new TaskSpec.Path(PathFile.parse(pathText, task.file()));
        default -> throw new UsageException(
            "task.kind must be one of pick-and-place, sine, hold, path, but is '" + task.kind()
                + "'");
      };
    } catch (IllegalArgumentException | PlanException e) {
      throw new UsageException("task: " + e.getMessage(), e);
    }
  }
}
