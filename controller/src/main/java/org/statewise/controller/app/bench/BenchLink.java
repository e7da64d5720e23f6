package org.statewise.controller.app.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A way to an arm that is measured; the arm is a simulated one of this process. */
public enum BenchLink {
  /** The arm's thread and the control thread alone. */
  SIM,
  /** Protobuf over TCP on loopback. */
  BRIDGE,
  /** A cabinet with FRI 1.15 on loopback. */
  FRI;

  /** Its word on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads words with commas between.
   *
   * @throws IllegalArgumentException in one sentence if one is unknown
   */
  public static List<BenchLink> parse(String text) {
    return Arrays.stream(text.split(",", -1)).map(word -> Arrays.stream(values())
        .filter(link -> link.word().equals(word)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("--link must be of "
            + Arrays.stream(values()).map(BenchLink::word).collect(Collectors.joining(", "))
            + ", but has '" + word + "'")))
        .distinct().toList();
  }
}
