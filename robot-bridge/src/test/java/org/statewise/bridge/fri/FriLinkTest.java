package org.statewise.bridge.fri;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;

/** What a link does while it commands. */
final class FriLinkTest extends FriLinkFixture {
  FriLinkTest() throws IOException {}

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final long TIMEOUT_NS = 20_000_000_000L;

  private static final int MAX_MESSAGES = 20_000;

  private static final int MESSAGES_A_DRAIN = 2_000;

  private final TorqueCommand command = new TorqueCommand(FriFixture.JOINTS);

  /**
   * One message, and the controller's answer to it. The link answers by itself before it publishes a
   * state, so that the first state to come may have been answered before; then the next one is due.
   */
  private void control() throws IOException {
    robot.send(packet(message, cabinet.step(1, message)));
    assertThat(link.awaitState(state, link.nowNs() + TIMEOUT_NS)).isEqualTo(AwaitResult.FRESH);
    long deadlineNs = link.nowNs() + TIMEOUT_NS;
    robot.setSoTimeout(10);
    boolean answers = true;
    do {
      if (answers) {
        command.stateSequence = state.sequence;
        command.tau[5] = -state.qd[5];
        assertThat(link.send(command)).isEqualTo(SendResult.SENT);
      }
      if (takeAnswer()) {
        robot.setSoTimeout(20_000);
        return;
      }
      answers = link.awaitState(state, link.nowNs()) == AwaitResult.FRESH;
    } while (link.nowNs() - deadlineNs < 0);
    throw new AssertionError("no answer came to a message");
  }

  private void awaitCommanding() throws Exception {
    open();
    for (int i = 0; !link.takesCommands(); i++) {
      assertThat(i).as("messages without commanding, the cabinet is in %s", cabinet.session())
          .isLessThan(MAX_MESSAGES);
      if (i % MESSAGES_A_DRAIN == 0) {
        drain();
      }
      step();
    }
    while (link.awaitState(state, link.nowNs()) == AwaitResult.FRESH) {
      // Old states are not to be answered.
    }
  }

  @Test
  void shouldCommandOverASocketAndHearNobodyElse() throws Exception {
    awaitCommanding();
    assertThat(link.info().gravityCompensated()).isTrue();
    assertThat(link.info().periodNs()).isEqualTo(4_000_000);
    assertThat(link.remark()).contains("priors leave gravity out");
    for (int i = 0; i < 200; i++) {
      control();
    }
    try (DatagramSocket foreignSender = new DatagramSocket(
        new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 2}), 0))) {
      for (int i = 0; i < 20; i++) {
        foreignSender.send(packet(message, 408));
        robot.send(packet(new byte[]{1, 2, 3}, 3));
      }
    }
    for (int i = 0; i < 20; i++) {
      control();
    }
    assertThat(link.statistics().foreign()).isEqualTo(20);
    assertThat(link.statistics().undecodable()).isEqualTo(20);
    assertThat(link.endReason()).isEmpty();
    assertThat(cabinet.session()).isEqualTo(FriEnums.SessionState.COMMANDING_ACTIVE);
    FriStatus status = new FriStatus();
    assertThat(link.pollStatusInto(status)).isTrue();
    assertThat(status.phase).isEqualTo(FriPhase.COMMANDING);
    assertThat(status.dialect).isEqualTo(FriDialect.V2_7);
  }

  @Test
  void shouldLeaveTheControlThreadsCommandAloneWhenAnotherThreadClosesIt() throws Exception {
    awaitCommanding();
    control();
    double[] commanded = link.outgoing.command.tau.clone();
    Thread closing = Thread.ofPlatform().start(link::close);
    closing.join();
    assertThat(link.outgoing.release).as("a release was published beside the writer").isFalse();
    assertThat(link.outgoing.command.tau).isEqualTo(commanded);
    assertThat(link.send(command)).isEqualTo(SendResult.LOST);
  }

  @Test
  void shouldAllocateNothingOnTheControlThreadAndNextToNothingOnTheOther() throws Exception {
    awaitCommanding();
    for (int i = 0; i < 3000; i++) {
      control();
    }
    long io = Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("statewise-fri-"))
        .mapToLong(Thread::threadId).max().orElseThrow();
    long least = Long.MAX_VALUE;
    long leastOfControl = Long.MAX_VALUE;
    int messages = 500;
    for (int round = 0; round < 5; round++) {
      long before = THREADS.getThreadAllocatedBytes(io);
      long ofControl = 0;
      for (int i = 0; i < messages; i++) {
        robot.send(packet(message, cabinet.step(1, message)));
        long start = THREADS.getCurrentThreadAllocatedBytes();
        link.awaitState(state, link.nowNs() + TIMEOUT_NS);
        command.stateSequence = state.sequence;
        command.tau[5] = -state.qd[5];
        link.send(command);
        ofControl += THREADS.getCurrentThreadAllocatedBytes() - start;
        takeAnswer();
      }
      least = Math.min(least, (THREADS.getThreadAllocatedBytes(io) - before) / messages);
      leastOfControl = Math.min(leastOfControl, ofControl);
    }
    System.out.printf("FRI on a socket: the I/O thread allocates %d bytes a message and answer%n",
        least);
    assertThat(leastOfControl).isZero();
    assertThat(least).isLessThan(1000);
  }

  @Test
  void shouldLetTimeStandStillWhileASimulatedCabinetIsSilent() throws Exception {
    open(config().withSimulated());
    // Less than a second, after which the cabinet counts as gone; later on the clock goes on again.
    long realNs = System.nanoTime();
    long beganNs = link.nowNs();
    while (System.nanoTime() - realNs < 100_000_000) {
      Thread.onSpinWait();
    }
    long stoodNs = System.nanoTime() - realNs - (link.nowNs() - beganNs);
    assertThat(stoodNs).isGreaterThan(50_000_000);
    assertThat(link.waits()).isTrue();
    robot.send(packet(message, cabinet.step(1, message)));
    state.sequence = 0;
    while (link.timeSlips() == 0) {
      link.awaitState(state, link.nowNs() + TIMEOUT_NS);
    }
    assertThat(link.slippedNs()).isPositive();
  }
}
