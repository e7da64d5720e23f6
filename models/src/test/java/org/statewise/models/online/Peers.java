package org.statewise.models.online;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.optim.UpdateRuleSpec;

/** One of every kind of model that learns, small. */
final class Peers {
  private Peers() {}

  /** An arm of three joints: the outer links of one that is shipped. */
  static ArmModel arm() {
    ArmModel whole = ShippedArms.load("iiwa7");
    return new ArmModel("wrist", whole.gravity(), whole.joints().subList(4, 7));
  }

  static Stream<OnlineModelSpec> all() {
    FeatureSpec own = FeatureSpec.ofDynamics(20, 2, true);
    FeatureSpec shared = FeatureSpec.ofDynamics(20, 2, false);
    return Stream.of(
        new OnlineModelSpec.Network(List.of(16), new LossSpec.StateDependent(),
            UpdateRuleSpec.parse("sgd"), 0.05, 0.1, true),
        new FilterSpec.Observer(0.01, 0.1),
        new FilterSpec.Kalman(own, 0.001, 0.01),
        new FilterSpec.Kalman(shared, 0.001, 0.01),
        new FilterSpec.Kalman(new FeatureSpec.Hidden(List.of(16), Optional.empty()), 0.001,
            0.1),
        new FilterSpec.PrecisionKalman(own, new LossSpec.StateDependent(), 0.001, 0.01),
        new FilterSpec.PrecisionKalman(shared, new LossSpec.Structured(), 0.001, 0.01),
        new FilterSpec.Rls(own, 0.998, 0.1),
        new FilterSpec.Rls(shared, 0.998, 0.1),
        new FilterSpec.RigidBodyRls(arm(), 0.999, 0.01, 1),
        new OnlineModelSpec.DirectOffset(0.1, 0.5, 0.001),
        new OnlineModelSpec.Local(30, 0.7, 0.001, 0.01),
        new OnlineModelSpec.Local(2, 0.7, 0.001, 0.01),
        new OnlineModelSpec.FadingMemory(2, 0.15, 2.9),
        new OnlineModelSpec.FadingMemory(3, 0.1, 2.9),
        new OnlineModelSpec.TwoTimeScale(new FilterSpec.Kalman(own, 1e-5, 1e-5),
            new FilterSpec.Observer(0.01, 0.01)));
  }
}
