package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.bridge.api.AwaitResult;

/** The control thread's work: tick until the end, then leave the arm to its own hold. */
final class ControlLoopTest {
  private final LoopFixture world = new LoopFixture();

  @Test
  void shouldReleaseTheArmOnceAtRest() {
    world.durationNs = 1_000_000_000;
    ControlLoop loop = new ControlLoop(world.tick(), world.link);
    loop.run();
    assertThat(world.tick().phase()).isEqualTo(LoopPhase.STOPPED);
    assertThat(world.link.releases).isEqualTo(1);
    assertThat(loop.failure()).isNull();
  }

  @Test
  void shouldReleaseTheArmAfterAFault() {
    world.link.await = AwaitResult.LOST;
    new ControlLoop(world.tick(), world.link).run();
    assertThat(world.tick().faultReason()).isEqualTo(FaultReason.LINK_LOST);
    assertThat(world.link.releases).isEqualTo(1);
  }

  @Test
  void shouldFaultAndReleaseTheArmWhenAPartOfTheTickThrows() {
    world.engaged();
    int sent = world.link.sent.size();
    world.model.failure = new ArithmeticException("broken");
    ControlLoop loop = new ControlLoop(world.tick(), world.link);
    loop.run();
    assertThat(loop.failure()).isSameAs(world.model.failure);
    assertThat(world.tick().phase()).isEqualTo(LoopPhase.FAULT);
    assertThat(world.tick().faultReason()).isEqualTo(FaultReason.INTERNAL);
    assertThat(world.link.releases).isEqualTo(1);
    assertThat(world.link.sent).hasSize(sent);
    List<Integer> motions = new ArrayList<>();
    world.tick().tally().take(row -> motions.add(row.motion));
    assertThat(motions).as("what had run by then").containsExactly(3);
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1, 1, 1", "1, -1, 1, 1, 1", "1, 1, 0, 1, 1", "1, 1, 1, 0, 1",
    "1, 1, 1, 1, NaN", "1, 1, 1, 1, 0"})
  void shouldRefuseTimesThatAreNone(long periodNs, long engageNs, long durationNs, long silenceNs,
      double deceleration) {
    assertThatThrownBy(() -> new LoopSettings(periodNs, engageNs, durationNs, silenceNs,
        deceleration, false)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be positive");
  }

  @Test
  void shouldFadeByOrderWithinASecond() {
    LoopSettings settings = new LoopSettings(4_000_000, 0, 1, 1, 4, false);
    assertThat(settings.fadeStep()).isEqualTo(1.0 / 250);
    assertThat(LoopSettings.fadeTicks(4_000_000)).isEqualTo(250);
    assertThat(LoopSettings.fadeTicks(3_000_000_000L)).isEqualTo(1);
  }
}
