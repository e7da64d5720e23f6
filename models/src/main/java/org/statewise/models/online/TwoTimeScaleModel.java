package org.statewise.models.online;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;

/**
 * A memory and an observer: a slow model that learns the torque, and a fast one that learns what the
 * memory leaves.
 *
 * <pre>
 * u = memory(x) + observer(x),  memory <- (x, tau),  observer <- (x, tau - memory(x))
 * </pre>
 *
 * <p>Each part may act in part only ({@link #letAct}): then its weight scales it in all three places.
 *
 * <p>memory(x) is its prediction before it learns the sample. The memory learns the whole torque and
 * not what the observer leaves of it, so that it takes over what lasts; the observer would forget it.
 *
 * <p>theta has the memory's blocks, then the observer's. In the report, loss and error are those of
 * the sum, phi, stepSize and confidence those of the memory, and the numbers of fields are sums. The outcome is
 * the memory's, or the observer's where the memory learned nothing; neither model learns a sample
 * that the memory rejects.
 */
final class TwoTimeScaleModel extends AbstractOnlineModel {
  private final OnlineModel memory;
  private final OnlineModel observer;
  /** The parameters to restore and their two parts, so that restoring allocates nothing. */
  private final Parameters restored;
  private final Parameters restoredMemory;
  private final Parameters restoredObserver;
  private final double[] uMemory;
  private final double[] uObserver;
  private final double[] rest;
  private double memoryWeight = 1;
  private double observerWeight = 1;
  private boolean memoryLearns = true;
  private boolean observerLearns = true;

  /** Owns both, which are of the same arm. */
  TwoTimeScaleModel(OnlineModel memory, OnlineModel observer) {
    super(memory.joints(), joined(memory.theta(), observer.theta()));
    this.memory = memory;
    this.observer = observer;
    restored = theta.newLike();
    int first = memory.theta().blocks();
    restoredMemory = restored.slice(0, first);
    restoredObserver = restored.slice(first, restored.blocks());
    uMemory = new double[memory.joints()];
    uObserver = new double[memory.joints()];
    rest = new double[memory.joints()];
  }

  private static Parameters joined(Parameters first, Parameters second) {
    List<DMatrixRMaj> blocks = new ArrayList<>();
    for (Parameters part : List.of(first, second)) {
      for (int b = 0; b < part.blocks(); b++) {
        blocks.add(part.block(b));
      }
    }
    return new Parameters(blocks);
  }

  @Override
  @HotPath
  public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel) {
    predictInto(q, qd, qdd, uModel, uObserver);
  }

  @Override
  @HotPath
  public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel,
      double[] uObserver) {
    memory.predictInto(q, qd, qdd, uModel);
    observer.predictInto(q, qd, qdd, uObserver);
    for (int j = 0; j < uModel.length; j++) {
      uObserver[j] *= observerWeight;
      uModel[j] = memoryWeight * uModel[j] + uObserver[j];
    }
  }

  @Override
  @HotPath
  public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
    memory.predictInto(q, qd, qdd, uMemory);
    for (int j = 0; j < rest.length; j++) {
      rest[j] = tau[j] - memoryWeight * uMemory[j];
    }
    LearnOutcome outcome = memoryLearns
        ? memory.learn(q, qd, qdd, tau)
        : LearnOutcome.SKIPPED;
    report.copyFrom(memory.report());
    if (outcome != LearnOutcome.REJECTED && observerLearns) {
      LearnOutcome observed = observer.learn(q, qd, qdd, rest);
      outcome = outcome == LearnOutcome.SKIPPED ? observed : outcome;
      LearnReport observerReport = observer.report();
      report.loss = observerReport.loss;
      report.fieldsInUse += observerReport.fieldsInUse;
      report.fieldsRecycled += observerReport.fieldsRecycled;
      System.arraycopy(observerReport.predictionError, 0, report.predictionError, 0, rest.length);
    }
    double memoryNorm = memory.report().thetaNorm;
    double observerNorm = observer.report().thetaNorm;
    report.thetaNorm = Math.sqrt(memoryNorm * memoryNorm + observerNorm * observerNorm);
    return outcome;
  }

  @Override
  @HotPath
  public void carry(double load) {
    memory.carry(load);
    observer.carry(load);
  }

  /** Applies to the memory; the observer minimises no loss. */
  @Override
  @HotPath
  public boolean useLoss(Loss loss, double alpha) {
    return memory.useLoss(loss, alpha);
  }

  /**
   * Applies to both models: if the memory alone kept its bandwidth, the two would be two integrators
   * on one error.
   */
  @Override
  @HotPath
  public void slowDown(double share) {
    memory.slowDown(share);
    observer.slowDown(share);
  }

  @Override
  @HotPath
  public boolean hasObserver() {
    return true;
  }

  @Override
  @HotPath
  public OnlineModel memory() {
    return memory;
  }

  @Override
  @HotPath
  public OnlineModel observer() {
    return observer;
  }

  @Override
  @HotPath
  public void letAct(double ofMemory, double ofObserver, boolean teachMemory,
      boolean teachObserver) {
    memoryWeight = ofMemory;
    observerWeight = ofObserver;
    memoryLearns = teachMemory;
    observerLearns = teachObserver;
  }

  @Override
  @HotPath
  public Parameters theta() {
    // A model may keep its parameters elsewhere and update these when asked.
    memory.theta();
    observer.theta();
    return theta;
  }

  @Override
  public void collectState(StateBlocks state) {
    memory.collectState(state);
    observer.collectState(state);
  }

  @Override
  public void restore(Parameters snapshot) {
    super.restore(snapshot);
    // Each part also forgets how certain it was.
    restored.copyFrom(snapshot);
    memory.restore(restoredMemory);
    observer.restore(restoredObserver);
  }

  @Override
  public Optional<PayloadEstimate> payload() {
    return memory.payload().or(observer::payload);
  }

  @Override
  public long multiplyAddsPerUpdate() {
    return memory.multiplyAddsPerUpdate() + observer.multiplyAddsPerUpdate();
  }
}
