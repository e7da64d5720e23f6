package org.statewise.models.loss;

import org.statewise.models.HotPath;

/** log(1 + e^x) and its derivatives, without overflow, the same on every machine. */
@HotPath
final class Softplus {
  private Softplus() {}

  /** log(1 + e^x) = max(x, 0) + log(1 + e^-|x|). */
  static double value(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  /** sigma(x) = 1 / (1 + e^-x). */
  static double derivative(double x) {
    double e = StrictMath.exp(-Math.abs(x));
    return x >= 0 ? 1 / (1 + e) : e / (1 + e);
  }

  /** sigma(x) (1 - sigma(x)) = e^-|x| / (1 + e^-|x|)^2. */
  static double secondDerivative(double x) {
    double e = StrictMath.exp(-Math.abs(x));
    return e / ((1 + e) * (1 + e));
  }
}
