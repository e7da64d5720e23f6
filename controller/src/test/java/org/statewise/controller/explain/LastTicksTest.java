package org.statewise.controller.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.LoopPhase;

/** What is kept of a run's ticks is bounded, and ends where the run was decided. */
final class LastTicksTest {
  @Test
  void shouldKeepTheNewestOfVeryManyTicks() {
    LastTicks ticks = new Story().goOn(100_000).ticks();
    assertThat(ticks.recent()).hasSize(LastTicks.KEPT);
    assertThat(ticks.recent().getFirst().tick).isEqualTo(100_000 - LastTicks.KEPT);
    assertThat(ticks.decisive().tick).isEqualTo(99_999);
    assertThat(ticks.count()).isEqualTo(100_000);
  }

  @Test
  void shouldKeepWhatWasBeforeTheArmWasBraked() {
    LastTicks ticks = new Story().goOn(20).stoppedBy("velocity", LoopPhase.BRAKING, _ -> {})
        .goOn(5000).next(tick -> tick.phase = LoopPhase.FAULT).ticks();
    assertThat(ticks.decisive().tick).isEqualTo(20);
    assertThat(ticks.recent()).hasSize(21);
    assertThat(ticks.last().tick).isEqualTo(5021);
  }

  @Test
  void shouldCountTheLastStatesByTheArmsCountAndKeepTheTicksWithoutOne() {
    LastTicks ticks = new Story().goOn(50).silent(2, AwaitResult.LATE, LoopPhase.RUNNING)
        .next(tick -> tick.state.sequence += 3).ticks();
    assertThat(ticks.recent(13)).hasSize(11)
        .anyMatch(tick -> tick.await == AwaitResult.LATE);
  }

  @Test
  void shouldShowFiftyMillisecondsWhateverThePeriod() {
    Explanation explanation = Explanation.of(new Story().goOn(300).ending());
    assertThat(explanation.rows()).hasSize(13);
    assertThat(explanation.rows().getFirst().millis()).isEqualTo(-48);
  }
}
