package org.statewise.bridge.sim;

import org.statewise.bridge.api.JointState;
import org.statewise.models.HotPath;

/** Delays states by whole periods: the last ones are kept, and an older one comes in a new one's place. */
final class DelayLine {
  private final JointState[] states;
  private int next;
  private long passed;

  /** @param longest the longest delay, periods */
  DelayLine(int joints, int longest) {
    states = new JointState[longest + 1];
    for (int i = 0; i < states.length; i++) {
      states[i] = new JointState(joints);
    }
  }

  /**
   * Keeps the state and, if {@code periods} is positive, replaces it by the one before so many
   * periods, which is older by that time when it arrives now.
   *
   * @return false if nothing has come yet that would arrive now
   */
  @HotPath
  boolean pass(JointState state, int periods) {
    states[next].copyFrom(state);
    int due = Math.floorMod(next - periods, states.length);
    next = (next + 1) % states.length;
    passed++;
    if (periods > 0) {
      long receivedNs = state.receivedNs;
      state.copyFrom(states[due]);
      arriveNow(state, receivedNs);
    }
    return passed > periods;
  }

  /** A state that came before comes again, and is older by the time between. */
  @HotPath
  static void arriveNow(JointState state, long nowNs) {
    state.ageOnArrivalNs = state.ageNs(nowNs);
    state.receivedNs = nowNs;
  }
}
