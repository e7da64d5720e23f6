package org.statewise.controller.source;

import java.util.Locale;

/** In what a file counts time. */
public enum ClockUnit {
  S(9),
  MS(6),
  US(3),
  NS(0);

  private final int decimals;

  ClockUnit(int decimals) {
    this.decimals = decimals;
  }

  /** One of it is ten to the power of this in nanoseconds. */
  int decimals() {
    return decimals;
  }

  /** How many nanoseconds one of it has. */
  double nanos() {
    return Math.pow(10, decimals);
  }

  /** As a user writes it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
