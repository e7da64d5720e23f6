package org.statewise.controller.machine;

/**
 * One property of a machine.
 *
 * @param what is looked at
 * @param value as it is
 * @param verdict what that means
 * @param mend the command or setting that mends it; empty where there is nothing to mend
 */
public record Finding(String what, String value, Verdict verdict, String mend) {
  /** With nothing to mend. */
  static Finding good(String what, String value) {
    return new Finding(what, value, Verdict.GOOD, "");
  }

  /** Of a machine that does not tell, as virtual ones do. */
  static Finding untold(String what) {
    return new Finding(what, "not told here", Verdict.WORKS, "");
  }
}
