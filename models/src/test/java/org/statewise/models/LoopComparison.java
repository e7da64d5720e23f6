package org.statewise.models;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.arm.Vec3;
import org.statewise.models.dynamics.JointFrictionModel;
import org.statewise.models.dynamics.RigidBody;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSyntax;
import org.statewise.models.online.Scaling;

/**
 * Prints how well an arm with friction and a payload that nobody told about follows its motions, with each
 * online model on a rigid-body prior: the root mean square joint error of each round, mrad. A program
 * to choose defaults by, not a test; experiments proper belong to the controller.
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
  private final double gainScale;
  private final boolean hard;

  private LoopComparison(double gainScale, boolean hard) {
    this.gainScale = gainScale;
    this.hard = hard;
  }

  /** See the class. */
  public static void main(String[] args) {
    List<String> models = args.length > 0
        ? List.of(args)
        : List.of("none", "network:loss=squared,alpha=0.01,kappa=0.03",
            "network:loss=structured,kappa=0.03", "observer", "observer:q=0.01", "doomed",
            "kalman", "kalman:friction=all", "kalman:leak=0.01,q=0.1", "precision-kalman",
            "rls", "rls:friction=own", "rigid-body", "local",
            "kalman:leak=1e-5,q=1e-5+observer:q=0.01");
    System.out.printf("%-45s %s%n", "mrad in rounds 1, 2, 3",
        "gain 1 | gain 0.3 | gain 1, hard | gain 0.3, hard");
    for (String model : models) {
      System.out.printf("%-45s", model);
      for (boolean hard : new boolean[]{false, true}) {
        for (double gain : new double[]{1, 0.3}) {
          new LoopComparison(gain, hard).run(model);
        }
      }
      System.out.println();
    }
  }

  private void run(String text) {
    Scaling scaling = Scaling.uniform(1, 1, 10,
        arm.joints().stream().mapToDouble(joint -> joint.limits().tauMaxNm()).toArray());
    OnlineModel model = new OnlineModelSyntax(Optional.of(arm)).parse(text).build(n, scaling,
        new SplittableRandom(1));
    RandomGenerator rng = new SplittableRandom(2);
    RigidBody prior = new RigidBody(arm);
    RigidBody plant = new RigidBody(arm);
    plant.setPayload(new Payload(0.857, new Vec3(0, 0, 0.12)));
    JointFrictionModel friction = new JointFrictionModel(arm, 0.005);
    double[] q = POSES[0].clone();
    double[] qd = new double[n];
    double[] qdd = new double[n];
    double[] u = new double[n];
    double[] acting = new double[n];
    double[] waiting = new double[n];
    double[] lastQ = q.clone();
    double[] lastQd = new double[n];
    double[] lastU = null;
    double[] des = new double[3 * n];
    double[] tau = new double[n];
    double[] feedForward = new double[n];
    for (int round = 0; round < ROUNDS; round++) {
      double squares = 0;
      for (int tick = 0; tick < TICKS_PER_MOTION * POSES.length; tick++) {
        double[] seenQd = qd.clone();
        for (int j = 0; j < n; j++) {
          seenQd[j] += (hard ? 5e-3 : 1e-3) * rng.nextGaussian();
        }
        if (lastU != null) {
          for (int j = 0; j < n; j++) {
            qdd[j] = (seenQd[j] - lastQd[j]) / DT;
          }
          prior.inverseDynamicsInto(lastQ, lastQd, qdd, tau);
          for (int j = 0; j < n; j++) {
            tau[j] = lastU[j] - tau[j];
          }
          model.learn(lastQ, lastQd, qdd, tau);
        }
        desired(tick, des);
        double[] qDes = Arrays.copyOf(des, n);
        double[] qddDes = Arrays.copyOfRange(des, 2 * n, 3 * n);
        prior.inverseDynamicsInto(q, seenQd, qddDes, u);
        model.predictInto(q, seenQd, qddDes, feedForward);
        for (int j = 0; j < n; j++) {
          double e = qDes[j] - q[j];
          squares += e * e;
          u[j] += feedForward[j] + gainScale * arm.joints().get(j).gains().kpNmPerRad() * e
              + Math.sqrt(gainScale) * arm.joints().get(j).gains().kdNmSPerRad()
                  * (des[n + j] - seenQd[j]);
          double max = arm.joints().get(j).limits().tauMaxNm();
          u[j] = Math.max(-max, Math.min(max, u[j]));
        }
        lastQ = q.clone();
        lastQd = seenQd;
        lastU = u.clone();
        simulate(plant, friction, hard ? waiting : u, acting, q, qd);
        waiting = u.clone();
      }
      System.out.printf(" %7.2f", 1e3 * Math.sqrt(squares / (TICKS_PER_MOTION * POSES.length * n)));
    }
    System.out.print(" |");
  }

  /** One tick of the plant; in the hard world {@code command} is a tick old and acts with a lag. */
  private void simulate(RigidBody plant, JointFrictionModel friction, double[] command,
      double[] acting, double[] q, double[] qd) {
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
