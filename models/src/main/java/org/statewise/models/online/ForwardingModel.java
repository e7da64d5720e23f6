package org.statewise.models.online;

import java.util.Optional;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;

/**
 * Forwards every call to another model; a subclass overrides what it does differently. What an observer beside a
 * memory is asked for goes to the other model only if it has one.
 */
public abstract class ForwardingModel implements OnlineModel {
  private final OnlineModel model;

  /** Around {@code model}, which it shares. */
  protected ForwardingModel(OnlineModel model) {
    this.model = model;
  }

  @Override
  public int joints() {
    return model.joints();
  }

  @Override
  @HotPath
  public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel) {
    model.predictInto(q, qd, qdd, uModel);
  }

  @Override
  @HotPath
  public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel,
      double[] uObserver) {
    if (model.hasObserver()) {
      model.predictInto(q, qd, qdd, uModel, uObserver);
    } else {
      // What a subclass predicts.
      OnlineModel.super.predictInto(q, qd, qdd, uModel, uObserver);
    }
  }

  @Override
  @HotPath
  public boolean hasObserver() {
    return model.hasObserver();
  }

  @Override
  @HotPath
  public void letAct(double memory, double observer, boolean memoryLearns,
      boolean observerLearns) {
    model.letAct(memory, observer, memoryLearns, observerLearns);
  }

  @Override
  @HotPath
  public OnlineModel memory() {
    return model.hasObserver() ? model.memory() : this;
  }

  @Override
  @HotPath
  public OnlineModel observer() {
    return model.hasObserver() ? model.observer() : this;
  }

  @Override
  @HotPath
  public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
    return model.learn(q, qd, qdd, tau);
  }

  @Override
  @HotPath
  public void carry(double load) {
    model.carry(load);
  }

  @Override
  @HotPath
  public void slowDown(double share) {
    model.slowDown(share);
  }

  @Override
  @HotPath
  public boolean useLoss(Loss loss, double alpha) {
    return model.useLoss(loss, alpha);
  }

  @Override
  public Optional<PayloadEstimate> payload() {
    return model.payload();
  }

  @Override
  @HotPath
  public LearnReport report() {
    return model.report();
  }

  @Override
  public Parameters theta() {
    return model.theta();
  }

  @Override
  @HotPath
  public void snapshotInto(Parameters snapshot) {
    model.snapshotInto(snapshot);
  }

  @Override
  public void collectState(StateBlocks state) {
    model.collectState(state);
  }

  @Override
  public void restore(Parameters snapshot) {
    model.restore(snapshot);
  }

  @Override
  public long multiplyAddsPerUpdate() {
    return model.multiplyAddsPerUpdate();
  }
}
