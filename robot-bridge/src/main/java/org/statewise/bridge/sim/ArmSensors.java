package org.statewise.bridge.sim;

import org.statewise.bridge.api.JointState;
import org.statewise.models.HotPath;

/** The sensors of a simulated arm: the true state with rounding and seeded noise. */
final class ArmSensors {
  private final SimulatedArmConfig.Sensors sensors;
  private final NoiseSource noise;
  private final double[] torqueBias;

  ArmSensors(SimulatedArmConfig config) {
    sensors = config.sensors();
    noise = new NoiseSource(config.seed());
    torqueBias = config.arm().joints().stream()
        .mapToDouble(j -> config.flaws().torqueBiasFraction() * j.limits().tauMaxNm()).toArray();
  }

  /**
   * Noise is drawn even where its size is zero, so that one setting does not change another's
   * noise.
   */
  @HotPath
  void measureInto(double[] q, double[] qd, double[] tau, JointState state) {
    double quantum = sensors.encoderQuantumRad();
    for (int j = 0; j < q.length; j++) {
      state.q[j] = quantum > 0 ? quantum * Math.rint(q[j] / quantum) : q[j];
      state.qd[j] = qd[j] + sensors.velocityNoiseRadPerS() * noise.nextGaussian();
      state.tau[j] = tau[j] + torqueBias[j] + sensors.torqueNoiseNm() * noise.nextGaussian();
    }
  }
}
