package org.statewise.controller.train;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Independent generators that follow from a seed and a purpose. Each epoch has one of its own, so
 * that a training continues from a checkpoint without a generator's state in it.
 */
final class Seeds {
  static final long PHI = -1;
  static final long TEST = -2;

  /** An odd number whose multiples are spread over all bits: the golden ratio times 2^64. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /** @param purpose {@link #PHI}, {@link #TEST} or the number of an epoch */
  static RandomGenerator generator(long seed, long purpose) {
    // Two seeds draw from different sequences, since the generator mixes what it is given.
    return new SplittableRandom(new SplittableRandom(seed).nextLong() + purpose * SPREAD);
  }
}
