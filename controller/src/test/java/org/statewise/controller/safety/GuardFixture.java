package org.statewise.controller.safety;

import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.TestArms;

/** A harmless tick of a two-joint arm (100 and 90 Nm, +-2 rad) that tests make harmful. */
final class GuardFixture {
  static final SafetyLimits LIMITS = SafetyLimits.DEFAULT;

  final ArmInfo arm = TestArms.plain(2, true);
  final JointState state = new JointState(2);
  final double[] uLast = {10, -10};
  final double[] u = {11, -11};
  final double[] qDes = new double[2];
  final GuardContext context = new GuardContext(state, qDes, uLast, u);

  GuardFixture() {
    state.receivedNs = 1_000_000_000;
    context.nowNs = state.receivedNs;
    context.dtSeconds = 0.004;
  }

  GuardVerdict check(GuardSpec spec) {
    return spec.build(arm).check(context);
  }
}
