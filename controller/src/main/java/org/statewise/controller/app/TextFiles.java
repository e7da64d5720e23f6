package org.statewise.controller.app;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads and writes the small files that a user names. */
final class TextFiles {
  private TextFiles() {}

  /** The text of a file that the user named as {@code what}. */
  static String read(String what, Path file) throws UsageException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new UsageException(what + ": there is no file '" + file + "'", e);
    } catch (MalformedInputException e) {
      throw new UsageException(what + ": '" + file + "' must be UTF-8 text", e);
    } catch (IOException e) {
      throw new UsageException(what + ": '" + file + "' cannot be read: " + e.getMessage(), e);
    }
  }

  /** Fails in one sentence if there is no such file to read. */
  static void checkReadable(String what, Path file) throws UsageException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new UsageException(what + ": there is no readable file '" + file + "'");
    }
  }

  /** Fails now if {@code file} could not be written later, when the work is done. */
  static void checkWritable(String what, Path file) throws UsageException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)
        || Files.isDirectory(file)) {
      throw new UsageException(
          what + ": '" + file + "' must be a file in a folder that can be written");
    }
  }

  /** Writes a file. */
  static void write(String what, Path file, String text) throws WorkException {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new WorkException(what + ": '" + file + "' cannot be written: " + e.getMessage(), e);
    }
  }
}
