package org.statewise.controller.loop;

import org.statewise.models.HotPath;

/** Where the tick looks for an order, once in each tick that answers a state. */
@FunctionalInterface
public interface CommandSource {
  /** Nobody orders anything. */
  CommandSource NONE = () -> null;

  /** Takes the order that waits, if one does. */
  @HotPath
  LoopCommand take();
}
