package org.statewise.controller.adapt;

import org.statewise.controller.setpoint.Setpoint;
import org.statewise.models.HotPath;

/**
 * Watches whether a part of adaptation does harm, a memory or an observer ({@link TwoSupervisors}) or a model
 * that is of one part, in the manner of a simplex architecture: the prior with
 * feedback is the part that is trusted, the model the part that performs. Harm is what {@link Harm} finds,
 * and a torque of the model that swings to and fro ({@link Oscillation}) wildly, or though its gain is at
 * an eighth or below.
 *
 * <p>Before that the gain is lowered: each time the torque begins to swing the bandwidth of learning ({@link
 * org.statewise.models.online.OnlineModel#slowDown}) is halved, down to an eighth. A gain that swung is not
 * tried again in the same run, band by band ({@link GainCeilings}), with two exceptions, each once in a
 * run: where two seconds after it was lowered the swing goes on and turns out to be asked for; and where a
 * withdrawn model's swing goes on without it.
 *
 * <p>On harm the model's torque fades to zero within 0.2 s, linearly, so that no tick changes it by more
 * than a fiftieth, and what of it swung just then sooner ({@link FrozenSwing}); learning is frozen. After a quiet time of 2 s, twice as long after each further
 * intervention and at most 32 s, the model is what it was at first and fades in within 0.5 s. Then it
 * learns again; after a swing with half of the gain that swung, or less. In the quiet time the feedback,
 * which then stands in the model's place, tells how much the loop swings without adaptation: what swings no
 * more than 1.5 times that is none of its swings.
 *
 * <p>A model that was withdrawn for swings three times stays withdrawn until the run ends or somebody asks
 * for it ({@link #allow}): each further try would shake the arm once more. One thread; nothing allocates;
 * the same ticks give the same decisions.
 */
final class Supervisor {
  private static final double FADE_OUT_SECONDS = 0.2;
  private static final double FADE_IN_SECONDS = 0.5;
  private static final double QUIET_SECONDS = 2;
  private static final double MAX_QUIET_SECONDS = 32;
  /** Harm so soon after a swing is the swing's, whichever rule it broke first. */
  private static final double SWING_LASTS_SECONDS = 1;
  /** When the swings without adaptation are measured first, as a part of the quiet time; then at its end. */
  private static final double FIRST_MEASURED_AT = 0.6;
  /**
   * So many tries shake the arm at most. The third is at a sixteenth of the bandwidth that was asked for
   * or below: what swings then too would bear too little, slower still, to be worth another.
   */
  static final int MAX_SWING_WITHDRAWALS = 3;

  private enum Stage {
    WATCHING, FADING_OUT, QUIET, FADING_IN, STAYING_OUT
  }

  private final double periodSeconds;
  private final Harm harm;
  private final Oscillation oscillation;
  private final GainCeilings gains = new GainCeilings();
  private Stage stage = Stage.WATCHING;
  private double stageSeconds;
  private double quietSeconds = QUIET_SECONDS;
  private double sinceSwingSeconds = Double.POSITIVE_INFINITY;
  /** Whether the model was withdrawn because it swung. */
  private boolean swung;
  private int swingWithdrawals;
  private boolean measured;
  private boolean blamed;
  private final FrozenSwing frozen;

  /** @param tauMax torque limits, Nm */
  Supervisor(double[] tauMax, double periodSeconds) {
    this.periodSeconds = periodSeconds;
    frozen = new FrozenSwing(tauMax.length);
    harm = new Harm(tauMax.clone(), periodSeconds);
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

  /**
   * Takes what swung out of a torque that fades out.
   *
   * @param u what {@link #weight} lets through, Nm; overwritten
   */
  @HotPath
  void calm(double[] u) {
    if (stage == Stage.FADING_OUT) {
      frozen.takeFrom(u, weight(), stageSeconds);
    }
  }

  /** In how many ticks harm is found at the latest. */
  int windowTicks() {
    return (int) Math.ceil(Harm.WINDOW_SECONDS / periodSeconds);
  }

  /** The part of the model's bandwidth that it may learn with. */
  @HotPath
  double gain() {
    return gains.gain();
  }

  /** Whether it is withdrawn or on its way: its torque leaves or has left. */
  @HotPath
  boolean withdraws() {
    return stage != Stage.WATCHING && stage != Stage.FADING_IN;
  }

  /** What swings just now has another cause. */
  @HotPath
  void forgetSwings() {
    oscillation.restart();
  }

  /** How much of joint {@code j}'s torque swings fast, a mean square, Nm^2. */
  @HotPath
  double swingPower(int j) {
    return oscillation.power(j);
  }

  /** It swings together with another model, though not by itself: {@link #pass} answers that. */
  @HotPath
  void blame() {
    blamed = true;
  }

  @HotPath
  boolean mayLearn() {
    return stage == Stage.WATCHING;
  }

  /** A sample was learned: e, r as in the class, Nm. */
  @HotPath
  void learned(double[] error, double[] residual, double thetaNorm) {
    harm.learned(error, residual, thetaNorm);
  }

  /** Somebody asks for the model: one that stays withdrawn begins anew, with as many tries as at first. */
  @HotPath
  void allow() {
    if (stage == Stage.STAYING_OUT) {
      swingWithdrawals = 0;
      stage = Stage.QUIET;
      stageSeconds = quietSeconds;
    }
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
    if (stage == Stage.QUIET) {
      measure(uFb, desired);
      return stageSeconds < quietSeconds ? Intervention.NONE : comeBack();
    }
    if (stage == Stage.FADING_OUT) {
      fade(FADE_OUT_SECONDS, Stage.QUIET);
    } else if (stage == Stage.FADING_IN) {
      fade(FADE_IN_SECONDS, Stage.WATCHING);
    }
    return Intervention.NONE;
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

  /** The quiet time is over. */
  @HotPath
  private Intervention comeBack() {
    oscillation.keepBaseline(true);
    if (swung && gains.excuse(oscillation)) {
      swingWithdrawals--;
    }
    quietSeconds = Math.min(2 * quietSeconds, MAX_QUIET_SECONDS);
    boolean stays = swung && swingWithdrawals >= MAX_SWING_WITHDRAWALS;
    enter(stays ? Stage.STAYING_OUT : Stage.FADING_IN);
    return stays ? Intervention.STAYS_WITHDRAWN : Intervention.REARMED;
  }

  @HotPath
  private void enter(Stage next) {
    stage = next;
    stageSeconds = 0;
  }

  @HotPath
  private void fade(double seconds, Stage then) {
    if (stageSeconds < seconds) {
      return;
    }
    measured = false;
    oscillation.restart();
    harm.restart();
    enter(then);
  }

  @HotPath
  private Intervention watch(double[] uModel, double[] uFb, Setpoint desired) {
    sinceSwingSeconds += periodSeconds;
    Intervention found = harm.judge(uModel, uFb);
    boolean swings = oscillation.swings(uModel, desired, blamed);
    blamed = false;
    if (swings) {
      Intervention answer = lowerGain();
      found = found == Intervention.NONE ? answer : found;
    } else if (found == Intervention.NONE) {
      found = gains.retry(periodSeconds, oscillation) ? Intervention.GAIN_RESTORED : found;
    } else if (oscillation.begins()) {
      lowerGain();
    }
    if (found.stops()) {
      swung = sinceSwingSeconds < SWING_LASTS_SECONDS;
      swingWithdrawals += swung ? 1 : 0;
      gains.endTrial();
      frozen.keep(oscillation);
      enter(Stage.FADING_OUT);
    }
    return found;
  }

  /** The model swings: it goes on with less, or that is not enough of an answer. */
  @HotPath
  private Intervention lowerGain() {
    boolean helps = gains.lower(oscillation);
    oscillation.forgetSwings();
    sinceSwingSeconds = 0;
    return helps ? Intervention.GAIN_LOWERED : Intervention.OSCILLATION;
  }
}
