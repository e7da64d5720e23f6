package org.statewise.controller.parquet;

import java.io.IOException;

/** Turns whatever the library throws at a damaged file into one sentence. */
final class Guarded {
  private Guarded() {}

  /** What reads a file. */
  @FunctionalInterface
  interface Read<T> {
    T run() throws IOException;
  }

  /** @param where for the sentence: the file, and the place in it */
  static <T> T call(String where, Read<T> read) throws ParquetException {
    try {
      return read.run();
    } catch (ParquetException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw ParquetException.damaged(where, e);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
      // A damaged length or nesting asks for more than there is: nothing was taken, so all goes on. A type of Hadoop's
      // that only a fault's sentence would name is not in the program.
      throw ParquetException.damaged(where, e);
    }
  }
}
