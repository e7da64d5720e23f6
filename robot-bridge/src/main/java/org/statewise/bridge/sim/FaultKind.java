package org.statewise.bridge.sim;

/** What can go wrong between an arm and its controller, and what the {@code size} of it means. */
public enum FaultKind {
  /** The state is lost on its way. */
  DROP("drop", "", 0),
  /** The state comes {@code periods} periods later than it was measured. */
  DELAY("delay", "periods", 1),
  /** The state comes twice. */
  DUPLICATE("duplicate", "", 0),
  /** The state comes after the next one. */
  REORDER("reorder", "", 0),
  /** Positions, velocities and torques stay as they were, while the count of states goes on. */
  FREEZE("freeze", "", 0),
  /** One joint's velocity is no number. */
  NAN("nan", "", 0),
  /** One joint's position is {@code rad} too high. */
  JUMP("jump", "rad", 0.3),
  /** Torques have the wrong sign, commanded and measured. */
  FLIP("flip", "", 0),
  /** The link carries neither states nor commands, and reports nothing. */
  SILENT("silent", "", 0),
  /** The link is over for good. */
  LOST("lost", "", 0),
  /** The controller pauses for {@code ms} after it has received a state. */
  PAUSE("pause", "ms", 50),
  /** The controller's clock is ahead by {@code ms}. */
  CLOCK("clock", "ms", 500),
  /** The arm's clock is ahead by {@code ms}. */
  ARM_CLOCK("arm-clock", "ms", 500);

  private final String word;
  private final String sizeKey;
  private final double usualSize;

  FaultKind(String word, String sizeKey, double usualSize) {
    this.word = word;
    this.sizeKey = sizeKey;
    this.usualSize = usualSize;
  }

  /** Its name in a plan. */
  public String word() {
    return word;
  }

  /** The key of its size in a plan; empty if it has none. */
  public String sizeKey() {
    return sizeKey;
  }

  /** The size where none is given. */
  public double usualSize() {
    return usualSize;
  }
}
