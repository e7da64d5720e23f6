package org.statewise.controller.adapt;

import java.util.Arrays;
import org.statewise.models.HotPath;

/**
 * With which part of its bandwidth the model may learn in this run, by the gains at which it swung. Each
 * band of {@link Oscillation} has a ceiling of its own, and the gain is the lowest of them: what one band
 * gets back lifts no other's.
 *
 * <pre>
 * swing at gain g:        ceiling = g / 2
 * wild swing at gain g:   ceiling = min(1/8, g / 2)
 * </pre>
 *
 * <p>A ceiling rises again only where what lowered it was no swing of the model's: once in a run because the
 * swing was asked for, which is tried for two seconds, back to where it was before; and once because it went on
 * without the model.
 */
final class GainCeilings {
  /** A swing at this gain or below is answered with a withdrawal. */
  private static final double MIN_GAIN = 0.125;
  private static final double TRIAL_SECONDS = 2;

  private final double[] ceiling = new double[Oscillation.BANDS];
  /** What the ceilings were before the swings that are on trial. */
  private final double[] before = new double[Oscillation.BANDS];
  private double gain = 1;
  /** Since the gain was lowered; endless when there is nothing to try. */
  private double trialSeconds = Double.POSITIVE_INFINITY;
  private boolean restored;
  private boolean excused;

  GainCeilings() {
    Arrays.fill(ceiling, 1);
  }

  @HotPath
  double gain() {
    return gain;
  }

  /**
   * The model swings at the present gain.
   *
   * @return whether a lower gain is enough of an answer, and not a withdrawal
   */
  @HotPath
  boolean lower(Oscillation oscillation) {
    int band = oscillation.band();
    boolean helps = band != Oscillation.WILD && gain > MIN_GAIN;
    if (trialSeconds >= TRIAL_SECONDS) {
      System.arraycopy(ceiling, 0, before, 0, ceiling.length);
    }
    double half = 0.5 * gain;
    ceiling[band] = band == Oscillation.WILD ? Math.min(MIN_GAIN, half) : half;
    settle();
    trialSeconds = helps && !restored ? 0 : Double.POSITIVE_INFINITY;
    return helps;
  }

  /** Nothing is on trial any more: the model is withdrawn. */
  @HotPath
  void endTrial() {
    trialSeconds = Double.POSITIVE_INFINITY;
  }

  /** A calm tick passes; true, once in a run, if it ends a trial of what was asked for, which gives the gain back. */
  @HotPath
  boolean retry(double periodSeconds, Oscillation oscillation) {
    trialSeconds += periodSeconds;
    if (trialSeconds < TRIAL_SECONDS || trialSeconds == Double.POSITIVE_INFINITY) {
      return false;
    }
    trialSeconds = Double.POSITIVE_INFINITY;
    if (!oscillation.wasAsked()) {
      return false;
    }
    restored = true;
    // Only slow swings can be asked for.
    ceiling[Oscillation.SLOW] = before[Oscillation.SLOW];
    ceiling[Oscillation.SLOWEST] = before[Oscillation.SLOWEST];
    settle();
    return true;
  }

  /** Whether the last swing went on without the model; then, once in a run, its bands get theirs back. */
  @HotPath
  boolean excuse(Oscillation oscillation) {
    int last = oscillation.band();
    if (excused || last == Oscillation.WILD || !oscillation.persists(last)) {
      return false;
    }
    excused = true;
    for (int band = 0; band < Oscillation.WILD; band++) {
      // One swing may have been found in more than one band.
      if (oscillation.persists(band)) {
        ceiling[band] = 1;
      }
    }
    settle();
    return true;
  }

  @HotPath
  private void settle() {
    gain = 1;
    for (int band = 0; band < ceiling.length; band++) {
      gain = Math.min(gain, ceiling[band]);
    }
  }
}
