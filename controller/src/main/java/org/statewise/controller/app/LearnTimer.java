package org.statewise.controller.app;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;
import org.statewise.models.online.LearnOutcome;
import org.statewise.models.online.LearnReport;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.PayloadEstimate;

/**
 * Times the updates of a model while it learns. It stands around the model and passes everything
 * through as it is: what time it was decides nothing, and no call allocates.
 */
final class LearnTimer {
  private static final long LONGEST_NS = 10_000_000_000L;

  private final LongSupplier clockNs;
  private final Histogram ns = new Histogram(LONGEST_NS, 3);
  private long multiplyAdds;

  LearnTimer(LongSupplier clockNs) {
    this.clockNs = clockNs;
  }

  /**
   * What an update costs.
   *
   * @param multiplyAddsPerUpdate counted from the shapes
   * @param updateMicros the median of this machine; null if nothing was learned
   */
  record Cost(long multiplyAddsPerUpdate, Double updateMicros) {}

  /** {@code model} with a clock at its door. */
  OnlineModel around(OnlineModel model) {
    multiplyAdds = model.multiplyAddsPerUpdate();
    return new Timed(model);
  }

  /** What was measured so far. */
  Cost cost() {
    return new Cost(multiplyAdds,
        ns.getTotalCount() == 0 ? null : ns.getValueAtPercentile(50) * 1e-3);
  }

  private final class Timed implements OnlineModel {
    private final OnlineModel model;

    Timed(OnlineModel model) {
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
    public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
      long startNs = clockNs.getAsLong();
      LearnOutcome outcome = model.learn(q, qd, qdd, tau);
      ns.recordValue(Math.clamp(clockNs.getAsLong() - startNs, 0, LONGEST_NS));
      return outcome;
    }

    @Override
    @HotPath
    public boolean useLoss(Loss loss, double alpha) {
      return model.useLoss(loss, alpha);
    }

    @Override
    @HotPath
    public boolean slowDown(double share) {
      return model.slowDown(share);
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
}
