package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointInfo;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.bridge.remote.BridgeLimits;
import org.statewise.bridge.remote.BridgeLink;
import org.statewise.bridge.remote.BridgeServer;
import org.statewise.bridge.remote.BridgeServerConfig;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;
import org.statewise.controller.TestArms;
import org.statewise.controller.app.console.WorkException;

/** The wait for an arm that decides by itself when it takes commands. */
final class EngagementCheckTest {
  private static final String LOST = "the run ended in a fault: the link to the arm was lost";
  private static final String WITHHELD = "the arm no longer takes commands, though the run has not begun: waiting until it does again"
      + " (Ctrl-C ends this)";
  private static final PrintWriter DISCARD = new PrintWriter(Writer.nullWriter());

  /** Takes commands from the first state on, and stands where it is told. */
  private static final class Arm implements ArmLink {
    private final ArmInfo info;
    private final double[] q;
    private long states;
    private long endsAfter = Long.MAX_VALUE;
    private LongPredicate takes = state -> true;

    Arm(long periodNs, double... q) {
      this.q = q;
      List<JointInfo> joints = new ArrayList<>();
      for (int j = 0; j < q.length; j++) {
        joints.add(new JointInfo("A" + (j + 1), -2, 2, 1, 100));
      }
      info = new ArmInfo("arm", joints, periodNs, true);
    }

    @Override
    public ArmInfo info() {
      return info;
    }

    @Override
    public AwaitResult awaitState(JointState state, long deadlineNs) {
      states++;
      System.arraycopy(q, 0, state.q, 0, q.length);
      return AwaitResult.FRESH;
    }

    @Override
    public SendResult send(TorqueCommand command) {
      return SendResult.SENT;
    }

    @Override
    public void release() {}

    @Override
    public long nowNs() {
      return states * info.periodNs();
    }

    @Override
    public boolean grantsCommanding() {
      return true;
    }

    @Override
    public boolean takesCommands() {
      return takes.test(states);
    }

    @Override
    public String endReason() {
      return states >= endsAfter ? "the cabinet went to IDLE" : "";
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @CsvSource({"1, 500", "3, 167", "4, 125", "10, 50", "100, 5"})
  void shouldWaitForHalfASecondOfCommandsWhateverTheArmsPeriod(int periodMillis, int states)
      throws Exception {
    Arm arm = new Arm(periodMillis * 1_000_000L, 0, 0);
    EngagementCheck.await(arm, new double[2], () -> false, DISCARD);
    assertThat(arm.states).isEqualTo(states);
  }

  @Test
  void shouldNameTheJointThatMovedMost() {
    Arm arm = new Arm(4_000_000, 0.2, -0.5, 0.3);
    assertThatThrownBy(() -> EngagementCheck.await(arm, new double[3], () -> false, DISCARD))
        .isInstanceOf(WorkException.class).hasMessage("every joint must stay within 0.100 rad of"
            + " where it was when the run began, but A2, which moved most, moved by -0.500 rad");
    assertThatThrownBy(
        () -> EngagementCheck.confirm(arm, new double[]{0.2, -0.49, 0.28}, () -> false,
            DISCARD))
        .hasMessageContaining("A3, which moved most, moved by 0.020 rad");
  }

  @Test
  void shouldSayAtOnceWhyTheArmTakesNoCommandsAnyMore() {
    Arm arm = new Arm(4_000_000, 0);
    arm.endsAfter = 3;
    assertThatThrownBy(() -> EngagementCheck.await(arm, new double[1], () -> false, DISCARD))
        .isInstanceOf(WorkException.class).hasMessage("the cabinet went to IDLE");
    assertThat(arm.states).isEqualTo(3);
  }

  @Test
  void shouldSayOnceThatAnArmWhichTookCommandsNoLongerDoes() throws Exception {
    Arm arm = new Arm(4_000_000, 0);
    StringWriter said = new StringWriter();
    arm.takes = state -> (state > 40 && state / 20 % 2 == 0) || state > 200;
    EngagementCheck.await(arm, new double[1], () -> false, new PrintWriter(said));
    assertThat(arm.states).isEqualTo(324);
    assertThat(said.toString().lines()).containsExactly("waiting for the arm to take commands",
        WITHHELD);
  }

  @Test
  void shouldSayThatTheArmWasTakenBackWhileTheRunWasSetUp() throws Exception {
    Arm arm = new Arm(4_000_000, 0);
    StringWriter said = new StringWriter();
    arm.takes = state -> state > 200;
    EngagementCheck.confirm(arm, new double[1], () -> false, new PrintWriter(said));
    assertThat(said.toString().lines()).containsExactly(WITHHELD);
  }

  @Test
  void shouldSayWhyABridgeTookTheArmAway() throws Exception {
    SteppedArm arm = new SteppedArm(
        new SimulatedArm(SimulatedArmConfig.defaults(TestArms.model("iiwa7"))), () -> 0);
    BridgeServer server = BridgeServer.start(new BridgeServerConfig("127.0.0.1", 0,
        BridgeLimits.DEFAULT.withIdleMillis(1), Optional.empty()), arm);
    try (BridgeLink link = BridgeLink.connect("127.0.0.1", server.port(), 60_000,
        Optional.empty())) {
      // Nothing is ever sent, so that the bridge's time-out is soon over.
      assertThat(link.awaitState(new JointState(7), link.nowNs() + 60_000_000_000L))
          .isEqualTo(AwaitResult.LOST);
      assertThat(EngagementCheck.explained(LOST, link)).isEqualTo(LOST
          + ": the bridge at 127.0.0.1:"
          + server.port() + " ended the session: SILENT: the controller has the arm, but has sent"
          + " nothing for 0.001 s; the arm is free for others");
      assertThat(EngagementCheck.explained("", link)).isEmpty();
    } finally {
      server.close();
    }
  }
}
