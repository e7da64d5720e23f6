package org.statewise.controller.foxglove;

/** Where an encoder leaves a message: the first {@code length} bytes of a buffer that it uses again. */
final class Encoded {
  byte[] bytes = {};
  int length;

  /** Makes room for so many bytes. */
  void resize(int bytesNeeded) {
    length = bytesNeeded;
    if (bytes.length < bytesNeeded) {
      bytes = new byte[bytesNeeded];
    }
  }
}
