package org.statewise.controller.evaluate.closedloop;

import java.util.SplittableRandom;
import org.statewise.controller.adapt.ModelScaling;
import org.statewise.controller.loop.TickRecord;
import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.online.ForwardingModel;
import org.statewise.models.online.OnlineModelSpec;

/**
 * A rule to compare with that no run offers, in the place of a model. Beside samples it sees every tick,
 * right after it; the torques that it returns count for the next one.
 */
abstract class RivalModel extends ForwardingModel {
  /** The part of its usual bandwidth, as supervision set it. */
  double share = 1;

  RivalModel(ArmModel nominal) {
    super(new OnlineModelSpec.None().build(nominal.jointCount(),
        ModelScaling.of(
            nominal.joints().stream().map(joint -> joint.limits().tauMaxNm()).toList()),
        new SplittableRandom(1)));
  }

  /** A tick has passed; the carrier is reused. */
  abstract void see(TickRecord tick);

  @Override
  @HotPath
  public void slowDown(double part) {
    share = part;
  }
}
