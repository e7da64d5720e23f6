package org.statewise.controller.safety;

import java.util.List;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.models.HotPath;

/**
 * Sends a command through every guard, in the order of {@link GuardSpec#chain}. A guard that aborts
 * ends the pass; all others are always asked, so that a command that stops the arm is still limited.
 */
public final class GuardChain {
  private final Guard[] guards;
  private final String[] names;
  private int trips;
  private int decisive;
  private boolean skips;

  /** Builds the guards of {@code specs} for an arm. */
  public GuardChain(List<GuardSpec> specs, ArmInfo arm) {
    guards = specs.stream().map(spec -> spec.build(arm)).toArray(Guard[]::new);
    names = specs.stream().map(GuardSpec::name).toArray(String[]::new);
  }

  /** The guards' names; bit k of {@link #trips} belongs to name k. */
  public List<String> names() {
    return List.of(names);
  }

  /** The gravest verdict; {@code context.u} is what may be sent if {@link #maySend} says so. */
  @HotPath
  public GuardVerdict check(GuardContext context) {
    trips = 0;
    skips = false;
    GuardVerdict gravest = GuardVerdict.PASS;
    for (int k = 0; k < guards.length; k++) {
      GuardVerdict verdict = guards[k].check(context);
      if (verdict != GuardVerdict.PASS) {
        trips |= 1 << k;
      }
      skips |= verdict == GuardVerdict.SKIP;
      if (verdict.compareTo(gravest) > 0) {
        gravest = verdict;
        decisive = k;
      }
      if (gravest == GuardVerdict.ABORT) {
        break;
      }
    }
    skips |= gravest == GuardVerdict.ABORT;
    return gravest;
  }

  /** Which guards objected in the last check: bit k is guard k. */
  @HotPath
  public int trips() {
    return trips;
  }

  /**
   * Whether the last command may be sent: no guard aborted the run or skipped the answer, even
   * where another one stops the arm, which the next good state will serve.
   */
  @HotPath
  public boolean maySend() {
    return !skips;
  }

  /** The guard that the last verdict is of, the first of them; of a PASS it says nothing. */
  @HotPath
  public int decisive() {
    return decisive;
  }
}
