package org.statewise.controller.law;

import org.statewise.models.HotPath;
import org.statewise.models.dynamics.RigidBody;

/** u = g(q). */
final class GravityPrior implements Prior {
  private final RigidBody body;

  GravityPrior(RigidBody body) {
    this.body = body;
  }

  @Override
  @HotPath
  public void computeInto(double[] q, double[] qd, double[] qdd, double[] u) {
    body.gravityInto(q, u);
  }

  @Override
  @HotPath
  public void holdInto(double[] q, double[] u) {
    body.gravityInto(q, u);
  }
}
