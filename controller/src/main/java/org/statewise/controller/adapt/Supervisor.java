package org.statewise.controller.adapt;

import org.statewise.controller.setpoint.Setpoint;
import org.statewise.models.HotPath;

/**
 * Watches whether adaptation does harm, in the manner of a simplex architecture: the prior with
 * feedback is the part that is trusted, the model the part that performs. All means run over a sliding
 * window of half a second, over joints, of torques as parts of the torque limits. With e the prediction
 * error of the model, r what the prior leaves of the torque, uModel the model's torque and uFb the
 * feedback, adaptation does harm when
 *
 * <pre>
 * prediction:    mean e^2 > 4 mean r^2 + 0.02^2
 * disagreement:  mean uModel^2 > 9 mean r^2 + 0.1^2
 * tracking:      mean uFb^2 > 4 mean r^2 + 0.03^2
 * oscillation:   uModel swings to and fro ({@link Oscillation}), wildly or though its gain is at its lowest
 * parameters:    |theta| > 1e6
 * </pre>
 *
 * <p>Before the fourth the gain is lowered: each time the torque begins to swing the bandwidth of learning
 * ({@link org.statewise.models.online.OnlineModel#slowDown}) is halved, down to an eighth; after wild
 * swings it is an eighth at once. It is not raised again in the same run, not even after a withdrawal,
 * since what swung once would swing again, with two exceptions: once in a run, where two seconds after it
 * was lowered the swing goes on and turns out to be asked for; and where a withdrawn model's swing goes on
 * without it. e is the whole error at any gain.
 *
 * <p>On harm the model's torque fades to zero within 0.2 s, linearly, so that no tick changes it by more
 * than a fiftieth; learning is frozen. After a quiet time of 2 s, twice as long after each further
 * intervention and at most 32 s, the model is what it was at first and fades in within 0.5 s. Then it
 * learns again. In the quiet time the feedback, which then stands in the model's place, tells how much the
 * loop swings without adaptation: what swings no more than 1.5 times that is none of its swings. One
 * thread; nothing allocates; the same ticks give the same decisions.
 */
final class Supervisor {
  private static final double WINDOW_SECONDS = 0.5;
  private static final double FADE_OUT_SECONDS = 0.2;
  private static final double FADE_IN_SECONDS = 0.5;
  private static final double QUIET_SECONDS = 2;
  private static final double LONGEST_QUIET_SECONDS = 32;
  private static final double LOWEST_GAIN = 0.125;
  private static final double TRIAL_SECONDS = 2;
  /** When the swings without adaptation are measured first, as a part of the quiet time; then at its end. */
  private static final double FIRST_MEASURED_AT = 0.6;
  private static final double LARGEST_NORM = 1e6;

  private enum Stage {
    WATCHING, FADING_OUT, QUIET, FADING_IN
  }

  private final double[] tauMax;
  private final double periodSeconds;
  private final double forget;
  private final Oscillation oscillation;
  private Stage stage = Stage.WATCHING;
  private double stageSeconds;
  private double quietSeconds = QUIET_SECONDS;
  private double gain = 1;
  /** Since the gain was lowered; endless when there is nothing to try. */
  private double trialSeconds = Double.POSITIVE_INFINITY;
  private boolean restored;
  /** The model has swung wildly in this run: its gain stays the lowest, whatever else is found. */
  private boolean swungWildly;
  /** Whether the model was withdrawn because it swung. */
  private boolean swung;
  private boolean measured;
  private boolean outgrown;
  private double meanError;
  private double meanResidual;
  private double meanModel;
  private double meanFeedback;

  /** @param tauMax torque limits, Nm */
  Supervisor(double[] tauMax, double periodSeconds) {
    this.tauMax = tauMax.clone();
    this.periodSeconds = periodSeconds;
    forget = Math.min(1, periodSeconds / WINDOW_SECONDS);
    oscillation = new Oscillation(tauMax, periodSeconds);
  }

  /** How much of the model's torque is let through, 0 to 1. */
  @HotPath
  double weight() {
    // Ifs: a switch over an enum that gives a value can throw.
    if (stage == Stage.WATCHING) {
      return 1;
    }
    if (stage == Stage.FADING_OUT) {
      return Math.max(0, 1 - stageSeconds / FADE_OUT_SECONDS);
    }
    return stage == Stage.FADING_IN ? Math.min(1, stageSeconds / FADE_IN_SECONDS) : 0;
  }

  /** In how many ticks harm is found at the latest. */
  int windowTicks() {
    return (int) Math.ceil(WINDOW_SECONDS / periodSeconds);
  }

  /** The part of the model's bandwidth that it may learn with. */
  @HotPath
  double gain() {
    return gain;
  }

  @HotPath
  boolean mayLearn() {
    return stage == Stage.WATCHING;
  }

  /** A sample was learned: e, r as in the class, Nm. */
  @HotPath
  void learned(double[] error, double[] residual, double thetaNorm) {
    meanError += forget * (square(error) - meanError);
    meanResidual += forget * (square(residual) - meanResidual);
    outgrown |= !(thetaNorm <= LARGEST_NORM);
  }

  /**
   * A tick passes.
   *
   * @param uModel the model's torque as it was let through, Nm
   * @param uFb feedback, Nm
   * @param desired of this tick
   */
  @HotPath
  Intervention pass(double[] uModel, double[] uFb, Setpoint desired) {
    stageSeconds += periodSeconds;
    if (stage == Stage.WATCHING) {
      return watch(uModel, uFb, desired);
    }
    if (stage == Stage.FADING_OUT) {
      return next(FADE_OUT_SECONDS, Stage.QUIET, Intervention.NONE);
    }
    if (stage == Stage.QUIET) {
      measure(uFb, desired);
      return next(quietSeconds, Stage.FADING_IN, Intervention.REARMED);
    }
    return next(FADE_IN_SECONDS, Stage.WATCHING, Intervention.NONE);
  }

  /** How much the loop swings without adaptation: what lasts over the quiet time's second part. */
  @HotPath
  private void measure(double[] uFb, Setpoint desired) {
    oscillation.listen(uFb, desired);
    if (!measured && stageSeconds >= FIRST_MEASURED_AT * quietSeconds) {
      measured = true;
      oscillation.keepBaseline(false);
    }
  }

  @HotPath
  private Intervention next(double seconds, Stage then, Intervention said) {
    if (stageSeconds < seconds) {
      return Intervention.NONE;
    }
    if (then == Stage.QUIET) {
      measured = false;
      oscillation.restart();
    } else if (then == Stage.FADING_IN) {
      oscillation.keepBaseline(true);
      if (swung && !swungWildly && oscillation.persisted()) {
        gain = 1;
      }
      quietSeconds = Math.min(2 * quietSeconds, LONGEST_QUIET_SECONDS);
    } else if (then == Stage.WATCHING) {
      outgrown = false;
      meanError = 0;
      meanResidual = 0;
      meanModel = 0;
      meanFeedback = 0;
      oscillation.restart();
    }
    stage = then;
    stageSeconds = 0;
    return said;
  }

  @HotPath
  private Intervention watch(double[] uModel, double[] uFb, Setpoint desired) {
    meanModel += forget * (square(uModel) - meanModel);
    meanFeedback += forget * (square(uFb) - meanFeedback);
    Intervention found = harm();
    boolean swings = oscillation.swings(uModel, desired);
    if (found == Intervention.NONE) {
      found = swings ? lowerGain() : retry();
    }
    if (found.stops()) {
      swung = found == Intervention.OSCILLATION;
      stage = Stage.FADING_OUT;
      stageSeconds = 0;
    }
    return found;
  }

  @HotPath
  private Intervention harm() {
    if (outgrown) {
      return Intervention.PARAMETERS;
    }
    // Written so that a mean that is no number is harm too.
    if (!(meanError <= 4 * meanResidual + 0.02 * 0.02)) {
      return Intervention.PREDICTION;
    }
    if (!(meanModel <= 9 * meanResidual + 0.1 * 0.1)) {
      return Intervention.DISAGREEMENT;
    }
    return meanFeedback <= 4 * meanResidual + 0.03 * 0.03
        ? Intervention.NONE
        : Intervention.TRACKING;
  }

  @HotPath
  private Intervention lowerGain() {
    boolean wild = oscillation.isWild();
    boolean helps = !wild && gain > LOWEST_GAIN;
    swungWildly |= wild;
    oscillation.forgetSwings();
    gain = wild ? LOWEST_GAIN : Math.max(LOWEST_GAIN, 0.5 * gain);
    trialSeconds = restored || swungWildly || !helps ? Double.POSITIVE_INFINITY : 0;
    return helps ? Intervention.GAIN_LOWERED : Intervention.OSCILLATION;
  }

  /** Once in a run: back to the gain that seemed to swing, if what swung was asked for. */
  @HotPath
  private Intervention retry() {
    trialSeconds += periodSeconds;
    if (trialSeconds < TRIAL_SECONDS || trialSeconds == Double.POSITIVE_INFINITY) {
      return Intervention.NONE;
    }
    trialSeconds = Double.POSITIVE_INFINITY;
    if (!oscillation.wasAsked()) {
      return Intervention.NONE;
    }
    restored = true;
    gain = 1;
    return Intervention.GAIN_RESTORED;
  }

  @HotPath
  private double square(double[] tau) {
    double sum = 0;
    for (int j = 0; j < tau.length; j++) {
      double part = tau[j] / tauMax[j];
      sum += part * part;
    }
    return sum / tau.length;
  }
}
