package org.statewise.controller.train;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.statewise.proto.model.ModelFile;

/** The envelope of files with learned parameters: what it is, which version, a checksum. */
public enum ModelFileFormat {
  LOSS("statewise learned loss"), START("statewise learned start"), MEMORY(
      "statewise learned memory"),
  TRAINING("statewise training"), CHECKPOINT("statewise checkpoint"), WARM_STATE(
      "statewise warm state");

  private static final int VERSION = 1;

  /** Far more than any loss needs; keeps a wrong file from being read into memory. */
  private static final long MAX_BYTES = 64L << 20;

  private final String words;

  ModelFileFormat(String words) {
    this.words = words;
  }

  /** Whether {@code bytes} begin as those of such a file do. */
  boolean begins(byte[] bytes) {
    byte[] start = start();
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  /** The bytes of a file that holds {@code message}. */
  public byte[] wrap(MessageLite message) {
    ByteString payload = message.toByteString();
    return ModelFile.newBuilder().setFormat(words).setFormatVersion(VERSION)
        .setCrc32C(checksum(payload)).setPayload(payload).build().toByteArray();
  }

  /**
   * Reads a file of this format.
   *
   * @throws TrainingException if it is missing, of another kind, newer or damaged
   */
  public <T> T read(Path file, Parser<T> parser) throws TrainingException {
    return unwrap(file.toString(), bytes(file), parser);
  }

  private byte[] bytes(Path file) throws TrainingException {
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new TrainingException("'" + file + "' is no file of a " + words + ": it has " + size
            + " bytes, more than the " + MAX_BYTES + " that one may have");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new TrainingException("there is no file '" + file + "'", e);
    } catch (IOException e) {
      throw new TrainingException("'" + file + "' cannot be read: " + e.getMessage(), e);
    }
  }

  /** The message in {@code bytes}, which {@code name} says where they are from. */
  public <T> T unwrap(String name, byte[] bytes, Parser<T> parser) throws TrainingException {
    if (!begins(bytes)) {
      throw new TrainingException("'" + name + "' is no file of a " + words
          + ": it must begin with these words, but does not");
    }
    try {
      ModelFile file = ModelFile.parseFrom(bytes);
      if (file.getFormatVersion() > VERSION) {
        throw new TrainingException("'" + name + "' has format version "
            + Integer.toUnsignedString(file.getFormatVersion())
            + ", but this program reads versions up to " + VERSION);
      }
      int checksum = checksum(file.getPayload());
      if (file.getFormatVersion() < 1 || checksum != file.getCrc32C()) {
        throw new TrainingException(String.format(Locale.ROOT,
            "'%s' is damaged: the checksum of its contents must be %08x, but is %08x", name,
            file.getCrc32C(), checksum));
      }
      return parser.parseFrom(file.getPayload());
    } catch (InvalidProtocolBufferException e) {
      throw new TrainingException("'" + name + "' is damaged or cut off: " + e.getMessage(), e);
    }
  }

  /** How such a file starts: field 1, the length of the words, the words. */
  private byte[] start() {
    byte[] text = words.getBytes(StandardCharsets.US_ASCII);
    byte[] start = new byte[text.length + 2];
    start[0] = ModelFile.FORMAT_FIELD_NUMBER << 3 | 2;
    start[1] = (byte) text.length;
    System.arraycopy(text, 0, start, 2, text.length);
    return start;
  }

  private static int checksum(ByteString payload) {
    CRC32C crc = new CRC32C();
    payload.asReadOnlyByteBufferList().forEach(crc::update);
    return (int) crc.getValue();
  }
}
