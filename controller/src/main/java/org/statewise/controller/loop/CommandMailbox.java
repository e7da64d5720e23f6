package org.statewise.controller.loop;

import java.util.concurrent.atomic.AtomicReference;
import org.statewise.models.HotPath;

/**
 * Holds one command on its way to the control thread. Any thread puts one in while the box is empty; the
 * control thread looks once a tick and takes it out.
 *
 * <p>Memory order: the command's content is published by the compare-and-set that puts it in, and seen by
 * the acquire load that finds it. The control thread never waits: an empty box costs it one load.
 */
public final class CommandMailbox implements CommandSource {
  private final AtomicReference<LoopCommand> box = new AtomicReference<>();

  /** Puts a command in; false if another one still lies there. Any thread. */
  public boolean offer(LoopCommand command) {
    return box.compareAndSet(null, command);
  }

  /** Takes a command back; false if the control thread has it already. Any thread. */
  public boolean withdraw(LoopCommand command) {
    return box.compareAndSet(command, null);
  }

  @Override
  @HotPath
  public LoopCommand take() {
    LoopCommand command = box.getAcquire();
    // Only if nobody took it back in between.
    return command != null && box.compareAndSet(command, null) ? command : null;
  }
}
