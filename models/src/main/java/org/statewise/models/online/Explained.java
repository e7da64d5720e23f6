package org.statewise.models.online;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.net.StateBlocks;

/**
 * How far a prediction g of a torque tau has been right of late, joint by joint: the share of its square that
 * it explained,
 *
 * <pre>
 * s = sum tau^2,  e = sum (tau - g)^2,  each sum forgetting 1/250 a sample
 * trust -> clamp((s - e) / (s / 2), 0, 1)
 * </pre>
 *
 * <p>so that a prediction counts wholly once it explains half, and not at all where it makes things worse. It
 * moves by at most a fiftieth a sample, so that no torque jumps, and begins at 0.
 */
final class Explained {
  private static final double FORGET = 1.0 / 250;
  private static final double ENOUGH = 0.5;
  private static final double MAX_STEP = 0.02;

  private final double keep;
  private final double maxStep;
  private final double[] square;
  private final double[] error;
  private final DMatrixRMaj trust;

  /** @param ratio of the period of the samples to come to that which the figures above are meant for */
  Explained(int joints, double ratio) {
    keep = StrictMath.pow(1 - FORGET, ratio);
    maxStep = ratio * MAX_STEP;
    square = new double[joints];
    error = new double[joints];
    trust = new DMatrixRMaj(1, joints);
  }

  /** How much a prediction of joint {@code j} counts, 0 to 1. */
  @HotPath
  double trust(int j) {
    return trust.data[j];
  }

  /** How much each joint's prediction counts where only {@code share} of it is left. */
  @HotPath
  void trustInto(double share, double[] confidence) {
    for (int j = 0; j < confidence.length; j++) {
      confidence[j] = share * trust.data[j];
    }
  }

  /** How much each joint's prediction counts, 1 x n: itself, to be restored with what predicts. */
  DMatrixRMaj trust() {
    return trust;
  }

  /** A torque of joint {@code j} became known, and what had been predicted of it. */
  @HotPath
  void add(int j, double tau, double g) {
    square[j] = keep * square[j] + tau * tau;
    error[j] = keep * error[j] + (tau - g) * (tau - g);
    double part = (square[j] - error[j]) / (ENOUGH * square[j]);
    // Not a number where there was no torque at all: then nothing is known.
    double goal = part > 0 ? Math.min(1, part) : 0;
    trust.data[j] += Math.max(-maxStep, Math.min(maxStep, goal - trust.data[j]));
  }

  /** The sums that trust goes by; they begin anew. */
  @HotPath
  void forget() {
    Arrays.fill(square, 0);
    Arrays.fill(error, 0);
  }

  void collectState(StateBlocks state) {
    state.add(square);
    state.add(error);
    state.add(trust.data);
  }
}
