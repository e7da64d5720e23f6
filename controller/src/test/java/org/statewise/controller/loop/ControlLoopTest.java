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
  private final LoopFixture fixture = new LoopFixture();

  @Test
  void shouldReleaseTheArmOnceAtRest() {
    fixture.durationNs = 1_000_000_000;
    ControlLoop loop = new ControlLoop(fixture.tick(), fixture.link);
    loop.run();
    assertThat(fixture.tick().phase()).isEqualTo(LoopPhase.STOPPED);
    assertThat(fixture.link.releases).isEqualTo(1);
    assertThat(loop.failure()).isNull();
  }

  @Test
  void shouldReleaseTheArmAfterAFault() {
    fixture.link.await = AwaitResult.LOST;
    new ControlLoop(fixture.tick(), fixture.link).run();
    assertThat(fixture.tick().faultReason()).isEqualTo(FaultReason.LINK_LOST);
    assertThat(fixture.link.releases).isEqualTo(1);
  }

  @Test
  void shouldFaultAndReleaseTheArmWhenAPartOfTheTickThrows() {
    fixture.engaged();
    int sent = fixture.link.sent.size();
    fixture.model.failure = new ArithmeticException("broken");
    ControlLoop loop = new ControlLoop(fixture.tick(), fixture.link);
    loop.run();
    assertThat(loop.failure()).isSameAs(fixture.model.failure);
    assertThat(fixture.tick().phase()).isEqualTo(LoopPhase.FAULT);
    assertThat(fixture.tick().faultReason()).isEqualTo(FaultReason.INTERNAL);
    assertThat(fixture.link.releases).isEqualTo(1);
    assertThat(fixture.link.sent).hasSize(sent);
    List<Integer> motions = new ArrayList<>();
    fixture.tick().tally().take(row -> motions.add(row.motion));
    assertThat(motions).as("what had run by then").containsExactly(3);
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1, 1, 1", "1, -1, 1, 1, 1", "1, 1, 0, 1, 1", "1, 1, 1, 0, 1",
    "1, 1, 1, 1, NaN", "1, 1, 1, 1, 0"})
  void shouldRefuseTimesThatAreNone(long periodNs, long engageNs, long durationNs, long silenceNs,
      double deceleration) {
    assertThatThrownBy(() -> new LoopSettings(periodNs, engageNs, durationNs, silenceNs,
        deceleration, false, false, 0)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be positive");
  }

  @Test
  void shouldFadeByOrderWithinASecond() {
    LoopSettings settings = new LoopSettings(4_000_000, 0, 1, 1, 4, false, false, 0);
    assertThat(settings.fadeStep()).isEqualTo(1.0 / 250);
    assertThat(LoopSettings.fadeTicks(4_000_000)).isEqualTo(250);
    assertThat(LoopSettings.fadeTicks(3_000_000_000L)).isEqualTo(1);
  }
}
