package org.statewise.controller.adapt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;
import org.statewise.models.online.LearnOutcome;
import org.statewise.models.online.LearnReport;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.PayloadEstimate;

/** A model of one joint that keeps what it is told, and says what the test lets it say. */
final class RecordingModel implements OnlineModel {
  final List<double[]> learned = new ArrayList<>();
  final LearnReport report = new LearnReport(1);
  LearnOutcome outcome = LearnOutcome.UPDATED;
  final List<Double> shares = new ArrayList<>();
  final List<Double> loads = new ArrayList<>();
  PayloadEstimate payload;
  double rate = Double.NaN;

  @Override
  public int joints() {
    return 1;
  }

  @Override
  public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel) {
    uModel[0] = 5 * q[0] + qd[0];
  }

  @Override
  public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
    learned.add(new double[]{q[0], qd[0], qdd[0], tau[0]});
    return outcome;
  }

  @Override
  public boolean useLoss(Loss loss, double alpha) {
    rate = alpha;
    return alpha < 1;
  }

  @Override
  public void carry(double load) {
    loads.add(load);
  }

  @Override
  @HotPath
  public void slowDown(double share) {
    shares.add(share);
  }

  @Override
  public Optional<PayloadEstimate> payload() {
    return Optional.ofNullable(payload);
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
