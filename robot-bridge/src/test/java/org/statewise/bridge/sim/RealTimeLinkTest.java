package org.statewise.bridge.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.fixtures.AllocationProbe;

class RealTimeLinkTest {
  private static final long PERIOD_NS = 4_000_000;

  /** Time that moves to each deadline, and further when a test lets the sleeper oversleep. */
  private static final class HandPacer implements Pacer {
    private long nowNs = 1_000_000_000;
    private long oversleepNs;

    @Override
    public long nowNs() {
      return nowNs;
    }

    @Override
    public void waitUntil(long deadlineNs) {
      nowNs = Math.max(nowNs, deadlineNs) + oversleepNs;
      oversleepNs = 0;
    }
  }

  private final HandPacer pacer = new HandPacer();
  private final SimulatedArm arm = new SimulatedArm(SimArms.iiwa7());
  private final RealTimeLink link = new RealTimeLink(arm, pacer);
  private final JointState state = new JointState(7);
  private final TorqueCommand command = new TorqueCommand(7);

  @Test
  void shouldPublishOneStateEachPeriod() {
    assertThat(link.awaitState(state, pacer.nowNs())).isEqualTo(AwaitResult.LATE);
    link.beat();
    assertThat(link.awaitState(state, pacer.nowNs())).isEqualTo(AwaitResult.FRESH);
    assertThat(state.sequence).isEqualTo(1);
    assertThat(state.receivedNs).isEqualTo(1_000_000_000 + PERIOD_NS);
    assertThat(link.awaitState(state, pacer.nowNs())).isEqualTo(AwaitResult.LATE);
  }

  @Test
  void shouldObeyTheNewestCommandOnly() {
    command.tau[0] = 30;
    link.send(command);
    command.tau[0] = 10;
    link.send(command);
    link.beat();
    link.beat();
    link.beat();
    link.awaitState(state, 0);
    assertThat(state.mode).isEqualTo(ArmMode.COMMANDED);
    assertThat(state.tau[0]).isGreaterThan(9).isLessThanOrEqualTo(10);
  }

  @Test
  void shouldSkipForwardWithoutABurstWhenItOversleeps() {
    link.beat();
    pacer.oversleepNs = 2 * PERIOD_NS + PERIOD_NS / 2;
    link.beat();
    assertThat(link.awaitState(state, pacer.nowNs())).isEqualTo(AwaitResult.FRESH);
    assertThat(state.sequence).isEqualTo(4);
    assertThat(link.skippedPeriods()).isEqualTo(2);

    // Back on the old schedule: the fifth period ends five periods after the start.
    link.beat();
    link.awaitState(state, pacer.nowNs());
    assertThat(state.sequence).isEqualTo(5);
    assertThat(state.receivedNs).isEqualTo(1_000_000_000 + 5 * PERIOD_NS);
    assertThat(link.skippedPeriods()).isEqualTo(2);
  }

  @Test
  void shouldHoldAfterAReleaseUntilTheNextCommand() {
    link.send(command);
    link.beat();
    link.release();
    link.release();
    link.beat();
    link.awaitState(state, 0);
    assertThat(state.mode).isEqualTo(ArmMode.HOLDING);
    assertThat(arm.watchdogStops()).isZero();

    link.send(command);
    link.beat();
    link.awaitState(state, 0);
    assertThat(state.mode).isEqualTo(ArmMode.COMMANDED);
  }

  @Test
  void shouldRefuseBrokenCommandsAtOnce() {
    command.tau[6] = Double.NEGATIVE_INFINITY;
    assertThat(link.send(command)).isEqualTo(SendResult.REFUSED);
    assertThat(link.send(new TorqueCommand(3))).isEqualTo(SendResult.REFUSED);
    link.beat();
    link.awaitState(state, 0);
    assertThat(link.refusedCommands()).isEqualTo(2);
    assertThat(state.mode).isEqualTo(ArmMode.HOLDING);
  }

  @Test
  void shouldNotAllocateInItsBeat() {
    long bytes = AllocationProbe.bytesPerCall(1_000, 300, () -> {
      link.send(command);
      link.beat();
      link.awaitState(state, 0);
    });
    assertThat(bytes).isZero();
  }

  @Test
  @Timeout(20)
  void shouldLiveOnItsOwnThreadUntilItIsClosed() {
    RealTimeLink live = RealTimeLink.start(arm);
    long before = -1;
    for (int i = 0; i < 5; i++) {
      assertThat(live.awaitState(state, live.nowNs() + 10_000_000_000L))
          .isEqualTo(AwaitResult.FRESH);
      assertThat(state.sequence).isGreaterThan(before);
      before = state.sequence;
      live.send(command);
    }
    live.close();
    live.close();
    assertThat(live.awaitState(state, live.nowNs() + 10_000_000_000L))
        .isEqualTo(AwaitResult.LOST);
    assertThat(live.send(command)).isEqualTo(SendResult.LOST);
  }
}
