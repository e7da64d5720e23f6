package org.statewise.controller.loop;

import java.util.Optional;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;
import org.statewise.models.online.LearnOutcome;
import org.statewise.models.online.LearnReport;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.PayloadEstimate;

/** Predicts one torque for every joint, and counts what it is taught. */
final class ScriptedModel implements OnlineModel {
  double prediction;
  RuntimeException failure;
  int learned;
  private final LearnReport report;

  ScriptedModel(int joints) {
    report = new LearnReport(joints);
  }

  @Override
  public int joints() {
    return report.phi.length;
  }

  @Override
  public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel) {
    if (failure != null) {
      throw failure;
    }
    for (int j = 0; j < uModel.length; j++) {
      uModel[j] = prediction;
    }
  }

  @Override
  public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
    learned++;
    report.loss = learned;
    return LearnOutcome.UPDATED;
  }

  @Override
  public boolean useLoss(Loss loss, double alpha) {
    return false;
  }

  @Override
  @HotPath
  public void slowDown(double share) {}

  @Override
  public Optional<PayloadEstimate> payload() {
    return Optional.empty();
  }

  @Override
  public LearnReport report() {
    return report;
  }

  @Override
  public Parameters theta() {
    return Parameters.empty();
  }

  @Override
  public void snapshotInto(Parameters snapshot) {}

  @Override
  public void collectState(StateBlocks state) {}

  @Override
  public void restore(Parameters snapshot) {}

  @Override
  public long multiplyAddsPerUpdate() {
    return 0;
  }
}
