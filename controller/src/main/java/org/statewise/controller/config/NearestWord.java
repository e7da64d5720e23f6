package org.statewise.controller.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that somebody probably meant. */
public final class NearestWord {
  private static final int MIN_BEGINNING = 3;

  private NearestWord() {}

  /** The nearest by edit distance; whoever begins a word right probably means it. Empty for none. */
  public static String of(String word, Collection<String> among) {
    return among.stream().min(Comparator.comparingInt(
        name -> distance(word, name) - commonPrefix(word, name))).orElse("");
  }

  /** One that {@code word} begins, else the nearest if that differs by a slip or two. */
  public static Optional<String> ifNear(String word, Collection<String> among) {
    return among.stream()
        .filter(name -> word.length() >= MIN_BEGINNING && name.startsWith(word)).findFirst()
        .or(() -> Optional.of(of(word, among)).filter(name -> !name.isEmpty()
            && distance(word, name) <= Math.max(1, word.length() / 3)));
  }

  private static int commonPrefix(String a, String b) {
    int length = 0;
    while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
      length++;
    }
    return length;
  }

  /** Levenshtein's edit distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(diagonal, row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
