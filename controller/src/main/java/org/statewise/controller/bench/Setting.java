package org.statewise.controller.bench;

/**
 * Under which conditions something is measured.
 *
 * @param hertz states, or wake-ups, a second
 * @param load what else the machine is made to do, {@code none} for nothing
 */
public record Setting(int hertz, String load) {
  /** From one state to the next, ns. */
  public long periodNs() {
    return 1_000_000_000L / hertz;
  }

  @Override
  public String toString() {
    return hertz + " Hz, load " + load;
  }
}
