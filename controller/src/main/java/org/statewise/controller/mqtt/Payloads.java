package org.statewise.controller.mqtt;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.statewise.proto.mqtt.Command;

/** Messages as bytes: JSON by proto3's mapping, or protobuf. */
final class Payloads {
  static final String JSON = "application/json";
  static final String PROTOBUF = "application/x-protobuf";

  private static final JsonFormat.Printer PRINTER = JsonFormat.printer()
      .omittingInsignificantWhitespace().alwaysPrintFieldsWithNoPresence();
  private static final JsonFormat.Parser PARSER = JsonFormat.parser();

  private Payloads() {}

  /** A message as bytes, and what they are. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Body(byte[] bytes, String contentType) {}

  static Body of(Message message, boolean protobuf) {
    if (protobuf) {
      return new Body(message.toByteArray(), PROTOBUF);
    }
    try {
      return new Body(PRINTER.print(message).getBytes(StandardCharsets.UTF_8), JSON);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("our own messages hold nothing that JSON cannot", e);
    }
  }

  /**
   * Reads a command.
   *
   * @throws RefusedException if the bytes are none
   */
  static Command command(byte[] bytes, boolean protobuf) throws RefusedException {
    try {
      if (protobuf) {
        return Command.parseFrom(bytes);
      }
      Command.Builder command = Command.newBuilder();
      PARSER.merge(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(),
          command);
      return command.build();
    } catch (CharacterCodingException e) {
      throw new RefusedException("malformed: the payload must be UTF-8");
    } catch (InvalidProtocolBufferException e) {
      throw new RefusedException("malformed: " + firstLine(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      // What the parser does with hostile bytes is its own affair; here it is one more bad command.
      throw new RefusedException("malformed: the payload is no command");
    }
  }

  private static String firstLine(String message) {
    String line = message == null ? "" : message.lines().findFirst().orElse("");
    // The parser puts the class of its own cause before the sentence.
    line = line.replaceFirst("^([a-z]+\\.)+[A-Za-z]+: ", "");
    return line.length() > 200 ? line.substring(0, 200) + "..." : line;
  }
}
