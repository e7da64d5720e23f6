package org.statewise.models.feature;

import java.util.random.RandomGenerator;
import org.statewise.models.HotPath;
import org.statewise.models.SinCos;

/**
 * Random Fourier features (Rahimi and Recht, 2007): with x = (q, qd, qdd) and m / 2 drawn
 * frequencies omega_k, whose components are normal with deviation 1 / l_i,
 *
 * <pre>
 * h = sqrt(2 / m) (cos(omega_1 . x), sin(omega_1 . x), cos(omega_2 . x), ...)
 * </pre>
 *
 * <p>so that |h| = 1 and h(x) . h(y) approximates the Gaussian kernel exp(-1/2 sum ((x_i - y_i) /
 * l_i)^2): a linear model on them is a Gaussian process cut down to m numbers.
 */
public final class RandomFeatures implements Features {
  /** Beyond this phase the reduced sine would need memory; no joint that moves gets there. */
  private static final double MAX_PHASE = 1e6;

  private final int joints;
  private final int frequencies;
  private final double[] omega;
  private final double amplitude;

  /**
   * @param count m, positive and even
   * @param lengthScales l_i for (q, qd, qdd), rad, rad/s and rad/s^2, 3n numbers, positive
   * @param rng draws the frequencies
   * @throws IllegalArgumentException if a number is out of its range
   */
  public RandomFeatures(int count, double[] lengthScales, RandomGenerator rng) {
    if (count < 2 || count % 2 != 0) {
      throw new IllegalArgumentException(
          "Random features: count must be positive and even, a cosine"
              + " and a sine a frequency, got " + count + ".");
    }
    if (lengthScales.length == 0 || lengthScales.length % 3 != 0) {
      throw new IllegalArgumentException(
          "Random features: need length scales for (q, qd, qdd), three"
              + " a joint, got " + lengthScales.length + ".");
    }
    joints = lengthScales.length / 3;
    frequencies = count / 2;
    amplitude = Math.sqrt(1.0 / frequencies);
    omega = new double[frequencies * lengthScales.length];
    for (int i = 0; i < omega.length; i++) {
      double scale = lengthScales[i % lengthScales.length];
      if (!(scale > 0) || Double.isInfinite(scale)) {
        throw new IllegalArgumentException("Random features: length scale "
            + i % lengthScales.length + " must be positive and finite, got " + scale + ".");
      }
      omega[i] = rng.nextGaussian() / scale;
    }
  }

  @Override
  public int joints() {
    return joints;
  }

  @Override
  public int count() {
    return 2 * frequencies;
  }

  @Override
  public int rows() {
    return 1;
  }

  @Override
  public long multiplyAdds() {
    // The two series of a sine and a cosine take about 20 more a frequency.
    return omega.length + 20L * frequencies;
  }

  @Override
  @HotPath
  public void featureInto(double[] q, double[] qd, double[] qdd, double[] h) {
    for (int k = 0; k < frequencies; k++) {
      int at = 3 * joints * k;
      // z = omega_k . x
      double z = 0;
      for (int j = 0; j < joints; j++) {
        z += omega[at + j] * q[j] + omega[at + joints + j] * qd[j]
            + omega[at + 2 * joints + j] * qdd[j];
      }
      boolean usable = Math.abs(z) < MAX_PHASE;
      h[2 * k] = usable ? amplitude * SinCos.cos(z) : Double.NaN;
      h[2 * k + 1] = usable ? amplitude * SinCos.sin(z) : Double.NaN;
    }
  }
}
