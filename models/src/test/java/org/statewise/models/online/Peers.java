package org.statewise.models.online;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.optim.UpdateRuleSpec;

/** One of every kind of model that learns, small. */
final class Peers {
  private Peers() {}

  static Stream<OnlineModelSpec> all() {
    FeatureSpec own = FeatureSpec.ofDynamics(20, 2, true);
    FeatureSpec shared = FeatureSpec.ofDynamics(20, 2, false);
    return Stream.of(
        new OnlineModelSpec.Network(List.of(16), new LossSpec.StateDependent(),
            UpdateRuleSpec.parse("sgd"), 0.05, 0.1, true),
        new OnlineModelSpec.Observer(0.01, 0.1),
        new OnlineModelSpec.Kalman(own, 0.001, 0.01),
        new OnlineModelSpec.Kalman(shared, 0.001, 0.01),
        new OnlineModelSpec.Kalman(new FeatureSpec.Hidden(List.of(16), Optional.empty()), 0.001,
            0.1),
        new OnlineModelSpec.PrecisionKalman(own, new LossSpec.StateDependent(), 0.001, 0.01),
        new OnlineModelSpec.PrecisionKalman(shared, new LossSpec.Structured(), 0.001, 0.01),
        new OnlineModelSpec.Rls(own, 0.998, 0.1),
        new OnlineModelSpec.Rls(shared, 0.998, 0.1));
  }
}
