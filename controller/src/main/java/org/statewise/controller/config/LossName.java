package org.statewise.controller.config;

import org.statewise.models.loss.LossSpec;

/** Which loss is meant, before any file is read. */
public sealed interface LossName {
  /** As it was written. */
  String text();

  /** Whether it comes with the rate that it was trained at. */
  default boolean isLearned() {
    return false;
  }

  /**
   * The name that a text is.
   *
   * @throws IllegalArgumentException in one sentence that names {@code key}
   */
  static LossName parse(String key, String text) {
    if (text.equals("auto")) {
      return new Automatic();
    }
    if (text.endsWith(".pb")) {
      return new File(text);
    }
    boolean shipped = text.startsWith(Shipped.PREFIX);
    try {
      LossSpec spec = LossSpec.parse(shipped ? text.substring(Shipped.PREFIX.length()) : text);
      if (!shipped) {
        return new Untrained(spec);
      }
      if (!(spec instanceof LossSpec.Squared)) {
        return new Shipped(spec.word());
      }
    } catch (IllegalArgumentException e) {
      // Said below, with the other names that there are.
    }
    throw new IllegalArgumentException(key + " must be one of squared, structured,"
        + " state-dependent, mlp, one of the last three with learned- before it, auto, or a file that"
        + " ends in .pb, but is '" + text + "'");
  }

  /** The shipped state-dependent one where it fits the arm, and the untrained one elsewhere. */
  record Automatic() implements LossName {
    @Override
    public String text() {
      return "auto";
    }
  }

  /** A loss as it is before training. */
  record Untrained(LossSpec spec) implements LossName {
    @Override
    public String text() {
      return spec.word();
    }
  }

  /**
   * The trained loss that ships with the program.
   *
   * @param kind the word of what it was before training
   */
  record Shipped(String kind) implements LossName {
    private static final String PREFIX = "learned-";

    @Override
    public String text() {
      return PREFIX + kind;
    }

    @Override
    public boolean isLearned() {
      return true;
    }
  }

  /** A loss or filter that {@code meta-train} wrote. */
  record File(String path) implements LossName {
    @Override
    public String text() {
      return path;
    }

    @Override
    public boolean isLearned() {
      return true;
    }
  }
}
