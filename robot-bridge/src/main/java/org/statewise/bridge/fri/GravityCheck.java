package org.statewise.bridge.fri;

import java.util.Locale;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.dynamics.RigidBody;

/**
 * Whether the arm that reports is the one of the model, bears its own weight, and has its torques'
 * signs as {@link KukaSigns} knows them: before anybody commands, the measured torque of an arm at
 * rest is what holds it, tau = g(q). With r+ = rms(tau - g) and r- = rms(tau + g).
 */
final class GravityCheck {
  /** Below this the pose decides nothing: rms(g), Nm. */
  private static final double MIN_WEIGHT_NM = 2;

  /** A tool of a few kilograms and the sensors' offsets stay below this part of rms(g), plus 2 Nm. */
  private static final double USUAL_DEVIATION = 0.3;

  /** What came out. */
  enum Verdict {
    AGREES, POSE_TOO_LIGHT, DEVIATES, WRONG_SIGN
  }

  private final Verdict verdict;
  private final String sentence;

  /**
   * Checks a state at rest.
   *
   * @param tau measured, Nm, our sign
   */
  GravityCheck(ArmModel arm, double[] q, double[] tau) {
    double[] g = new double[q.length];
    new RigidBody(arm).gravityInto(q, g);
    double[] nothing = new double[q.length];
    double weight = rmsOfSum(g, nothing, 1);
    double apart = rmsOfSum(tau, g, -1);
    double opposite = rmsOfSum(tau, g, 1);
    if (weight < MIN_WEIGHT_NM) {
      verdict = Verdict.POSE_TOO_LIGHT;
      sentence = String.format(Locale.ROOT,
          "in this pose the arm's weight loads its joints by %.1f Nm only: whether the"
              + " cabinet compensates it could not be checked",
          weight);
    } else if (opposite < apart / 2) {
      verdict = Verdict.WRONG_SIGN;
      sentence = String.format(Locale.ROOT,
          "the measured torque must hold the arm's weight, but has the opposite sign:"
              + " it is within %.1f Nm of the weight's own torque, which is %.1f Nm",
          opposite, weight);
    } else if (apart > USUAL_DEVIATION * weight + MIN_WEIGHT_NM) {
      verdict = Verdict.DEVIATES;
      sentence = String.format(Locale.ROOT,
          "measured torque and weight of the model are %.1f Nm apart, of %.1f Nm:"
              + " check arm model, mounting, and the cabinet's load data",
          apart, weight);
    } else {
      verdict = Verdict.AGREES;
      sentence = String.format(Locale.ROOT,
          "the cabinet bears the arm's weight (measured within %.1f Nm of the model's"
              + " %.1f Nm), so priors leave gravity out",
          apart, weight);
    }
  }

  private static double rmsOfSum(double[] a, double[] b, int sign) {
    double squares = 0;
    for (int j = 0; j < a.length; j++) {
      double sum = a[j] + sign * b[j];
      squares += sum * sum;
    }
    return Math.sqrt(squares / a.length);
  }

  Verdict verdict() {
    return verdict;
  }

  /** For people. */
  String sentence() {
    return sentence;
  }
}
