package org.statewise.models.online;

import java.util.Arrays;
import java.util.Optional;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;

/** Predicts zero and learns nothing: what remains is the prior and the feedback. */
final class NoModel implements OnlineModel {
  private final Parameters theta = Parameters.empty();
  private final LearnReport report;
  private final double[] scaledTau;
  private final Scaling scaling;

  NoModel(Scaling scaling) {
    this.scaling = scaling;
    report = new LearnReport(scaling.joints());
    scaledTau = new double[scaling.joints()];
  }

  @Override
  public int joints() {
    return scaledTau.length;
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
  @HotPath
  public boolean useLoss(Loss loss, double alpha) {
    return false;
  }

  @Override
  @HotPath
  public void slowDown(double share) {
    // It learns nothing, however fast.
  }

  @Override
  public Optional<PayloadEstimate> payload() {
    return Optional.empty();
  }

  @Override
  @HotPath
  public LearnReport report() {
    return report;
  }

  @Override
  public Parameters theta() {
    return theta;
  }

  @Override
  @HotPath
  public void snapshotInto(Parameters snapshot) {
    // There is nothing to copy.
  }

  @Override
  public void collectState(StateBlocks state) {
    // There is nothing to remember.
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
