package org.statewise.controller.evaluate.closedloop;

import java.util.Arrays;
import org.statewise.controller.law.Prior;
import org.statewise.models.HotPath;
import org.statewise.models.dynamics.JointFrictionModel;
import org.statewise.models.dynamics.RigidBody;

/**
 * Perfect knowledge: the torque of the very arm, with its friction and the load that it carries at
 * the moment, u = M qdd + c + g + friction - g without load. Dry friction follows the measured
 * velocity, smoothed over 20 mrad/s, as feed-forward must; where the cabinet's friction observer takes
 * the friction away, there is none. Errors of the cabinet's load data and cold joints it does not know.
 */
final class ExactPrior implements Prior {
  private static final double EPS_RAD_PER_S = 0.02;

  private final Plant plant;
  private final RigidBody loaded;
  private final RigidBody bare;
  private final JointFrictionModel friction;
  private final double[] rest;
  private boolean carriesSecond;

  ExactPrior(Plant plant) {
    this.plant = plant;
    loaded = new RigidBody(plant.arm());
    bare = new RigidBody(plant.arm());
    friction = new JointFrictionModel(plant.arm(), EPS_RAD_PER_S);
    rest = new double[plant.arm().jointCount()];
  }

  /** The gripper took hold, or let go. */
  void carry(boolean carries) {
    if (carries) {
      Plant.Load load = plant.load();
      loaded.setPayload(carriesSecond ? load.second().orElseThrow() : load.payload());
      carriesSecond = !carriesSecond && load.second().isPresent();
    } else {
      loaded.clearPayload();
    }
  }

  @Override
  @HotPath
  public void computeInto(double[] q, double[] qd, double[] qdd, double[] u) {
    loaded.inverseDynamicsInto(q, qd, qdd, u);
    bare.gravityInto(q, rest);
    for (int j = 0; j < u.length; j++) {
      u[j] -= rest[j];
    }
    if (plant.cabinet().frictionObserver()) {
      return;
    }
    friction.torquesInto(qd, rest);
    for (int j = 0; j < u.length; j++) {
      u[j] += rest[j];
    }
  }

  @Override
  @HotPath
  public void holdInto(double[] q, double[] u) {
    Arrays.fill(u, 0);
  }
}
