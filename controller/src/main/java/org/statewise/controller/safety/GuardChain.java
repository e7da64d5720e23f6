package org.statewise.controller.safety;

import java.util.List;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.models.HotPath;

/**
 * Sends a command through every guard, in the order of {@link GuardSpec#chain}. A guard that abandons
 * ends the pass; all others are always asked, so that a command that stops the arm is still limited.
 */
public final class GuardChain {
  private final Guard[] guards;
  private final String[] names;
  private int trips;

  /** Builds the guards of {@code specs} for an arm. */
  public GuardChain(List<GuardSpec> specs, ArmInfo arm) {
    guards = specs.stream().map(spec -> spec.build(arm)).toArray(Guard[]::new);
    names = specs.stream().map(GuardSpec::name).toArray(String[]::new);
  }

  /** The guards' names; bit k of {@link #trips} belongs to name k. */
  public List<String> names() {
    return List.of(names);
  }

  /** The gravest verdict; {@code context.u} is what may be sent unless that is ABANDON. */
  @HotPath
  public GuardVerdict check(GuardContext context) {
    trips = 0;
    GuardVerdict gravest = GuardVerdict.PASS;
    for (int k = 0; k < guards.length; k++) {
      GuardVerdict verdict = guards[k].check(context);
      if (verdict != GuardVerdict.PASS) {
        trips |= 1 << k;
      }
      gravest = gravest.orGraver(verdict);
      if (gravest == GuardVerdict.ABANDON) {
        return gravest;
      }
    }
    return gravest;
  }

  /** Which guards objected in the last check: bit k is guard k. */
  @HotPath
  public int trips() {
    return trips;
  }
}
