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
    private static final long REST_NS = 1_000_000;
    private long nowNs = 1_000_000_000;
    private long oversleepNs;
    private long restNs = REST_NS;
    private int rests;
    private Runnable atTenthRest = () -> {};

    @Override
    public long nowNs() {
      return nowNs;
    }

    @Override
    public void waitUntil(long deadlineNs) {
      nowNs = Math.max(nowNs, deadlineNs) + oversleepNs;
      oversleepNs = 0;
    }

    @Override
    public void rest() {
      nowNs += restNs;
      if (++rests == 10) {
        atTenthRest.run();
      }
    }
  }

  private final HandPacer pacer = new HandPacer();
  private final SimulatedArm arm = new SimulatedArm(SimArms.iiwa7());
  private final RealTimeLink link = new RealTimeLink(arm, pacer, false);
  private final RealTimeLink strict = new RealTimeLink(arm, pacer, true);
  private final JointState state = new JointState(7);
  private final TorqueCommand command = new TorqueCommand(7);

  @Test
  void shouldPublishOneStateEachPeriod() {
    assertThat(link.awaitState(state, pacer.nowNs())).isEqualTo(AwaitResult.LATE);
    link.runPeriod();
    assertThat(link.awaitState(state, pacer.nowNs())).isEqualTo(AwaitResult.FRESH);
    assertThat(state.sequence).isEqualTo(1);
    assertThat(state.receivedNs).isEqualTo(1_000_000_000 + PERIOD_NS);
    assertThat(link.awaitState(state, pacer.nowNs())).isEqualTo(AwaitResult.LATE);
  }

  @Test
  void shouldFollowTheNewestCommandOnly() {
    command.tau[0] = 30;
    link.send(command);
    command.tau[0] = 10;
    link.send(command);
    link.runPeriod();
    link.runPeriod();
    link.runPeriod();
    link.awaitState(state, 0);
    assertThat(state.mode).isEqualTo(ArmMode.COMMANDED);
    assertThat(state.tau[0]).isGreaterThan(9).isLessThanOrEqualTo(10);
  }

  @Test
  void shouldSkipForwardWithoutABurstWhenItOversleepsInStrictTime() {
    strict.runPeriod();
    pacer.oversleepNs = 2 * PERIOD_NS + PERIOD_NS / 2;
    strict.runPeriod();
    assertThat(strict.awaitState(state, pacer.nowNs())).isEqualTo(AwaitResult.FRESH);
    assertThat(state.sequence).isEqualTo(4);
    assertThat(strict.skippedPeriods()).isEqualTo(2);

    // Back on the old schedule: the fifth period ends five periods after the start.
    strict.runPeriod();
    strict.awaitState(state, pacer.nowNs());
    assertThat(state.sequence).isEqualTo(5);
    assertThat(state.receivedNs).isEqualTo(1_000_000_000 + 5 * PERIOD_NS);
    assertThat(strict.skippedPeriods()).isEqualTo(2);
  }

  @Test
  void shouldLetItsClockSlipWhenItOversleeps() {
    link.runPeriod();
    pacer.oversleepNs = 2 * PERIOD_NS + PERIOD_NS / 2;
    link.runPeriod();
    assertThat(link.awaitState(state, link.nowNs())).isEqualTo(AwaitResult.FRESH);
    assertThat(state.sequence).isEqualTo(2);
    assertThat(state.armTimeNs).isEqualTo(2 * PERIOD_NS);
    assertThat(link.skippedPeriods()).isZero();
    assertThat(link.timeSlips()).isEqualTo(1);
    assertThat(link.slippedNs()).isEqualTo(2 * PERIOD_NS + PERIOD_NS / 2);

    long beforeNs = pacer.nowNs;
    link.runPeriod();
    assertThat(pacer.nowNs).isEqualTo(beforeNs + PERIOD_NS);
  }

  private void command() {
    command.stateSequence = state.sequence;
    assertThat(link.send(command)).isEqualTo(SendResult.SENT);
  }

  private void takeOver() {
    command();
    link.runPeriod();
    assertThat(link.awaitState(state, link.nowNs())).isEqualTo(AwaitResult.FRESH);
    assertThat(state.mode).isEqualTo(ArmMode.COMMANDED);
  }

  @Test
  void shouldWaitForTheAnswerToItsState() {
    takeOver();
    long takenNs = state.receivedNs;
    pacer.atTenthRest = () -> {
      assertThat(link.nowNs() - takenNs).as("age of the state in the arm's time")
          .isEqualTo(2 * PERIOD_NS);
      command();
    };
    link.runPeriod();
    assertThat(link.awaitState(state, link.nowNs())).isEqualTo(AwaitResult.FRESH);
    assertThat(state.sequence).isEqualTo(2);
    assertThat(state.mode).isEqualTo(ArmMode.COMMANDED);
    assertThat(link.timeSlips()).isEqualTo(1);
    assertThat(link.slippedNs()).isEqualTo(10 * HandPacer.REST_NS);
  }

  @Test
  void shouldWaitForNobodyInStrictTime() {
    strict.send(command);
    strict.runPeriod();
    strict.awaitState(state, 0);
    for (int i = 0; i < 5; i++) {
      strict.runPeriod();
    }
    strict.awaitState(state, 0);
    assertThat(state.sequence).isEqualTo(6);
    assertThat(pacer.rests).isZero();
    assertThat(strict.waits()).isFalse();
    assertThat(strict.timeSlips()).isZero();
  }

  @Test
  void shouldNotWaitForAControllerThatAsksForTheNextStateInstead() {
    takeOver();
    link.awaitState(state, link.nowNs());
    link.runPeriod();
    assertThat(pacer.rests).isZero();
    assertThat(link.awaitState(state, link.nowNs())).isEqualTo(AwaitResult.FRESH);
    assertThat(state.sequence).isEqualTo(2);
  }

  @Test
  void shouldGoOnWithoutAControllerThatIsGone() {
    takeOver();
    long goneNs = pacer.nowNs;
    link.runPeriod();
    assertThat(pacer.nowNs - goneNs).isBetween(5_000_000_000L, 5_010_000_000L);
    for (int i = 0; i < 1000 && arm.watchdogStops() == 0; i++) {
      link.runPeriod();
    }
    assertThat(arm.watchdogStops()).isEqualTo(1);
    assertThat(pacer.nowNs - goneNs).isLessThan(7_000_000_000L);
    assertThat(link.timeSlips()).isEqualTo(1);
  }

  @Test
  void shouldNotGiveUpAControllerWhileTheWholeMachineStandsStill() {
    takeOver();
    pacer.restNs = 3_000_000_000L;
    pacer.atTenthRest = this::command;
    link.runPeriod();
    assertThat(link.awaitState(state, link.nowNs())).isEqualTo(AwaitResult.FRESH);
    assertThat(state.sequence).isEqualTo(2);
    assertThat(state.mode).isEqualTo(ArmMode.COMMANDED);
    assertThat(link.slippedNs()).isEqualTo(30_000_000_000L);
  }

  @Test
  void shouldHoldAfterAReleaseUntilTheNextCommand() {
    link.send(command);
    link.runPeriod();
    link.release();
    link.release();
    link.runPeriod();
    link.awaitState(state, 0);
    assertThat(state.mode).isEqualTo(ArmMode.BRAKES_ENGAGED);
    assertThat(arm.watchdogStops()).isZero();

    link.send(command);
    link.runPeriod();
    link.awaitState(state, 0);
    assertThat(state.mode).isEqualTo(ArmMode.COMMANDED);
  }

  @Test
  void shouldRefuseBrokenCommandsAtOnce() {
    command.tau[6] = Double.NEGATIVE_INFINITY;
    assertThat(link.send(command)).isEqualTo(SendResult.REFUSED);
    assertThat(link.send(new TorqueCommand(3))).isEqualTo(SendResult.REFUSED);
    link.runPeriod();
    link.awaitState(state, 0);
    assertThat(link.refusedCommands()).isEqualTo(2);
    assertThat(state.mode).isEqualTo(ArmMode.BRAKES_ENGAGED);
  }

  @Test
  void shouldNotAllocateInItsBeat() {
    long bytes = AllocationProbe.bytesPerCall(1_000, 300, () -> {
      link.send(command);
      link.runPeriod();
      link.awaitState(state, 0);
    });
    assertThat(bytes).isZero();
  }

  @Test
  @Timeout(20)
  void shouldRunOnItsOwnThreadUntilItIsClosed() {
    RealTimeLink live = RealTimeLink.start(arm, false);
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
