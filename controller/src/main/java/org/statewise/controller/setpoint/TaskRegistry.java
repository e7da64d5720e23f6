package org.statewise.controller.setpoint;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The tasks of a run, to find the motion behind an index. Any thread. A run may be given tasks for
 * months: only the last {@value #MAX_TASKS} are kept, which is more than begin while a tick waits to be
 * recorded or shown.
 */
public final class TaskRegistry {
  static final int MAX_TASKS = 256;
  private static final Motion FORGOTTEN = new Motion("-", 0);

  private final Deque<PlannedTask> tasks = new ArrayDeque<>();

  /** A run that begins with {@code first}. */
  public TaskRegistry(PlannedTask first) {
    tasks.add(first);
  }

  /** Adds a task before it is handed to the control thread; it may never begin. */
  public synchronized void add(PlannedTask task) {
    tasks.addLast(task);
    if (tasks.size() > MAX_TASKS) {
      // One that never began names nothing; the newest may be about to begin.
      PlannedTask unbegun = tasks.stream().limit(tasks.size() / 2)
          .filter(each -> each.firstMotion() == Integer.MAX_VALUE).findFirst()
          .orElse(tasks.getFirst());
      tasks.remove(unbegun);
    }
  }

  /** The motion of a tick's index, which must not be negative; named "-" where its task is forgotten. */
  public synchronized Motion motion(int index) {
    PlannedTask owner = null;
    for (PlannedTask task : tasks) {
      // Of tasks that began later, those that never did lie beyond every index.
      if (task.firstMotion() <= index
          && (owner == null || task.firstMotion() >= owner.firstMotion())) {
        owner = task;
      }
    }
    return owner == null ? FORGOTTEN : owner.source().motion(index - owner.firstMotion());
  }
}
