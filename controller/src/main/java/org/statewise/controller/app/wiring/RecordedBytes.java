package org.statewise.controller.app.wiring;

import java.util.Base64;

/** Files that a recording carries in its metadata, in base 64. */
final class RecordedBytes {
  private RecordedBytes() {}

  /**
   * The bytes of {@code text}.
   *
   * @param what is carried, for messages
   * @throws IllegalArgumentException in one sentence if they are damaged, as nothing else in a recording tells
   */
  static byte[] decode(String what, String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(what
          + ", which the recording carries in its metadata, must be in base 64, but is damaged", e);
    }
  }
}
