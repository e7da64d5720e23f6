package org.statewise.controller.evaluate.stream;

import java.util.function.LongFunction;
import org.statewise.models.online.OnlineModelSpec;

/**
 * A model among those that are compared.
 *
 * @param name as the user wrote it
 * @param loss what it minimises, or its own name where it learns in another way
 * @param updateRule of a network; else empty
 * @param alpha its rate; else NaN
 * @param prior what is known before: {@code none}, {@code gravity} or {@code rigid-body}
 * @param published whether it is a network as the paper runs it: random start, no trust bound
 * @param spec the model of a seed: a learned loss is another one with each
 */
public record Baseline(String name, String loss, String updateRule, double alpha, String prior,
    boolean published, LongFunction<OnlineModelSpec> spec) {
  /** What a name holds if its model uses a loss that the experiment learns. */
  public static final String LEARNED = "learned-";

  /** What stands before a prior of a baseline's own. */
  static final String WITH = " with ";

  /** Whether its prior is its own, and not the experiment's. */
  boolean namesPrior() {
    return name.contains(WITH);
  }

  /** Whether each seed has a loss of its own. */
  boolean isLearned() {
    return name.contains(LEARNED);
  }
}
