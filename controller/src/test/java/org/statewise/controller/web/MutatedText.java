package org.statewise.controller.web;

import java.util.random.RandomGenerator;

/** Texts that were right once. */
public final class MutatedText {
  private MutatedText() {}

  /** {@code seed} with fewer than {@code mutations} letters exchanged, put in, left out or parts of it repeated. */
  public static String of(String seed, RandomGenerator random, int mutations) {
    StringBuilder text = new StringBuilder(seed);
    for (int left = random.nextInt(mutations); left > 0 && !text.isEmpty(); left--) {
      int at = random.nextInt(text.length());
      char any = (char) random.nextInt(random.nextBoolean() ? 128 : 65536);
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, any);
        case 1 -> text.insert(at, any);
        case 2 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
        default -> text.insert(at, text.substring(at, Math.min(text.length(),
            at + random.nextInt(60))));
      }
    }
    return text.toString();
  }
}
