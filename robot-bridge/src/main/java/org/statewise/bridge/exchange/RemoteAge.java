package org.statewise.bridge.exchange;

import org.statewise.bridge.api.JointState;
import org.statewise.models.HotPath;

/**
 * How old states are on arrival that another machine has stamped with its own clock, by the offset between
 * the two clocks that round trips show. One thread, the one that receives.
 */
@HotPath
public final class RemoteAge {
  /** Stands for an unknown age. */
  private static final long UNKNOWN = -1;

  /** The largest age, whatever the other machine reports, so that sums with it do not overflow. */
  private static final long MAX_AGE_NS = 3_600_000_000_000L;

  private final ClockOffset offset = new ClockOffset();

  /** Takes a round trip; see {@link ClockOffset#roundTrip}. */
  public void roundTrip(long sentNs, long remoteReceivedNs, long remoteSentNs, long receivedNs) {
    offset.roundTrip(sentNs, remoteReceivedNs, remoteSentNs, receivedNs);
  }

  /**
   * Stamps a state that just came with its age; before the first round trip the age counts from its
   * arrival, with an unknown error.
   *
   * @param sampledNs the other machine's clock when it was sampled
   * @param receivedNs this machine's clock when it came
   * @param stoodNs for how long the link's own clock stood still meanwhile, which makes nothing
   *     older
   */
  public void stamp(JointState state, long sampledNs, long receivedNs, long stoodNs) {
    if (!offset.isKnown(receivedNs)) {
      forget(state);
      return;
    }
    long ageNs = receivedNs - offset.toLocalNs(sampledNs) - stoodNs;
    state.ageOnArrivalNs = Math.clamp(ageNs, 0, MAX_AGE_NS);
    state.ageErrorNs = offset.errorNs(receivedNs);
  }

  /** Marks the age of a state as unknown. */
  public static void forget(JointState state) {
    state.ageOnArrivalNs = 0;
    state.ageErrorNs = UNKNOWN;
  }
}
