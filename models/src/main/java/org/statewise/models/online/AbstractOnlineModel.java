package org.statewise.models.online;

import java.util.Optional;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;

/**
 * What models have in common whatever they compute: their parameters, the report on the last sample
 * and the fraction of the usual bandwidth. As it stands here, a model minimises no loss, estimates no
 * payload and remembers nothing beside theta; a subclass overrides what differs.
 */
abstract class AbstractOnlineModel implements OnlineModel {
  /** The parameters, which the subclass changes in place. */
  final Parameters theta;

  /** On the last sample; the subclass writes it. */
  final LearnReport report;

  /** The fraction of the usual bandwidth, as {@link #slowDown} set it. */
  double bandwidthShare = 1;

  private final int joints;

  /**
   * @param joints n
   * @param theta owned by the model from here on
   */
  AbstractOnlineModel(int joints, Parameters theta) {
    this.joints = joints;
    this.theta = theta;
    report = new LearnReport(joints);
  }

  /** Forgets what learning remembers beside theta; by default there is nothing. */
  @HotPath
  void forget() {}

  @Override
  public int joints() {
    return joints;
  }

  @Override
  @HotPath
  public boolean useLoss(Loss loss, double alpha) {
    return false;
  }

  @Override
  @HotPath
  public void slowDown(double share) {
    bandwidthShare = share;
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
  @HotPath
  public Parameters theta() {
    return theta;
  }

  @Override
  @HotPath
  public void snapshotInto(Parameters snapshot) {
    snapshot.copyFrom(theta());
  }

  @Override
  public void collectState(StateBlocks state) {
    state.add(theta);
  }

  /** {@inheritDoc} theta is as before if this throws. */
  @Override
  public void restore(Parameters snapshot) {
    if (!theta.sameShape(snapshot)) {
      throw new IllegalArgumentException("Online model: needs parameters of " + theta.count()
          + " values in " + theta.blocks() + " blocks of its shapes, got " + snapshot.count()
          + " in " + snapshot.blocks() + ".");
    }
    if (snapshot.allFinite()) {
      theta.copyFrom(snapshot);
    } else {
      // Throws, and its message names the value that is not finite.
      theta.fromArray(snapshot.toArray());
    }
    forget();
  }
}
