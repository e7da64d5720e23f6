package org.statewise.controller.evaluate.closedloop;

import java.util.List;

/**
 * What one closed-loop run was like.
 *
 * @param motions in the order of time, the approach included as round 0
 * @param firstSecondMrad RMS error of the first second in which the task ran
 * @param recoverSeconds after each pick-up, until the error stays below 1 mrad to the motion's end or for
 *     0.3 s; infinity if it does not
 * @param roughnessNm RMS second difference of the command from tick to tick, over ticks and joints,
 *     (u_t - 2 u_{t-1} + u_{t-2}) / sqrt(6), which is the deviation of white noise that does the same
 * @param fastNm RMS of the command above 20 Hz, over ticks and joints, second order
 * @param shakingMrad RMS error above 3 Hz, second order, from the second round on; the whole run where
 *     there is one
 * @param trips guard objections
 * @param interventions that faded the adaptation out
 * @param gainLowered times that the adaptation's gain was halved
 * @param fault in words; empty for none
 */
public record RunMeasures(List<Motion> motions, double firstSecondMrad,
    List<Double> recoverSeconds, double roughnessNm, double fastNm, double shakingMrad, long trips,
    long interventions, long gainLowered, String fault) {
  /** What an infinite time of recovery is. */
  static final String NOT_RECOVERED = "not while the load was held";

  public RunMeasures {
    motions = List.copyOf(motions);
    recoverSeconds = List.copyOf(recoverSeconds);
  }

  /**
   * One motion.
   *
   * @param rmsMrad tracking error of the encoders' side over ticks and joints
   * @param linkRmsMrad that of the links' side, which no controller sees
   * @param peakMrad largest of any joint
   * @param feedbackShare uFb^2 over uFb^2 + uFf^2
   * @param memoryShare uMemory^2 over the square of what the prior leaves, summed over the samples that were
   *     learned; NaN if none was
   */
  public record Motion(String name, int round, double rmsMrad, double linkRmsMrad,
      double peakMrad, double feedbackShare, double memoryShare) {}

  /** Whether the run came to its end. */
  public boolean held() {
    return fault.isEmpty();
  }

  /** RMS error of the rounds from {@code first} on, all their motions weighing the same. */
  public double rmsMrad(int first) {
    return Math.sqrt(motions.stream().filter(m -> m.round() >= first)
        .mapToDouble(m -> m.rmsMrad() * m.rmsMrad()).average().orElse(Double.NaN));
  }

  /** The worst motion of the rounds from {@code first} on. */
  public double worstRmsMrad(int first) {
    return motions.stream().filter(m -> m.round() >= first).mapToDouble(Motion::rmsMrad).max()
        .orElse(Double.NaN);
  }

  /** RMS error of round {@code round}, all its motions weighing the same. */
  public double meanRmsMrad(int round) {
    return Math.sqrt(motions.stream().filter(m -> m.round() == round)
        .mapToDouble(m -> m.rmsMrad() * m.rmsMrad()).average().orElse(Double.NaN));
  }

  /** RMS error of the links' side in round {@code round}, all its motions weighing the same. */
  public double linkRmsMrad(int round) {
    return Math.sqrt(motions.stream().filter(m -> m.round() == round)
        .mapToDouble(m -> m.linkRmsMrad() * m.linkRmsMrad()).average().orElse(Double.NaN));
  }

  /** RMS error of the links' side in the rounds from {@code first} on, all their motions weighing the same. */
  public double linkRmsMradFrom(int first) {
    return Math.sqrt(motions.stream().filter(m -> m.round() >= first)
        .mapToDouble(m -> m.linkRmsMrad() * m.linkRmsMrad()).average().orElse(Double.NaN));
  }

  /** Mean of the motions' memory shares in round {@code round}; NaN where nothing was learned. */
  public double memoryShare(int round) {
    return motions.stream().filter(m -> m.round() == round).mapToDouble(Motion::memoryShare)
        .filter(Double::isFinite).average().orElse(Double.NaN);
  }

  /** The last round that has motions. */
  public int lastRound() {
    return motions.stream().mapToInt(Motion::round).max().orElse(0);
  }

  /** The largest error of any joint. */
  public double peakMrad() {
    return motions.stream().mapToDouble(Motion::peakMrad).max().orElse(Double.NaN);
  }

  /** Mean of the motions' feedback shares. */
  public double feedbackShare() {
    return motions.stream().mapToDouble(Motion::feedbackShare).average().orElse(Double.NaN);
  }
}
