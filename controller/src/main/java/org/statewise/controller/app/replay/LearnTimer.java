package org.statewise.controller.app.replay;

import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.statewise.models.HotPath;
import org.statewise.models.online.ForwardingModel;
import org.statewise.models.online.LearnOutcome;
import org.statewise.models.online.OnlineModel;

/**
 * Times the updates of a model while it learns. It stands around the model and passes everything
 * through as it is: what time it was decides nothing, and no call allocates.
 */
public final class LearnTimer {
  private static final long MAX_NS = 10_000_000_000L;

  private final LongSupplier clockNs;
  private final Histogram ns = new Histogram(MAX_NS, 3);
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
  public record Cost(long multiplyAddsPerUpdate, Double updateMicros) {}

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

  private final class Timed extends ForwardingModel {
    Timed(OnlineModel model) {
      super(model);
    }

    @Override
    @HotPath
    public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
      long startNs = clockNs.getAsLong();
      LearnOutcome outcome = super.learn(q, qd, qdd, tau);
      ns.recordValue(Math.clamp(clockNs.getAsLong() - startNs, 0, MAX_NS));
      return outcome;
    }
  }
}
