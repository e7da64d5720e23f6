package org.statewise.bridge.sim;

import org.statewise.bridge.api.SettingCheck;

/**
 * Errors of the drives and sensors of a simulated arm, beyond lag and noise.
 *
 * @param commandLatencyNs how much later a command acts than its place in the queue implies, ns,
 *     from 0 to below a period; rounded down to whole integration steps
 * @param torqueBiasFraction the torque sensors read too much by this part of the torque limits
 * @param rippleFraction amplitude of a torque that the drives add as they turn, as a part of the
 *     torque limits, not negative; the sensors see it
 * @param ripplesPerTurn waves of it in one turn of a joint, not negative
 * @param loadData what the cabinet's gravity compensation believes
 */
public record ArmFlaws(
    long commandLatencyNs, double torqueBiasFraction, double rippleFraction,
    int ripplesPerTurn, LoadData loadData) {
  /** A drive and sensors without flaws. */
  public static final ArmFlaws NONE = new ArmFlaws(0, 0, 0, 0);

  /** The same with a cabinet that knows of bare links. */
  public ArmFlaws(long commandLatencyNs, double torqueBiasFraction, double rippleFraction,
      int ripplesPerTurn) {
    this(commandLatencyNs, torqueBiasFraction, rippleFraction, ripplesPerTurn, LoadData.NONE);
  }

  public ArmFlaws {
    if (commandLatencyNs < 0) {
      throw new IllegalArgumentException(
          "commandLatencyNs must not be negative, but is " + commandLatencyNs);
    }
    if (!Double.isFinite(torqueBiasFraction)) {
      throw new IllegalArgumentException(
          "torqueBiasFraction must be finite, but is " + torqueBiasFraction);
    }
    SettingCheck.notNegative("rippleFraction", rippleFraction);
    SettingCheck.notNegative("ripplesPerTurn", ripplesPerTurn);
  }
}
