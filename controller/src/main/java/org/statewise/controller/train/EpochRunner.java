package org.statewise.controller.train;

import java.util.random.RandomGenerator;

/** Runs the epochs of one seed. */
interface EpochRunner {
  /**
   * Runs an epoch.
   *
   * @return false if it broke down: a number was not finite
   */
  boolean epoch(PhiStep phi, RandomGenerator rng);
}
