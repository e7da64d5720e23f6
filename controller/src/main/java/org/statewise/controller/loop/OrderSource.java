package org.statewise.controller.loop;

import org.statewise.models.HotPath;

/** Where the tick looks for an order, once in each tick that answers a state. */
@FunctionalInterface
public interface OrderSource {
  /** Nobody orders anything. */
  OrderSource NONE = () -> null;

  /** Takes the order that waits, if one does. */
  @HotPath
  Order take();
}
