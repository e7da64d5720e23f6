package org.statewise.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.statewise.controller.loop.LoopPhase;

/** What systemd is told, and when. */
final class ServiceStateTest {
  private static final long SECOND_NS = 1_000_000_000L;

  private final ServiceState state = new ServiceState(4 * SECOND_NS, 0);

  @Test
  void shouldBeReadyOnceTheArmIsEngagedAndSayEachPhaseOnce() {
    assertThat(state.next(0)).hasValue("STATUS=waiting for the arm's first state");
    assertThat(state.next(1)).isEmpty();
    state.saw(1, LoopPhase.ENGAGING);
    assertThat(state.next(2)).hasValue("STATUS=the arm is driven: engaging\nREADY=1");
    state.saw(2, LoopPhase.RUNNING);
    assertThat(state.next(3)).hasValue("STATUS=the arm is driven: running");
    state.saw(3, LoopPhase.STOPPING);
    assertThat(state.next(4)).hasValue("STATUS=the arm is brought to rest\nSTOPPING=1");
    state.saw(4, LoopPhase.STOPPED);
    assertThat(state.next(5)).hasValue("STATUS=the arm is at rest, the run is over");
  }

  @Test
  void shouldSayThatARunEndedInAFaultThoughNoPhaseBeforeItWasSeen() {
    state.saw(9, LoopPhase.FAULT);
    assertThat(state.next(0).orElseThrow()).contains("ended in a fault").contains("STOPPING=1");
  }

  @Test
  void shouldFeedTheWatchdogAtHalfItsPeriodWhileTheControlThreadTicks() {
    state.saw(1, LoopPhase.RUNNING);
    assertThat(state.next(0).orElseThrow()).doesNotContain("WATCHDOG");
    assertThat(state.next(2 * SECOND_NS - 1)).isEmpty();
    assertThat(state.next(2 * SECOND_NS)).hasValue("WATCHDOG=1");
    state.saw(2, LoopPhase.RUNNING);
    assertThat(state.next(3 * SECOND_NS)).isEmpty();
    assertThat(state.next(4 * SECOND_NS)).hasValue("WATCHDOG=1");
  }

  @Test
  void shouldLetTheWatchdogBiteWhenTheControlThreadHangs() {
    state.saw(1, LoopPhase.RUNNING);
    assertThat(state.next(2 * SECOND_NS).orElseThrow()).contains("WATCHDOG=1");
    for (int i = 3; i < 100; i++) {
      assertThat(state.next(i * SECOND_NS)).isEmpty();
    }
    state.saw(2, LoopPhase.RUNNING);
    assertThat(state.next(100 * SECOND_NS)).hasValue("WATCHDOG=1");
  }

  @Test
  void shouldFeedNoWatchdogThatIsNotThereOrOfAnotherProcess() {
    ServiceState alone = new ServiceState(0, 0);
    alone.saw(1, LoopPhase.RUNNING);
    assertThat(alone.next(100 * SECOND_NS).orElseThrow()).doesNotContain("WATCHDOG");
    String own = Long.toString(ProcessHandle.current().pid());
    assertThat(SystemdNotifier.watchdogNs(Map.of("WATCHDOG_USEC", "5000000", "WATCHDOG_PID", own)))
        .isEqualTo(5 * SECOND_NS);
    assertThat(SystemdNotifier.watchdogNs(Map.of("WATCHDOG_USEC", "5000000", "WATCHDOG_PID", "1")))
        .isZero();
    for (String wrong : new String[]{"soon", "-1", "", "9223372036854775807"}) {
      assertThat(SystemdNotifier.watchdogNs(Map.of("WATCHDOG_USEC", wrong))).as(wrong).isZero();
    }
  }
}
