package org.statewise.controller.evaluate.closedloop;

/** One run of the benchmark. */
public record Cell(Baseline baseline, Scenario scenario, double gainScale, long seed,
    RunMeasures measures) {}
