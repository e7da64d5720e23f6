package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.ArmMode;

/** What happens to an arm that is braked already. */
final class BrakingTest {
  private final LoopFixture fixture = new LoopFixture().engaged();

  @BeforeEach
  void brake() {
    fixture.link.creep = 1e-6;
    fixture.link.next.q[0] = 1.99;
    fixture.link.next.qd[0] = 0.4;
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.BRAKING);
  }

  @Test
  void shouldNameTheGuardThatBrakedWhateverIsFoundLater() {
    assertThat(fixture.tick().stoppedBy()).contains("plausibility");
    fixture.link.next.qd[1] = Double.NaN;
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.FAULT);
    assertThat(fixture.tick().stoppedBy()).contains("plausibility");
    assertThat(fixture.tick().faultReason()).isEqualTo(FaultReason.GUARD);
  }

  @Test
  void shouldGoOnBrakingWhileTheArmSaysThatItHolds() {
    fixture.link.next.mode = ArmMode.BRAKES_ENGAGED;
    int sent = fixture.link.sent.size();
    assertThat(fixture.pass(5)).isEqualTo(LoopPhase.BRAKING);
    assertThat(fixture.link.sent).hasSize(sent + 5);
  }

  @Test
  void shouldEndAtOnceWhenTheArmFaults() {
    fixture.link.next.mode = ArmMode.FAULT;
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.FAULT);
    assertThat(fixture.tick().faultReason()).isEqualTo(FaultReason.GUARD);
  }

  @Test
  void shouldNotBeTalkedIntoAStopThatIsGentler() {
    fixture.stopRequested = true;
    assertThat(fixture.pass(5)).isEqualTo(LoopPhase.BRAKING);
  }
}
