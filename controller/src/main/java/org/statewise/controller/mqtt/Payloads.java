package org.statewise.controller.mqtt;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.statewise.proto.mqtt.Command;

/** Messages as bytes: JSON by proto3's mapping, or protobuf. */
final class Payloads {
  static final String JSON = "application/json";
  static final String PROTOBUF = "application/x-protobuf";

  private static final JsonFormat.Printer PRINTER = JsonFormat.printer()
      .omittingInsignificantWhitespace().alwaysPrintFieldsWithNoPresence();
  private static final JsonFormat.Parser PARSER = JsonFormat.parser();

  /** What a newer program says beyond what this one knows is of no interest. */
  private static final JsonFormat.Parser LENIENT = JsonFormat.parser().ignoringUnknownFields();

  private static final Pattern ESCAPED_FOR_HTML = Pattern
      .compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u00(26|27|3[c-e])");

  private Payloads() {}

  /** A message as bytes, and what they are. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Body(byte[] bytes, String contentType) {}

  static Body of(Message message, boolean protobuf) {
    if (protobuf) {
      return new Body(message.toByteArray(), PROTOBUF);
    }
    try {
      return new Body(plain(PRINTER.print(message)).getBytes(StandardCharsets.UTF_8), JSON);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("our own messages hold nothing that JSON cannot", e);
    }
  }

  /**
   * JSON without what is escaped for the sake of HTML alone: an apostrophe is one. Pairs of backslashes
   * stay, whatever follows them.
   */
  private static String plain(String json) {
    return ESCAPED_FOR_HTML.matcher(json).replaceAll(found -> Matcher.quoteReplacement(
        found.group(1) + (char) Integer.parseInt(found.group(2), 16)));
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
      String json = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      CommandJson.check(json, Command.getDescriptor());
      Command.Builder command = Command.newBuilder();
      PARSER.merge(json, command);
      return command.build();
    } catch (CharacterCodingException e) {
      throw new RefusedException("malformed: the payload must be UTF-8");
    } catch (InvalidProtocolBufferException e) {
      // The library's own sentence names neither the field nor what was wrong with its value.
      throw new RefusedException("malformed: the payload must be a Command of mqtt.proto in "
          + (protobuf ? "protobuf" : "JSON") + ", but is something else");
    } catch (RuntimeException | StackOverflowError e) {
      // What the parser does with hostile bytes is its own affair; here it is one more bad command.
      throw new RefusedException("malformed: the payload is no command");
    }
  }

  /**
   * Reads what a run says of itself. JSON begins with a brace, which none of the messages begins with in
   * protobuf, so that no content type is needed.
   *
   * @throws IOException in one sentence if the bytes are no such message
   */
  static <B extends Message.Builder> B readInto(B message, byte[] bytes) throws IOException {
    try {
      if (bytes.length > 0 && bytes[0] == '{') {
        LENIENT.merge(
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), message);
      } else {
        message.mergeFrom(bytes);
      }
      return message;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // What the parser does with hostile bytes is its own affair.
      throw new IOException("what came must be a " + message.getDescriptorForType().getName()
          + " of mqtt.proto, but is something else of " + bytes.length + " bytes", e);
    }
  }
}
