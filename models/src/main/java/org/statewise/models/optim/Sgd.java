package org.statewise.models.optim;

import org.statewise.models.HotPath;
import org.statewise.models.net.Parameters;

/** Stochastic gradient descent: d = dL/dtheta. Remembers nothing. */
public final class Sgd implements UpdateRule {
  @Override
  @HotPath
  public void directionInto(Parameters dLdTheta, Parameters direction) {
    direction.copyFrom(dLdTheta);
  }

  @Override
  @HotPath
  public boolean followsGradient() {
    return true;
  }

  @Override
  @HotPath
  public void reset() {
    // There is no memory.
  }

  @Override
  public UpdateRule copy() {
    return new Sgd();
  }

  @Override
  public double[] memory() {
    return new double[0];
  }

  @Override
  public void restore(double[] memory) {
    if (memory.length != 0) {
      throw new IllegalArgumentException(
          "Sgd: remembers nothing, but was given " + memory.length + " values.");
    }
  }
}
