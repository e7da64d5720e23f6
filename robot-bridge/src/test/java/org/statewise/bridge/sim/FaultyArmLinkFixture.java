package org.statewise.bridge.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointInfo;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;

/** A link that counts its periods, and one with faults around it. */
abstract class FaultyArmLinkFixture {
  static final long PERIOD_NS = 4_000_000;

  static final long TIMEOUT_NS = 50_000_000;

  final CountingLink arm = new CountingLink();

  final JointState state = new JointState(2);

  final TorqueCommand command = new TorqueCommand(2);

  /** Each wait is a period; state k has q = (k, -k), qd = (1, 1). */
  static final class CountingLink implements ArmLink {
    final List<Double> sent = new ArrayList<>();
    long periods;
    int releases;
    boolean keepsCommands = true;

    @Override
    public ArmInfo info() {
      return new ArmInfo("counter", List.of(new JointInfo("A1", -1, 1, 1, 1),
          new JointInfo("A2", -1, 1, 1, 1)), PERIOD_NS, true);
    }

    @Override
    public AwaitResult awaitState(JointState into, long deadlineNs) {
      periods++;
      into.sequence = periods;
      into.armTimeNs = periods * PERIOD_NS;
      into.receivedNs = nowNs();
      into.q[0] = periods;
      into.q[1] = -periods;
      into.qd[0] = 1;
      into.qd[1] = 1;
      into.tau[0] = 2;
      return AwaitResult.FRESH;
    }

    @Override
    public SendResult send(TorqueCommand out) {
      if (keepsCommands) {
        sent.add(out.tau[0]);
      }
      return SendResult.SENT;
    }

    @Override
    public void release() {
      releases++;
    }

    @Override
    public long nowNs() {
      return 1_000_000_000 + periods * PERIOD_NS;
    }

    @Override
    public void close() {}
  }

  /** State 1 comes and is answered: faults count from here. */
  FaultyArmLink started(String plan) {
    FaultyArmLink link = new FaultyArmLink(arm, FaultPlan.parse(plan, 7));
    assertThat(await(link)).isEqualTo(AwaitResult.FRESH);
    link.send(command);
    return link;
  }

  AwaitResult await(ArmLink link) {
    return link.awaitState(state, link.nowNs() + TIMEOUT_NS);
  }

  List<Long> sequences(ArmLink link, int count) {
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(await(link) == AwaitResult.FRESH ? state.sequence : -1);
    }
    return all;
  }
}
