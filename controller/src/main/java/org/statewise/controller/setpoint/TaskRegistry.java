package org.statewise.controller.setpoint;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The tasks of a run, to find the motion behind an index. Any thread. A run may be given tasks for
 * months: only the last {@value #MAX_TASKS} are kept, which is more than begin while a tick waits to be
 * recorded or shown, and of long paths no more than have {@value #MAX_POINTS} points together. The task
 * that goes on and the newest, which may be about to begin, are always kept.
 */
public final class TaskRegistry {
  static final int MAX_TASKS = 256;

  /** Three of the longest paths, some 60 MB. */
  static final int MAX_POINTS = 3 * PlanBounds.MAX_POINTS;
  private static final Motion FORGOTTEN = new Motion("-", 0);

  private final Deque<PlannedTask> tasks = new ArrayDeque<>();
  private int points;

  /** A run that begins with {@code first}. */
  public TaskRegistry(PlannedTask first) {
    tasks.add(first);
    points = first.source().points();
  }

  /** Adds a task before it is handed to the control thread; it may never begin. */
  public synchronized void add(PlannedTask task) {
    tasks.addLast(task);
    points += task.source().points();
    while (tasks.size() > MAX_TASKS || (points > MAX_POINTS && tasks.size() > 2)) {
      PlannedTask forgotten = expendable();
      tasks.remove(forgotten);
      points -= forgotten.source().points();
    }
  }

  /** One that never began names nothing, but of these the newer half may be about to begin. */
  private PlannedTask expendable() {
    PlannedTask goesOn = ownerOf(Integer.MAX_VALUE - 1);
    return tasks.stream().limit(tasks.size() / 2)
        .filter(task -> task.firstMotion() == Integer.MAX_VALUE).findFirst()
        .orElseGet(() -> tasks.stream().filter(task -> task != goesOn).findFirst().orElseThrow());
  }

  /** How many points are kept. */
  synchronized int points() {
    return points;
  }

  /** The motion of a tick's index, which must not be negative; named "-" where its task is forgotten. */
  public synchronized Motion motion(int index) {
    PlannedTask owner = ownerOf(index);
    return owner == null ? FORGOTTEN : owner.source().motion(index - owner.firstMotion());
  }

  /** The task that an index is of; null if it is forgotten. */
  private PlannedTask ownerOf(int index) {
    PlannedTask owner = null;
    for (PlannedTask task : tasks) {
      // Of tasks that began later, those that never did lie beyond every index.
      if (task.firstMotion() <= index
          && (owner == null || task.firstMotion() >= owner.firstMotion())) {
        owner = task;
      }
    }
    return owner;
  }
}
