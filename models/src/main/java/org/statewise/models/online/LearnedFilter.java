package org.statewise.models.online;

import org.statewise.models.loss.LossSpec;
import org.statewise.models.optim.LeakyKalman;

/**
 * What meta-training finds for a {@link FilterSpec.PrecisionKalman}.
 *
 * @param loss whose weights are the precisions
 * @param leak fraction of the weights that is lost in a tick
 * @param qOverR drift of a weight in a tick over the noise of a sample of precision 1
 * @param features settings that name the features it was trained on, such as {@code
 *     features=100,length=4.0,friction=own}
 */
public record LearnedFilter(LossSpec loss, double leak, double qOverR, String features) {
  /** Checks that there is such a filter on such features. */
  public LearnedFilter {
    LeakyKalman.check(leak, qOverR);
    FeatureSettings.parse(features);
  }
}
