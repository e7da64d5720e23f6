package org.statewise.models.loss;

import org.statewise.models.HotPath;

/**
 * How a learned number s becomes the weight phi_j of a squared error. The paper leaves open whether
 * phi is positive; if it is not, the loss has no minimum at f = tau.
 */
public enum Positivity {
  /** phi_j = log(1 + e^s), always positive. */
  SOFTPLUS {
    @Override
    @HotPath
    public double weight(double s) {
      return Softplus.value(s);
    }

    @Override
    @HotPath
    public double derivative(double s) {
      return Softplus.derivative(s);
    }

    @Override
    public double inverse(double weight) {
      // log(e^w - 1) = w + log(1 - e^-w), where e^w would overflow
      return weight > LARGE
          ? weight + StrictMath.log1p(-StrictMath.exp(-weight))
          : StrictMath.log(StrictMath.expm1(weight));
    }
  },

  /** phi_j = s, of either sign. */
  RAW {
    @Override
    @HotPath
    public double weight(double s) {
      return s;
    }

    @Override
    @HotPath
    public double derivative(double s) {
      return 1;
    }

    @Override
    public double inverse(double weight) {
      return weight;
    }
  };

  private static final double LARGE = 30;

  /** phi_j(s). */
  public abstract double weight(double s);

  /** d phi_j / ds. */
  public abstract double derivative(double s);

  /** The s that gives this weight, which is positive. */
  public abstract double inverse(double weight);
}
