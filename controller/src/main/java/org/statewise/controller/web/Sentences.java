package org.statewise.controller.web;

/** What others sent, as it may be repeated in a sentence. */
public final class Sentences {
  private static final int MAX_CHARACTERS = 60;

  private Sentences() {}

  /** {@code text} without control characters, and not too much of it. */
  public static String shortened(String text) {
    String plain = text.replaceAll("\\p{C}", "?");
    return plain.length() <= MAX_CHARACTERS ? plain : plain.substring(0, MAX_CHARACTERS) + "...";
  }
}
