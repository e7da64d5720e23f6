package org.statewise.controller.loop;

import org.statewise.controller.adapt.AdaptationMode;
import org.statewise.controller.adapt.OnlineAdapter;
import org.statewise.controller.law.FadingPrior;
import org.statewise.controller.law.Prior;
import org.statewise.controller.setpoint.PlannedTask;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;

/** Takes orders up within the tick, and leaves in the record what became of them. */
final class OrderDesk implements OrderAction.Controls {
  private final OrderSource source;
  private final PhaseMachine phases;
  private final OnlineAdapter adapter;
  private final FadingPrior prior;

  OrderDesk(OrderSource source, PhaseMachine phases, OnlineAdapter adapter, FadingPrior prior) {
    this.source = source;
    this.phases = phases;
    this.adapter = adapter;
    this.prior = prior;
  }

  /** Looks for an order and carries it out. */
  @HotPath
  void serve(TickRecord record) {
    Order order = source.take();
    if (order == null) {
      return;
    }
    record.order = order.recorded();
    record.orderNumber = order.number();
    record.orderOutcome = order.action().applyTo(this);
  }

  /** Orders other than for a motion are taken as long as the controller drives the arm. */
  private boolean refuses() {
    return phases.phase().compareTo(LoopPhase.STOPPING) >= 0;
  }

  @Override
  @HotPath
  public OrderOutcome hold() {
    return phases.orderHold();
  }

  @Override
  @HotPath
  public OrderOutcome begin(PlannedTask task) {
    return phases.orderBegin(task);
  }

  @Override
  @HotPath
  public OrderOutcome adapt(AdaptationMode mode) {
    if (refuses()) {
      return OrderOutcome.NOT_IN_THIS_PHASE;
    }
    adapter.mode(mode);
    return OrderOutcome.TAKEN;
  }

  @Override
  @HotPath
  public OrderOutcome useLoss(Loss loss, double alpha) {
    if (refuses()) {
      return OrderOutcome.NOT_IN_THIS_PHASE;
    }
    return adapter.useLoss(loss, alpha) ? OrderOutcome.TAKEN : OrderOutcome.NO_LOSS;
  }

  @Override
  @HotPath
  public OrderOutcome usePrior(Prior next) {
    if (refuses()) {
      return OrderOutcome.NOT_IN_THIS_PHASE;
    }
    return prior.fadeTo(next) ? OrderOutcome.TAKEN : OrderOutcome.FADING;
  }
}
