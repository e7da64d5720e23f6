package org.statewise.controller.evaluate.closedloop;

/**
 * How supervision dealt with an observer that is too fast for a plant.
 *
 * @param swingSeconds the longest time that the observer's torque swung before it was slowed down or
 *     withdrawn; 0 where it did not swing
 * @param slowedDown times that its gain was halved
 * @param withdrawn times that it was faded out
 * @param fault what ended the run early, in words; empty for nothing
 */
public record Detection(Scenario scenario, double gainScale, long seed, double swingSeconds,
    long slowedDown, long withdrawn, String fault) {
  /** Forces {@code observer} on a plant, on which {@code none} swings as much as it does without a model. */
  public static Detection of(ClosedLoop loop, Scenario scenario, Plant plant, Baseline observer,
      Baseline none) {
    double[] tauMax = plant.nominal().joints().stream()
        .mapToDouble(joint -> joint.limits().tauMaxNm()).toArray();
    double dtSeconds = plant.cabinet().periodSeconds();
    SwingBaseline baseline = new SwingBaseline(tauMax, dtSeconds);
    loop.run(plant, none, 1, baseline::see);
    SwingWatch watch = new SwingWatch(tauMax, dtSeconds, baseline);
    RunMeasures run = loop.run(plant, observer, 1, watch::see);
    return new Detection(scenario, plant.gainScale(), plant.seed(), watch.longestSeconds(),
        run.gainLowered(), run.interventions(), run.fault());
  }

  /** Whether the run came to its end. */
  boolean held() {
    return fault.isEmpty();
  }

  /** The plant in words. */
  String where() {
    return "%s, gain %.1f, seed %d".formatted(scenario.word(), gainScale, seed);
  }
}
