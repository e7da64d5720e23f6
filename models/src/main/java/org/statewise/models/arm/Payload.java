package org.statewise.models.arm;

/**
 * A point mass that the last link carries.
 *
 * @param massKg mass, kg, finite and not negative
 * @param comM where it is, m, in the last link's frame
 */
public record Payload(double massKg, Vec3 comM) {
  public Payload {
    Check.notNegative("massKg", massKg);
  }
}
