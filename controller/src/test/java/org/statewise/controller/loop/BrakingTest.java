package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.ArmMode;

/** What happens to an arm that is braked already. */
final class BrakingTest {
  private final LoopFixture world = new LoopFixture().engaged();

  @BeforeEach
  void brake() {
    world.link.creep = 1e-6;
    world.link.next.q[0] = 1.99;
    world.link.next.qd[0] = 0.4;
    assertThat(world.pass(1)).isEqualTo(LoopPhase.BRAKING);
  }

  @Test
  void shouldNameTheGuardThatBrakedWhateverIsFoundLater() {
    assertThat(world.tick().stoppedBy()).contains("plausibility");
    world.link.next.qd[1] = Double.NaN;
    assertThat(world.pass(1)).isEqualTo(LoopPhase.FAULT);
    assertThat(world.tick().stoppedBy()).contains("plausibility");
    assertThat(world.tick().faultReason()).isEqualTo(FaultReason.GUARD);
  }

  @Test
  void shouldGoOnBrakingWhileTheArmSaysThatItHolds() {
    world.link.next.mode = ArmMode.BRAKES_ENGAGED;
    int sent = world.link.sent.size();
    assertThat(world.pass(5)).isEqualTo(LoopPhase.BRAKING);
    assertThat(world.link.sent).hasSize(sent + 5);
  }

  @Test
  void shouldEndAtOnceWhenTheArmFaults() {
    world.link.next.mode = ArmMode.FAULT;
    assertThat(world.pass(1)).isEqualTo(LoopPhase.FAULT);
    assertThat(world.tick().faultReason()).isEqualTo(FaultReason.GUARD);
  }

  @Test
  void shouldNotBeTalkedIntoAStopThatIsGentler() {
    world.stopRequested = true;
    assertThat(world.pass(5)).isEqualTo(LoopPhase.BRAKING);
  }
}
