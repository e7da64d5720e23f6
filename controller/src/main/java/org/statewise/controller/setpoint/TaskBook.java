package org.statewise.controller.setpoint;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All tasks of a run, to find the motion behind an index. Any thread. */
public final class TaskBook {
  private final List<PlannedTask> tasks = new CopyOnWriteArrayList<>();

  /** A run that begins with {@code first}. */
  public TaskBook(PlannedTask first) {
    tasks.add(first);
  }

  /** Adds a task before it is handed to the control thread; it may never begin. */
  public void add(PlannedTask task) {
    tasks.add(task);
  }

  /** The motion of a tick's index, which must not be negative. */
  public Motion motion(int index) {
    PlannedTask owner = tasks.getFirst();
    for (PlannedTask task : tasks) {
      // Of tasks that began later, those that never did lie beyond every index.
      if (task.firstMotion() <= index && task.firstMotion() >= owner.firstMotion()) {
        owner = task;
      }
    }
    return owner.source().motion(index - owner.firstMotion());
  }
}
