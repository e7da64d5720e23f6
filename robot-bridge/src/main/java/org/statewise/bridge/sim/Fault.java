package org.statewise.bridge.sim;

/**
 * One fault of a plan.
 *
 * @param atSeconds when it begins, on the arm's clock since the first command
 * @param forSeconds how long it may strike; infinity for good
 * @param probability with which it strikes at each state in that time, (0, 1]
 * @param joint which joint, where it is about one
 * @param size see {@link FaultKind}
 */
public record Fault(FaultKind kind, double atSeconds, double forSeconds, double probability,
    int joint, double size) {
  /** A delay holds back so many states at most. */
  static final int MAX_PERIODS = 1000;

  public Fault {
    require(atSeconds >= 0, kind, "at", "not negative", atSeconds);
    require(forSeconds > 0, kind, "for", "positive", forSeconds);
    require(probability > 0 && probability <= 1, kind, "p", "above 0 and at most 1", probability);
    require(joint >= 0, kind, "joint", "0 or more", joint);
    require(Double.isFinite(size), kind, kind.sizeKey(), "finite", size);
    if (kind == FaultKind.DELAY) {
      require(size >= 1 && size <= MAX_PERIODS && size == Math.rint(size), kind, "periods",
          "a whole number of 1 to " + MAX_PERIODS, size);
    }
    if (kind == FaultKind.PAUSE) {
      require(size > 0, kind, "ms", "positive", size);
    }
  }

  /** Strikes at every state from {@code atSeconds} on, with the usual size at joint 0. */
  public static Fault of(FaultKind kind, double atSeconds) {
    return new Fault(kind, atSeconds, Double.POSITIVE_INFINITY, 1, 0, kind.usualSize());
  }

  /** The same for a time. */
  public Fault lasting(double seconds) {
    return new Fault(kind, atSeconds, seconds, probability, joint, size);
  }

  /** The same with a probability at each state. */
  public Fault withProbability(double other) {
    return new Fault(kind, atSeconds, forSeconds, other, joint, size);
  }

  /** The same at another joint. */
  public Fault atJoint(int other) {
    return new Fault(kind, atSeconds, forSeconds, probability, other, size);
  }

  /** The same with another size. */
  public Fault ofSize(double other) {
    return new Fault(kind, atSeconds, forSeconds, probability, joint, other);
  }

  private static void require(boolean holds, FaultKind kind, String key, String rule,
      double value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "fault " + kind.word() + ": " + key + " must be " + rule + ", but is " + value);
    }
  }
}
