package org.statewise.models;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.arm.Vec3;
import org.statewise.models.dynamics.JointFrictionModel;
import org.statewise.models.dynamics.RigidBody;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSyntax;
import org.statewise.models.online.Scaling;

/**
 * Prints how well an arm with friction and a payload that nobody told about follows its motions,
 * with each online model on a rigid-body prior: the root mean square joint error of each round,
 * mrad. A program to choose defaults by, not a test; experiments proper belong to the controller.
 *
 * <p>Arguments: models as {@link OnlineModelSyntax} reads them; all kinds without arguments.
 */
public final class LoopComparison {
  private static final double DT = 0.004;
  private static final int SUBSTEPS = 8;
  private static final int ROUNDS = 3;
  private static final int TICKS_PER_MOTION = 300;
  private static final double[][] POSES = {{0, 0.4, 0, -1.4, 0, 1.2, 0},
    {0.6, 0.8, 0.2, -1.2, 0.3, 0.9, 0.5}, {0.6, 0.5, 0.2, -1.6, 0.3, 1.0, 0.5},
    {-0.7, 0.7, -0.3, -1.0, -0.4, 1.3, -0.6}, {-0.7, 0.4, -0.3, -1.5, -0.4, 1.1, -0.6}};

  private final ArmModel arm = ShippedArms.load("iiwa7");
  private final int n = arm.jointCount();
  private final RandomGenerator rng = new SplittableRandom(2);
  private final RigidBody prior = new RigidBody(arm);
  private final RigidBody plant = new RigidBody(arm);
  private final JointFrictionModel friction = new JointFrictionModel(arm, 0.005);
  private final OnlineModel model;
  private final double gainScale;
  private final boolean hard;

  /** The plant, what was sent last and what acts. */
  private final double[] q = POSES[0].clone();
  private final double[] qd = new double[n];
  private final double[] sent = new double[n];
  private final double[] acting = new double[n];

  /** What the controller sees and saw, and its desired (q, qd, qdd). */
  private final double[] seenQd = new double[n];
  private final double[] lastQ = new double[n];
  private final double[] lastQd = new double[n];
  private final double[] des = new double[3 * n];

  private LoopComparison(String text, double gainScale, boolean hard) {
    this.gainScale = gainScale;
    this.hard = hard;
    Scaling scaling = Scaling.uniform(1, 1, 10,
        arm.joints().stream().mapToDouble(joint -> joint.limits().tauMaxNm()).toArray());
    model = new OnlineModelSyntax(Optional.of(arm)).parse(text).build(n, scaling,
        new SplittableRandom(1));
    plant.setPayload(new Payload(0.857, new Vec3(0, 0, 0.12)));
  }

  /** See the class. */
  public static void main(String[] args) {
    List<String> models = args.length > 0
        ? List.of(args)
        : List.of("none", "network:loss=squared,alpha=0.01,kappa=0.03",
            "network:loss=structured,kappa=0.03", "observer", "observer:q=0.01", "doomed",
            "kalman", "kalman:friction=all", "kalman:friction=none", "kalman:hidden=64-64",
            "precision-kalman", "rls", "rls:friction=all", "rigid-body", "local",
            "kalman:leak=1e-5,q=1e-5+observer:q=0.01");
    System.out.printf("%-45s %s%n", "mrad in rounds 1, 2, 3",
        "gain 1 | gain 0.3 | gain 1, hard | gain 0.3, hard");
    for (String model : models) {
      System.out.printf("%-45s", model);
      for (boolean hard : new boolean[]{false, true}) {
        for (double gain : new double[]{1, 0.3}) {
          new LoopComparison(model, gain, hard).run();
        }
      }
      System.out.println();
    }
  }

  private void run() {
    for (int round = 0; round < ROUNDS; round++) {
      double squares = 0;
      for (int tick = 0; tick < TICKS_PER_MOTION * POSES.length; tick++) {
        for (int j = 0; j < n; j++) {
          seenQd[j] = qd[j] + (hard ? 5e-3 : 1e-3) * rng.nextGaussian();
        }
        if (round + tick > 0) {
          learn();
        }
        desired(tick, des);
        for (int j = 0; j < n; j++) {
          squares += (des[j] - q[j]) * (des[j] - q[j]);
        }
        System.arraycopy(q, 0, lastQ, 0, n);
        System.arraycopy(seenQd, 0, lastQd, 0, n);
        double[] u = torque();
        simulate(hard ? sent : u);
        System.arraycopy(u, 0, sent, 0, n);
      }
      System.out.printf(" %7.2f", 1e3 * Math.sqrt(squares / (TICKS_PER_MOTION * POSES.length * n)));
    }
    System.out.print(" |");
  }

  /** The last state with the torque that was sent in it, now that its acceleration is known. */
  private void learn() {
    double[] qdd = new double[n];
    double[] tau = new double[n];
    for (int j = 0; j < n; j++) {
      qdd[j] = (seenQd[j] - lastQd[j]) / DT;
    }
    prior.inverseDynamicsInto(lastQ, lastQd, qdd, tau);
    for (int j = 0; j < n; j++) {
      tau[j] = sent[j] - tau[j];
    }
    model.learn(lastQ, lastQd, qdd, tau);
  }

  /** Prior, model and feedback, within the limits. */
  private double[] torque() {
    double[] u = new double[n];
    double[] feedForward = new double[n];
    double[] qddDes = Arrays.copyOfRange(des, 2 * n, 3 * n);
    prior.inverseDynamicsInto(q, seenQd, qddDes, u);
    model.predictInto(q, seenQd, qddDes, feedForward);
    for (int j = 0; j < n; j++) {
      JointModel joint = arm.joints().get(j);
      u[j] += feedForward[j] + gainScale * joint.gains().kpNmPerRad() * (des[j] - q[j])
          + Math.sqrt(gainScale) * joint.gains().kdNmSPerRad() * (des[n + j] - seenQd[j]);
      double max = joint.limits().tauMaxNm();
      u[j] = Math.max(-max, Math.min(max, u[j]));
    }
    return u;
  }

  /** One tick of the plant; of the hard plant, {@code command} is a tick old and acts with a lag. */
  private void simulate(double[] command) {
    double dt = DT / SUBSTEPS;
    double[] rest = new double[n];
    double[] qdd = new double[n];
    for (int step = 0; step < SUBSTEPS; step++) {
      friction.torquesInto(qd, rest);
      for (int j = 0; j < n; j++) {
        acting[j] = hard ? acting[j] + (command[j] - acting[j]) * dt / 0.003 : command[j];
        rest[j] = acting[j] - rest[j];
      }
      plant.forwardDynamicsInto(q, qd, rest, qdd);
      for (int j = 0; j < n; j++) {
        qd[j] += dt * qdd[j];
        q[j] += dt * qd[j];
      }
    }
  }

  /** Minimum jerk from pose to pose, a short stop at each. */
  private void desired(int tick, double[] des) {
    int motion = tick / TICKS_PER_MOTION;
    double[] from = POSES[motion % POSES.length];
    double[] to = POSES[(motion + 1) % POSES.length];
    double duration = 0.8 * TICKS_PER_MOTION * DT;
    double s = Math.min(1, tick % TICKS_PER_MOTION * DT / duration);
    double p = s * s * s * (10 - 15 * s + 6 * s * s);
    double v = s * s * (30 - 60 * s + 30 * s * s) / duration;
    double a = s * (60 - 180 * s + 120 * s * s) / (duration * duration);
    for (int j = 0; j < n; j++) {
      des[j] = from[j] + p * (to[j] - from[j]);
      des[n + j] = v * (to[j] - from[j]);
      des[2 * n + j] = a * (to[j] - from[j]);
    }
  }
}
