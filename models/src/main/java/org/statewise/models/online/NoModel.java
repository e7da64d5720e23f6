package org.statewise.models.online;

import java.util.Arrays;
import org.statewise.models.HotPath;
import org.statewise.models.net.Parameters;

/** Predicts zero and learns nothing, so that the prior and the feedback act alone. */
final class NoModel extends AbstractOnlineModel {
  private final double[] scaledTau;
  private final Scaling scaling;

  NoModel(Scaling scaling) {
    super(scaling.joints(), Parameters.empty());
    this.scaling = scaling;
    scaledTau = new double[scaling.joints()];
  }

  @Override
  @HotPath
  public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel) {
    Arrays.fill(uModel, 0);
  }

  /** Reports the mean squared error of predicting zero, to compare others with. */
  @Override
  @HotPath
  public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
    scaling.torqueInto(tau, scaledTau, 0);
    double sum = 0;
    for (int j = 0; j < scaledTau.length; j++) {
      sum += scaledTau[j] * scaledTau[j];
      report.predictionError[j] = tau[j];
    }
    report.loss = sum / scaledTau.length;
    return LearnOutcome.SKIPPED;
  }

  @Override
  public void restore(Parameters snapshot) {
    if (snapshot.blocks() != 0) {
      throw new IllegalArgumentException("Model none: has no parameters to restore, got "
          + snapshot.count() + ".");
    }
  }

  @Override
  public long multiplyAddsPerUpdate() {
    return 0;
  }
}
