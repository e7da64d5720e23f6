package org.statewise.controller.train;

import org.statewise.models.net.Parameters;
import org.statewise.models.optim.UpdateRule;

/**
 * phi = phi - eta d(dL_MSE/dphi), the outer step of Algorithm 1, and the mean of what it saw. phi
 * stands for all that is learned.
 */
final class PhiStep {
  private final Parameters phi;
  private final UpdateRule rule;
  private final double eta;
  private final Parameters dTaskdPhi;
  private final Parameters direction;
  private double sum;
  private long count;

  /** Updates {@code phi} itself. */
  PhiStep(Parameters phi, UpdateRule rule, double eta) {
    this.phi = phi;
    this.rule = rule;
    this.eta = eta;
    dTaskdPhi = phi.newLike();
    direction = phi.newLike();
  }

  /** What is updated: to read. */
  Parameters learned() {
    return phi;
  }

  /** Where the next meta-gradient is to be written. */
  Parameters gradient() {
    return dTaskdPhi;
  }

  /**
   * Takes the step that {@link #gradient} asks for.
   *
   * @param taskLoss what the inner step led to
   * @return false if the training broke down: the task loss, the gradient or phi is not finite
   */
  boolean update(double taskLoss) {
    sum += taskLoss;
    count++;
    if (!Double.isFinite(taskLoss) || !Double.isFinite(dTaskdPhi.norm())) {
      return false;
    }
    rule.directionInto(dTaskdPhi, direction);
    phi.addScaled(-eta, direction);
    return Double.isFinite(phi.norm());
  }

  /** The mean task loss since the last call. */
  double takeMean() {
    double mean = sum / count;
    sum = 0;
    count = 0;
    return mean;
  }
}
