package org.statewise.controller.adapt;

import org.statewise.models.HotPath;
import org.statewise.models.online.LearnReport;

/**
 * The part of composite adaptation that tracking teaches (Slotine and Li, Composite adaptive control of robot
 * manipulators, Automatica 25, 1989): a sample asks for more than the torque that acted,
 *
 * <pre>
 * tau' = tau + kappa uFb,   |kappa uFb| at most a tenth of the torque limit
 * </pre>
 *
 * <p>by a part of what the feedback added at the time, which is Kp e + Kd de, the composite error in units of torque.
 * tau alone is right where the arm was, not where it was meant to be; uFb points from the one to the other,
 * and is nothing where the arm tracks. One thread; nothing allocates.
 */
final class CompositeTerm {
  private static final double BOUND_FRACTION = 0.1;

  private final double gain;
  private final double[] bound;
  private final double[] residual;
  private final double[] term;

  private CompositeTerm(double gain, double[] bound) {
    this.gain = gain;
    this.bound = bound;
    residual = new double[bound.length];
    term = new double[bound.length];
  }

  /** @param supervision null for none: nothing is bounded then */
  static CompositeTerm of(int joints, CompositeGain gain, Supervision supervision) {
    double[] tauMax = supervision == null ? new double[joints] : supervision.tauMax();
    double[] bound = new double[joints];
    for (int j = 0; j < joints; j++) {
      bound[j] = supervision == null
          ? Double.POSITIVE_INFINITY
          : BOUND_FRACTION * tauMax[j];
    }
    return new CompositeTerm(gain.value(), bound);
  }

  /** Adds it to the torque of a sample, which {@link #residual} keeps as it was. */
  @HotPath
  void addTo(Sample sample) {
    for (int j = 0; j < term.length; j++) {
      double wanted = gain * sample.uFb[j];
      residual[j] = sample.tau[j];
      term[j] = Math.max(-bound[j], Math.min(bound[j], wanted));
      sample.tau[j] += term[j];
    }
  }

  /** What the prior left of the torque that acted, without the term, Nm: its own array. */
  @HotPath
  double[] residual() {
    return residual;
  }

  /** Leaves of errors against tau' those against tau. */
  @HotPath
  void takeFrom(double[] error, double[] trueError) {
    for (int j = 0; j < term.length; j++) {
      trueError[j] = error[j] - term[j];
    }
  }

  /** The same in a report. */
  @HotPath
  void takeFrom(LearnReport report) {
    takeFrom(report.predictionError, report.predictionError);
  }
}
