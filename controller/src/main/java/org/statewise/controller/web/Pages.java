package org.statewise.controller.web;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.statewise.controller.telemetry.RunHealth;

/** The pages that a run has. */
public final class Pages {
  private Pages() {}

  /** Metrics in the format that is preferred; {@code scrape} makes them for a content type. */
  public static Page metrics(UnaryOperator<String> scrape) {
    return accept -> {
      String type = Accept.prefersOpenMetrics(accept) ? Page.OPEN_METRICS : Page.TEXT;
      return new Page.Answer(200, type, scrape.apply(type));
    };
  }

  /** A probe: 200 if all is well, else 503, with its sentence. */
  public static Page probe(Supplier<RunHealth.Verdict> verdict) {
    return accept -> {
      RunHealth.Verdict now = verdict.get();
      return new Page.Answer(now.good() ? 200 : 503, Page.PLAIN, now.sentence() + "\n");
    };
  }
}
