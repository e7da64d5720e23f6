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
 * Two time scales: a memory that learns the torque, and something fast that learns what the memory
 * leaves.
 *
 * <pre>
 * u = memory(x) + fast(x),  memory <- (x, tau),  fast <- (x, tau - memory(x))
 * </pre>
 *
 * <p>memory(x) is what it said before it saw the sample. The memory learns the whole torque and not
 * what the fast part leaves of it, so that it takes over what lasts instead of leaving it where it
 * is forgotten.
 *
 * <p>theta is the memory's blocks, then the fast part's. In the report loss and error are of the
 * sum, phi and stepSize are the memory's, and fields are of both. The outcome is the memory's too: a sample that it
 * rejects, neither learns.
 */
final class TwoTimeScaleModel extends AbstractOnlineModel {
  private final OnlineModel memory;
  private final OnlineModel fast;
  /** What to start from again, and the parts of it, so that a restart makes no garbage. */
  private final Parameters restored;
  private final Parameters restoredMemory;
  private final Parameters restoredFast;
  private final double[] uMemory;
  private final double[] rest;

  /** Owns both, which are of the same arm. */
  TwoTimeScaleModel(OnlineModel memory, OnlineModel fast) {
    super(memory.joints(), joined(memory.theta(), fast.theta()));
    this.memory = memory;
    this.fast = fast;
    restored = theta.newLike();
    int first = memory.theta().blocks();
    restoredMemory = restored.slice(0, first);
    restoredFast = restored.slice(first, restored.blocks());
    uMemory = new double[memory.joints()];
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
    memory.predictInto(q, qd, qdd, uMemory);
    fast.predictInto(q, qd, qdd, uModel);
    for (int j = 0; j < uModel.length; j++) {
      uModel[j] += uMemory[j];
    }
  }

  @Override
  @HotPath
  public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
    memory.predictInto(q, qd, qdd, uMemory);
    for (int j = 0; j < rest.length; j++) {
      rest[j] = tau[j] - uMemory[j];
    }
    LearnOutcome outcome = memory.learn(q, qd, qdd, tau);
    report.copyFrom(memory.report());
    if (outcome != LearnOutcome.REJECTED) {
      fast.learn(q, qd, qdd, rest);
      LearnReport fastReport = fast.report();
      report.loss = fastReport.loss;
      report.fieldsInUse += fastReport.fieldsInUse;
      report.fieldsRecycled += fastReport.fieldsRecycled;
      System.arraycopy(fastReport.predictionError, 0, report.predictionError, 0, rest.length);
    }
    double memoryNorm = memory.report().thetaNorm;
    double fastNorm = fast.report().thetaNorm;
    report.thetaNorm = Math.sqrt(memoryNorm * memoryNorm + fastNorm * fastNorm);
    return outcome;
  }

  /** Of the memory: what is fast has no loss to speak of. */
  @Override
  @HotPath
  public boolean useLoss(Loss loss, double alpha) {
    return memory.useLoss(loss, alpha);
  }

  /** Both: beside a memory that follows fast, the fast part is a second integrator on one error. */
  @Override
  @HotPath
  public void slowDown(double share) {
    memory.slowDown(share);
    fast.slowDown(share);
  }

  @Override
  @HotPath
  public Parameters theta() {
    // A part may keep its parameters elsewhere and bring these up to date when asked.
    memory.theta();
    fast.theta();
    return theta;
  }

  @Override
  public void collectState(StateBlocks state) {
    memory.collectState(state);
    fast.collectState(state);
  }

  @Override
  public void restore(Parameters snapshot) {
    super.restore(snapshot);
    // Each part also forgets how certain it was.
    restored.copyFrom(snapshot);
    memory.restore(restoredMemory);
    fast.restore(restoredFast);
  }

  @Override
  public Optional<PayloadEstimate> payload() {
    return memory.payload().or(fast::payload);
  }

  @Override
  public long multiplyAddsPerUpdate() {
    return memory.multiplyAddsPerUpdate() + fast.multiplyAddsPerUpdate();
  }
}
