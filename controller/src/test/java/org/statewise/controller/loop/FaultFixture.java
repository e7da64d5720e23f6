package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.statewise.controller.safety.GuardSpec;
import org.statewise.controller.safety.SafetyLimits;

/** A loop that runs, and the guards that may end it. */
abstract class FaultFixture {
  static final int FINITE = guard("finite");

  final LoopFixture fixture = new LoopFixture().engaged();

  static int guard(String name) {
    return GuardSpec.chain(SafetyLimits.DEFAULT).stream().map(GuardSpec::name).toList()
        .indexOf(name);
  }

  void expectFault(FaultReason reason) {
    assertThat(fixture.tick().phase()).isEqualTo(LoopPhase.FAULT);
    assertThat(fixture.tick().faultReason()).isEqualTo(reason);
  }
}
