package org.statewise.bridge.sim;

import java.util.Arrays;
import java.util.List;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.SimulationSettings;
import org.statewise.models.HotPath;
import org.statewise.models.SinCos;
import org.statewise.models.dynamics.RigidBody;

/**
 * The torques that the motors of a simulated arm apply: the command with a first-order lag, gravity
 * compensation by the cabinet's load data without lag, the ripple of the drives; command and sum are cut off at the torque limits.
 */
final class MotorTorques {
  /** What the cabinet holds the arm's weight to be: the bare links and its load data. */
  private final RigidBody ownWeight;
  private final boolean gravityCompensated;
  private final double[] tauMax;
  /** 1 - exp(-h / lag): how far the motors get towards the command in one step. */
  private final double lagFraction;
  private final double ripplesPerTurn;
  private final double[] ripple;
  private final double[] motor;
  private final double[] weight;
  private final double[] weightOffset;
  private final double[] applied;

  MotorTorques(SimulatedArmConfig config, ArmInfo info) {
    ownWeight = new RigidBody(config.arm());
    config.flaws().loadData().load().ifPresent(ownWeight::setPayload);
    gravityCompensated = config.gravityCompensated();
    tauMax = info.tauMaxNm();
    double lag = config.torqueLagSeconds();
    double h = config.timing().innerStepNs() * 1e-9;
    lagFraction = lag == 0 ? 1 : 1 - StrictMath.exp(-h / lag);
    int n = tauMax.length;
    ripplesPerTurn = config.flaws().ripplesPerTurn();
    ripple = new double[n];
    for (int j = 0; j < n; j++) {
      ripple[j] = config.flaws().rippleFraction() * tauMax[j];
    }
    motor = new double[n];
    weight = new double[n];
    weightOffset = new double[n];
    List<Double> offsets = config.flaws().loadData().offsetNm();
    for (int j = 0; j < n; j++) {
      weightOffset[j] = SimulationSettings.of("cabinet.gravityOffsetNm", offsets, j, n, 0);
    }
    applied = new double[n];
  }

  /**
   * The torques of the next integration step.
   *
   * @param q what the encoders read, rad
   * @param followsCommand false if the arm only bears its weight, whether it compensates gravity or not
   * @param late whether the command before the newest still acts
   * @return n torques, Nm, valid until the next call
   */
  @HotPath
  double[] step(double[] q, CommandQueue queue, boolean followsCommand, boolean late) {
    boolean bearsWeight = gravityCompensated || !followsCommand;
    if (bearsWeight) {
      ownWeight.gravityInto(q, weight);
    }
    for (int j = 0; j < applied.length; j++) {
      double wanted = late ? queue.tauBefore(j) : queue.tau(j);
      double target = followsCommand ? limited(j, wanted) : 0;
      motor[j] += lagFraction * (target - motor[j]);
      double sum = motor[j] + (bearsWeight ? weight[j] + weightOffset[j] : 0);
      applied[j] = limited(j, sum);
      if (ripple[j] > 0) {
        applied[j] += ripple[j] * SinCos.sin(ripplesPerTurn * q[j]);
      }
    }
    return applied;
  }

  @HotPath
  private double limited(int j, double tau) {
    return Math.max(-tauMax[j], Math.min(tauMax[j], tau));
  }

  /** The motors are without torque from now on, as under closed brakes. */
  @HotPath
  void reset() {
    Arrays.fill(motor, 0);
  }
}
