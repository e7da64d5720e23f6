package org.statewise.bridge.sim;

import org.statewise.models.HotPath;

/**
 * Normal noise from a seed, the same to the bit on every machine and without allocation, which the
 * platform's generators do not promise together. SplitMix64 (Steele, Lea and Flood, 2014) feeds
 * Marsaglia's polar method.
 */
@HotPath
final class NoiseSource {
  private long state;
  private double spare;
  private boolean hasSpare;

  NoiseSource(long seed) {
    state = seed;
  }

  /** A draw from the normal distribution of mean 0 and variance 1. */
  double nextGaussian() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double u;
    double v;
    double s;
    do {
      u = nextSymmetric();
      v = nextSymmetric();
      s = u * u + v * v;
    } while (s >= 1 || s == 0);
    double scale = Math.sqrt(-2 * StrictMath.log(s) / s);
    spare = v * scale;
    hasSpare = true;
    return u * scale;
  }

  /** Uniform in [-1, 1). */
  private double nextSymmetric() {
    state += 0x9E3779B97F4A7C15L;
    long z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (z >> 10) * 0x1p-53;
  }
}
