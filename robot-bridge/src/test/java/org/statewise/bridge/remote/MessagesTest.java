package org.statewise.bridge.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.JointState;
import org.statewise.proto.arm.State;

/** Where the links are goes over the wire if the arm knows it. */
final class MessagesTest {
  private final StateReport report = new StateReport(2);
  private final JointState received = new JointState(2);

  @Test
  void shouldCarryWhereTheLinksAreFromAnArmThatKnows() {
    report.state.qLink[0] = 0.25;
    report.state.qLink[1] = -1.5;
    assertThat(Messages.stateInto(Messages.state(report).build(), received)).isTrue();
    assertThat(received.qLink).containsExactly(0.25, -1.5);
  }

  @Test
  void shouldLeaveOutWhatNoRealArmKnowsAndReadItAsUnknown() {
    received.qLink[1] = 7;
    State state = Messages.state(report).build();
    assertThat(state.getQLinkList()).isEmpty();
    assertThat(Messages.stateInto(state, received)).isTrue();
    assertThat(received.qLink).containsOnly(Double.NaN);
  }

  @Test
  void shouldTakeNoStateWhoseLinksAreNotWholeAndFinite() {
    State.Builder state = Messages.state(report).addQLink(1);
    assertThat(Messages.stateInto(state.build(), received)).isFalse();
    state.addQLink(Double.POSITIVE_INFINITY);
    assertThat(Messages.stateInto(state.build(), received)).isFalse();
    assertThat(received.qLink).containsOnly(Double.NaN);
  }
}
