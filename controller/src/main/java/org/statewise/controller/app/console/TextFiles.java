package org.statewise.controller.app.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.statewise.models.yaml.PlainYaml;

/** Reads and writes the small files that a user names. */
public final class TextFiles {
  /** A trajectory of hours at 250 Hz. */
  private static final int MAX_BYTES = 256 << 20;

  private TextFiles() {}

  /** The text of a file that the user named as {@code what}. */
  public static String read(String what, Path file) throws UsageException {
    return read(what, file, MAX_BYTES);
  }

  /** The text of a YAML file that the user named as {@code what}. */
  public static String readYaml(String what, Path file) throws UsageException {
    return read(what, file, PlainYaml.MAX_BYTES);
  }

  /** The bytes of a file of learned parameters that the user named as {@code what}. */
  public static byte[] readBytes(String what, Path file) throws UsageException {
    return bytes(what, file, MAX_BYTES);
  }

  private static String read(String what, Path file, int maxBytes) throws UsageException {
    try {
      return StandardCharsets.UTF_8.newDecoder()
          .decode(ByteBuffer.wrap(bytes(what, file, maxBytes))).toString();
    } catch (CharacterCodingException e) {
      throw new UsageException(what + ": '" + file + "' must be UTF-8 text", e);
    }
  }

  /** No more is read than may be, however long the file is or says that it is. */
  private static byte[] bytes(String what, Path file, int maxBytes) throws UsageException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        long size = Files.size(file);
        throw new UsageException(what + ": '" + file + "' must have at most " + maxBytes
            + " bytes, but has " + (size > maxBytes ? Long.toString(size) : "more"));
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new UsageException(what + ": there is no file '" + file + "'", e);
    } catch (IOException e) {
      throw new UsageException(what + ": '" + file + "' cannot be read: " + e.getMessage(), e);
    }
  }

  /** Fails in one sentence if there is no such file to read. */
  public static void checkReadable(String what, Path file) throws UsageException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new UsageException(what + ": there is no readable file '" + file + "'");
    }
  }

  /** Fails now if {@code file} could not be written later, when the work is done. */
  public static void checkWritable(String what, Path file) throws UsageException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)
        || Files.isDirectory(file)) {
      throw new UsageException(
          what + ": '" + file + "' must be a file in a folder that can be written");
    }
  }

  /** Writes a file. */
  public static void write(String what, Path file, String text) throws WorkException {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new WorkException(what + ": '" + file + "' cannot be written: " + e.getMessage(), e);
    }
  }
}
