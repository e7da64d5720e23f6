package org.statewise.models.online;

import org.statewise.models.loss.LossSpec;

/**
 * Finds what was learned beforehand and is named in a model's text. Every method throws an
 * IllegalArgumentException with one sentence if there is no such thing, or it is of another arm.
 */
@FunctionalInterface
public interface LearnedFiles {
  /** The loss of a word or a file, trained or not. */
  LossSpec loss(String name);

  /** The filter in a file. */
  default LearnedFilter filter(String name) {
    throw new IllegalArgumentException("there is no learned filter '" + name + "'");
  }

  /** The network in a file. */
  default NetworkInitialisation start(String name) {
    throw new IllegalArgumentException("there is no learned network '" + name + "'");
  }

  /** The network in a file that was trained over many arms, with the loss that it learns by. */
  default NetworkMemorySpec memory(String name) {
    throw new IllegalArgumentException("there is no learned memory '" + name + "'");
  }
}
