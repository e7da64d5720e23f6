package org.statewise.controller.loop;

import org.statewise.models.HotPath;

/** Where the tick looks for a command, once in each tick that answers a state. */
@FunctionalInterface
public interface CommandSource {
  /** Nobody commands anything. */
  CommandSource NONE = () -> null;

  /** Takes the command that waits, if one does. */
  @HotPath
  LoopCommand take();
}
