package org.statewise.controller.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** What a browser must know to command: whoever prints it by mistake prints nothing of it. */
public final class PageToken {
  /** A token that a person chose must not be guessed while a run lasts. */
  public static final int MIN_CHARACTERS = 16;
  private static final int RANDOM_BYTES = 18;

  private final String text;

  /**
   * Wraps a token that was chosen.
   *
   * @throws IllegalArgumentException if it is too short or would need quoting in a link
   */
  public PageToken(String text) {
    if (text.length() < MIN_CHARACTERS || !text.matches("[A-Za-z0-9._~-]*")) {
      throw new IllegalArgumentException("must be at least " + MIN_CHARACTERS
          + " letters, digits and . _ ~ -, but "
          + (text.length() < MIN_CHARACTERS
              ? "has " + text.length() + " characters"
              : "has another character"));
    }
    this.text = text;
  }

  /** A new one, of 144 random bits. */
  public static PageToken random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new PageToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Whether {@code given} is this token; takes as long for a wrong one whichever character is wrong. */
  boolean is(String given) {
    return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8),
        given.getBytes(StandardCharsets.UTF_8));
  }

  /** The part of the page's address that hands it to the browser, which sends no such part to a server. */
  public String fragment() {
    return "#token=" + text;
  }

  @Override
  public String toString() {
    return "***";
  }
}
