package org.statewise.controller.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of our times over that of a reference, measured beside it under the same setting.
 *
 * @param what both, in words
 * @param p50 of the medians, and so on
 */
public record Ratio(Setting setting, String what, double p50, double p99, double p999) {
  /** All that there are references for. */
  public static List<Ratio> of(List<Series> all) {
    List<Ratio> ratios = new ArrayList<>();
    for (Series ours : all) {
      Optional<Quantity> reference = reference(ours.quantity());
      reference.flatMap(quantity -> find(all, ours.setting(), quantity))
          .filter(series -> ours.ns().getTotalCount() > 0 && series.ns().getTotalCount() > 0)
          .ifPresent(series -> ratios.add(between(ours, series)));
    }
    return ratios;
  }

  private static Optional<Quantity> reference(Quantity ours) {
    return switch (ours) {
      case SLEEP, HAND_OVER, TURNAROUND -> Optional.of(Quantity.CYCLICTEST);
      case REPLY -> Optional.of(Quantity.C_REPLY);
      default -> Optional.empty();
    };
  }

  private static Optional<Series> find(List<Series> all, Setting setting, Quantity quantity) {
    return all.stream()
        .filter(
            series -> series.setting().equals(setting) && series.quantity() == quantity)
        .findFirst();
  }

  private static Ratio between(Series ours, Series reference) {
    return new Ratio(ours.setting(), ours.label() + " / " + reference.label(),
        ratio(ours, reference, 50), ratio(ours, reference, 99),
        ratio(ours, reference, Series.OFTEN));
  }

  /** A reference below a microsecond counts as one: cyclictest tells whole ones. */
  private static double ratio(Series ours, Series reference, double percentile) {
    return ours.micros(percentile) / Math.max(1, reference.micros(percentile));
  }
}
