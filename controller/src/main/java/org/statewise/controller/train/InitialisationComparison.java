package org.statewise.controller.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.net.Parameters;

/**
 * A learned start beside random ones, each with the squared loss and with the one that it was
 * learned for: the error of predicting each test sample before learning from it.
 *
 * @param start {@code random}, of which the mean of three is taken, or {@code learned}
 * @param loss its kind
 * @param online error without a bound
 * @param onlineBounded the same with the controller's trust bound
 */
public record InitialisationComparison(String start, String loss, TestError online,
    TestError onlineBounded) {
  /**
   * Compares.
   *
   * @param kappa the controller's trust fraction
   */
  public static List<InitialisationComparison> of(SeedResult result, MetaOptions options,
      DataSet test,
      double kappa) {
    List<InitialisationComparison> rows = new ArrayList<>();
    List<LossSpec> losses = new ArrayList<>(List.of(new LossSpec.Squared()));
    if (!result.best().word().equals("squared")) {
      losses.add(result.best());
    }
    for (Optional<Parameters> theta : List.of(Optional.<Parameters>empty(),
        result.learned().start())) {
      for (LossSpec loss : losses) {
        rows.add(new InitialisationComparison(theta.isEmpty() ? "random" : "learned", loss.word(),
            error(test, options.model(), Double.POSITIVE_INFINITY, loss, theta),
            error(test, options.model(), kappa, loss, theta)));
      }
    }
    return rows;
  }

  private static TestError error(DataSet test, MetaOptions.Model model, double kappa,
      LossSpec loss, Optional<Parameters> theta) {
    return TestError.mean(HeldOut.COMMON_NETWORKS.stream().limit(theta.isEmpty() ? 3 : 1)
        .map(seed -> HeldOut.online(test, model, kappa, loss, theta, seed)).toList());
  }

  /** For people. */
  public String line() {
    return String.format(Locale.ROOT, "%-8s  %-16s  %10.6g  %15.6g", start, loss, online.mseNm2(),
        onlineBounded.mseNm2());
  }
}
