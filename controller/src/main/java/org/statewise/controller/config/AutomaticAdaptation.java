package org.statewise.controller.config;

import org.statewise.controller.law.PriorSpec;
import org.statewise.models.arm.ShippedArms;

/**
 * What {@code auto} stands for. Behind the rigid-body prior of an arm that ships, the network that was trained
 * over many such arms remembers, beside a slow observer. Of any other arm nothing is known beforehand: local
 * models learn what a prior leaves, of samples that are slower still. Without a prior that is the torque
 * itself, which would feed itself, so that a network learns by gradient steps there.
 */
final class AutomaticAdaptation {
  private static final ObserverChoice BESIDE_A_NETWORK = ObserverChoice
      .parse("adaptation.observer", "trend:order=1,gain=0.1,lead=0");
  private static final ModelChoice OF_ANY_ARM = ModelChoice.parse("adaptation.model",
      "local:width=1.5,q=1e-2,leak=1e-3");
  /** Faster samples end in a guard's stop on arms with long dead times, Hz. */
  private static final double LOCAL_LOW_PASS_HZ = 4;

  private AutomaticAdaptation() {}

  /** @param arm as {@code arm.model} names it */
  static AdaptationConfig resolve(AdaptationConfig given, String arm, PriorSpec prior) {
    ObserverChoice observer = given.observer().automatic()
        ? ObserverChoice.NONE
        : given.observer();
    if (!(given.model() instanceof ModelChoice.Automatic)) {
      return given.with(given.model(), observer, given.lowPassHz());
    }
    if (prior instanceof PriorSpec.None) {
      return given.with(new ModelChoice.Network(), observer, given.lowPassHz());
    }
    if (prior instanceof PriorSpec.RigidBodyDynamics && ShippedArms.names().contains(arm)) {
      return given.with(ModelChoice.parse("adaptation.model", "network:memory=" + arm),
          given.observer().automatic() ? BESIDE_A_NETWORK : observer, given.lowPassHz());
    }
    return given.with(OF_ANY_ARM, observer, Math.min(given.lowPassHz(), LOCAL_LOW_PASS_HZ));
  }
}
