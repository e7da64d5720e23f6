package org.statewise.controller.evaluate.closedloop;

/**
 * How far a baseline is from trouble: how much later commands may act, and how much stronger the
 * adaptation may be, until the loop oscillates.
 *
 * <p>Oscillation: a guard ended the run, or the RMS of the tracking error above 3 Hz from the second
 * round on ({@link RunMeasures#shakingMrad}) is more than twice that of the run without the change and
 * more than that of PD and prior alone, or the command is more than three times as rough. The margin is
 * the largest change, to the resolution, that does not make it oscillate, found by doubling and bisection.
 */
public final class Margins {
  /** Finest step of delay, the simulation's own. */
  private static final double DELAY_STEP_SECONDS = 0.0005;
  private static final double MAX_DELAY_SECONDS = 0.064;
  private static final double MAX_GAIN = 64;
  private static final double GAIN_RESOLUTION = 1.05;
  private static final double LOUDER = 2;
  private static final double ROUGHER = 3;
  private static final double FLOOR_MRAD = 0.02;

  private final ClosedLoop loop;

  /** Measures in runs of {@code loop}, which must have two rounds at least. */
  public Margins(ClosedLoop loop) {
    this.loop = loop;
  }

  /** Extra delay, s; at most 64 ms is looked for. */
  public double delaySeconds(Plant plant, Baseline baseline) {
    RunMeasures usual = loop.run(plant, baseline);
    if (!usual.held()) {
      return 0;
    }
    double good = 0;
    double bad = 4 * DELAY_STEP_SECONDS;
    while (bad <= MAX_DELAY_SECONDS && !oscillates(usual, delayed(plant, baseline, bad))) {
      good = bad;
      bad *= 2;
    }
    if (bad > MAX_DELAY_SECONDS) {
      return good;
    }
    while (bad - good > 1.5 * DELAY_STEP_SECONDS) {
      double middle = DELAY_STEP_SECONDS * Math.round((good + bad) / (2 * DELAY_STEP_SECONDS));
      if (oscillates(usual, delayed(plant, baseline, middle))) {
        bad = middle;
      } else {
        good = middle;
      }
    }
    return good;
  }

  private RunMeasures delayed(Plant plant, Baseline baseline, double seconds) {
    return loop.run(plant.withDrive(plant.drive().later(seconds)), baseline);
  }

  /** Factor on the adaptation's gain; at most 64 is looked for. */
  public double gain(Plant plant, Baseline baseline) {
    RunMeasures usual = loop.run(plant, baseline);
    if (!usual.held()) {
      return 0;
    }
    double good = 1;
    double bad = 2;
    while (bad <= MAX_GAIN && !oscillates(usual, loop.run(plant, baseline, bad))) {
      good = bad;
      bad *= 2;
    }
    while (bad <= MAX_GAIN && bad > GAIN_RESOLUTION * good) {
      double middle = Math.sqrt(good * bad);
      if (oscillates(usual, loop.run(plant, baseline, middle))) {
        bad = middle;
      } else {
        good = middle;
      }
    }
    return good;
  }

  private static boolean oscillates(RunMeasures usual, RunMeasures now) {
    return !now.held()
        || now.shakingMrad() > LOUDER * usual.shakingMrad() + FLOOR_MRAD
        || now.roughnessNm() > ROUGHER * usual.roughnessNm();
  }
}
