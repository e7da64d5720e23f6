package org.statewise.controller.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.statewise.models.loss.LossSpec;

/**
 * A learned loss beside the squared one and the untrained one, on the test recordings: same
 * networks, same samples, same rate; each figure is the mean of three networks.
 *
 * @param loss {@code squared}, {@code untrained} or {@code learned}
 * @param afterBatches error after the training's number of steps on random batches
 * @param online error of predicting each sample before learning from it, without a bound
 * @param onlineBounded the same with the controller's trust bound
 */
public record Comparison(String loss, TestError afterBatches, TestError online,
    TestError onlineBounded) {
  private static final int BATCH = 32;

  /**
   * Compares.
   *
   * @param kappa the controller's trust fraction
   */
  public static List<Comparison> of(SeedResult result, MetaOptions options, DataSet test,
      double kappa) {
    Map<String, LossSpec> losses = new LinkedHashMap<>();
    losses.put("squared", new LossSpec.Squared());
    losses.put("untrained", result.untrained());
    losses.put("learned", result.best());
    MetaOptions.Model model = options.model();
    return losses.entrySet().stream().map(entry -> {
      LossSpec loss = entry.getValue();
      return new Comparison(entry.getKey(),
          mean(seed -> HeldOut.afterBatches(test, model, loss, BATCH, options.testSteps(), seed)),
          mean(seed -> HeldOut.online(test, model, Double.POSITIVE_INFINITY, loss, seed)),
          mean(seed -> HeldOut.online(test, model, kappa, loss, seed)));
    }).toList();
  }

  private static TestError mean(LongFunction<TestError> ofNetwork) {
    return TestError.mean(HeldOut.COMMON_NETWORKS.stream().map(ofNetwork::apply).toList());
  }
}
