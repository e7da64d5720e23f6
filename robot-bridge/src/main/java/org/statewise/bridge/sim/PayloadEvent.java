package org.statewise.bridge.sim;

/**
 * The payload is attached or released.
 *
 * @param timeNs the arm's clock from which on, ns, not negative; it takes effect with the first
 *     period that begins then or later
 * @param attached whether the arm carries the payload afterwards
 */
public record PayloadEvent(long timeNs, boolean attached) {
  public PayloadEvent {
    if (timeNs < 0) {
      throw new IllegalArgumentException("timeNs must not be negative, but is " + timeNs);
    }
  }
}
