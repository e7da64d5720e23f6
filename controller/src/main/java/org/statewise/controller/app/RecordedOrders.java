package org.statewise.controller.app;

import org.statewise.controller.loop.Order;
import org.statewise.controller.loop.OrderAction;
import org.statewise.controller.loop.OrderSource;
import org.statewise.controller.replay.ReplayLink;

/** Gives a replayed tick the order that the recorded one took. */
final class RecordedOrders implements OrderSource {
  private final ReplayLink link;
  private final OrderBuilder builder;
  private final boolean motionsOnly;
  private long number;
  private UsageException failure;

  /**
   * @param motionsOnly another controller than the recorded one is played: it moves as that one did,
   *     and keeps its own loss, prior and adaptation
   */
  RecordedOrders(ReplayLink link, OrderBuilder builder, boolean motionsOnly) {
    this.link = link;
    this.builder = builder;
    this.motionsOnly = motionsOnly;
  }

  @Override
  public Order take() {
    byte[] recorded = link.order();
    if (recorded == null || failure != null) {
      return null;
    }
    number++;
    try {
      OrderAction action = builder.build(recorded);
      boolean motion = action instanceof OrderAction.Hold || action instanceof OrderAction.Begin;
      return motion || !motionsOnly ? new Order(number, recorded, action) : null;
    } catch (UsageException e) {
      failure = e;
      return null;
    }
  }

  /** Why an order could not be made again, or null. */
  UsageException failure() {
    return failure;
  }
}
