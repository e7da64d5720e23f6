package org.statewise.controller.adapt;

import java.util.Arrays;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.models.HotPath;
import org.statewise.models.optim.RecursiveLeastSquares;

/**
 * What of a torque's changes the motion does not ask for: the rest after a linear fit of the torque to the
 * set-point, both above 0.25 Hz. Features are, of every joint, the desired velocity, acceleration and
 * tanh(qdDes / 0.02), for inertia, damping and friction; two of them at one frequency make any phase. Least
 * squares that forget within 4 s cannot follow a beat, so that a limit cycle beside the asked frequency is
 * left. Where the fit is worse than none over the last second, the whole torque is.
 */
final class UnaskedTorque {
  private static final double CORNER_HERTZ = 0.25;
  private static final double MEMORY_SECONDS = 4;
  private static final double JUDGED_SECONDS = 1;
  private static final double FRICTION_RAD_PER_S = 0.02;
  private static final double VELOCITY_UNIT = 0.1;

  private final double[] unitNm;
  private final double forget;
  private final HighPass torques;
  private final HighPass motion;
  private final RecursiveLeastSquares fit;
  private final double[] features;
  private final double[] target;
  private final double[] fitted;
  private final double[] meanWhole;
  private final double[] meanRest;
  private final double[] rest;

  /** @param unitNm by joint, a torque that counts, Nm */
  UnaskedTorque(double[] unitNm, double periodSeconds) {
    int n = unitNm.length;
    this.unitNm = unitNm.clone();
    forget = Math.min(1, periodSeconds / JUDGED_SECONDS);
    torques = new HighPass(n, CORNER_HERTZ, periodSeconds);
    motion = new HighPass(3 * n, CORNER_HERTZ, periodSeconds);
    double lambda = Math.max(0.5, 1 - periodSeconds / MEMORY_SECONDS);
    fit = new RecursiveLeastSquares(3 * n, n, lambda, 1);
    features = new double[3 * n];
    target = new double[n];
    fitted = new double[n];
    meanWhole = new double[n];
    meanRest = new double[n];
    rest = new double[n];
  }

  /** Forgets what it has seen, the fit included. */
  @HotPath
  void restart() {
    torques.restart();
    motion.restart();
    fit.reset();
    fit.weights().zero();
    Arrays.fill(meanWhole, 0);
    Arrays.fill(meanRest, 0);
  }

  /** The unasked part of this tick's torque, Nm: its own array, reused. */
  @HotPath
  double[] of(double[] u, Setpoint desired) {
    int n = rest.length;
    for (int j = 0; j < n; j++) {
      features[3 * j] = desired.qdDes[j] / VELOCITY_UNIT;
      features[3 * j + 1] = desired.qddDes[j];
      features[3 * j + 2] = Math.tanh(desired.qdDes[j] / FRICTION_RAD_PER_S);
    }
    torques.pass(u);
    motion.pass(features);
    for (int i = 0; i < features.length; i++) {
      features[i] = motion.left(i);
    }
    fit.predictInto(features, 0, fitted, 0);
    for (int j = 0; j < n; j++) {
      target[j] = torques.left(j) / unitNm[j];
      double left = target[j] - fitted[j];
      meanWhole[j] += forget * (target[j] * target[j] - meanWhole[j]);
      meanRest[j] += forget * (left * left - meanRest[j]);
      rest[j] = unitNm[j] * (meanRest[j] <= meanWhole[j] ? left : target[j]);
    }
    fit.update(features, 0, target, 0, 1);
    return rest;
  }

  /** Whether the motion asked for most of the joint's changes in the last second. */
  @HotPath
  boolean asked(int joint) {
    return meanWhole[joint] > 0.25 && meanRest[joint] < 0.25 * meanWhole[joint];
  }
}
