package org.statewise.controller.evaluate.closedloop;

/** One run of the benchmark. */
public record Cell(Baseline baseline, Scenario scenario, double gainScale, long seed,
    RunMeasures measures) {
  /** The plant in words. */
  String where() {
    return "%s, gain %.1f, seed %d".formatted(scenario.word(), gainScale, seed);
  }
}
