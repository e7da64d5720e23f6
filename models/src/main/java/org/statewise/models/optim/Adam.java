package org.statewise.models.optim;

import java.util.Arrays;
import org.statewise.models.HotPath;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;

/**
 * Adam (Kingma and Ba, 2015), element-wise with g = dL/dtheta and the step count t = 1, 2, ...:
 *
 * <pre>
 * m = beta1 m + (1 - beta1) g,  v = beta2 v + (1 - beta2) g^2
 * d = (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 */
public final class Adam implements UpdateRule {
  /**
   * Adding and subtracting this rounds moments of its rounding error, 1e-306, to zero and leaves
   * others alone. A parameter whose gradient stays zero would otherwise keep its moments in the
   * subnormal range for good, where some processors are a hundred times slower. Written without a
   * comparison, the loop stays one that the compiler vectorises.
   */
  private static final double FLUSH = 1e-290;

  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final Parameters m;
  private final Parameters v;

  /** beta1^t and beta2^t. */
  private final double[] powers = {1, 1};

  /**
   * @param like gives the shapes of theta
   * @param beta1 memory of the mean, in [0, 1)
   * @param beta2 memory of the square, in [0, 1)
   * @param epsilon positive
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Adam(Parameters like, double beta1, double beta2, double epsilon) {
    this(beta1, beta2, epsilon, like.newLike(), like.newLike());
    requireMemory("beta1", beta1);
    requireMemory("beta2", beta2);
    if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
      throw new IllegalArgumentException(
          "Adam: epsilon must be positive and finite, got " + epsilon + ".");
    }
  }

  private Adam(double beta1, double beta2, double epsilon, Parameters m, Parameters v) {
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.m = m;
    this.v = v;
  }

  @Override
  @HotPath
  public void directionInto(Parameters dLdTheta, Parameters direction) {
    powers[0] *= beta1;
    powers[1] *= beta2;
    for (int b = 0; b < dLdTheta.blocks(); b++) {
      step(dLdTheta.block(b).data, m.block(b).data, v.block(b).data, direction.block(b).data,
          dLdTheta.block(b).getNumElements());
    }
  }

  @HotPath
  private void step(double[] g, double[] mean, double[] square, double[] d, int n) {
    double meanScale = 1 / (1 - powers[0]);
    double squareScale = 1 / (1 - powers[1]);
    for (int i = 0; i < n; i++) {
      double mi = beta1 * mean[i] + (1 - beta1) * g[i];
      double vi = beta2 * square[i] + (1 - beta2) * g[i] * g[i];
      mi = (mi + FLUSH) - FLUSH;
      vi = (vi + FLUSH) - FLUSH;
      mean[i] = mi;
      square[i] = vi;
      d[i] = meanScale * mi / (Math.sqrt(squareScale * vi) + epsilon);
    }
  }

  @Override
  public void collectState(StateBlocks state) {
    state.add(m);
    state.add(v);
    state.add(powers);
  }

  @Override
  @HotPath
  public void reset() {
    m.zero();
    v.zero();
    powers[0] = 1;
    powers[1] = 1;
  }

  @Override
  public UpdateRule copy() {
    Adam copy = new Adam(beta1, beta2, epsilon, m.copy(), v.copy());
    copy.powers[0] = powers[0];
    copy.powers[1] = powers[1];
    return copy;
  }

  /** m, v, beta1^t, beta2^t. */
  @Override
  public double[] memory() {
    int n = m.count();
    double[] all = Arrays.copyOf(m.toArray(), 2 * n + 2);
    System.arraycopy(v.toArray(), 0, all, n, n);
    all[2 * n] = powers[0];
    all[2 * n + 1] = powers[1];
    return all;
  }

  @Override
  public void restore(double[] memory) {
    int n = m.count();
    if (memory.length != 2 * n + 2) {
      throw new IllegalArgumentException(
          "Adam: its memory must have " + (2 * n + 2) + " values, got " + memory.length + ".");
    }
    for (int i = 0; i < memory.length; i++) {
      if (!Double.isFinite(memory[i])) {
        throw new IllegalArgumentException(
            "Adam: value " + i + " of its memory must be finite, got " + memory[i] + ".");
      }
    }
    m.fromArray(Arrays.copyOf(memory, n));
    v.fromArray(Arrays.copyOfRange(memory, n, 2 * n));
    powers[0] = memory[2 * n];
    powers[1] = memory[2 * n + 1];
  }

  private static void requireMemory(String name, double beta) {
    if (!(beta >= 0) || beta >= 1) {
      throw new IllegalArgumentException("Adam: " + name + " must be in [0, 1), got " + beta + ".");
    }
  }
}
