package org.statewise.controller.app.console;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.event.KeyValuePair;

/**
 * One log event as one line, whatever it holds: {@code time level event=... key=value ...}, or the same
 * as a JSON object. A value with blanks, quotes or line ends is quoted and escaped as in JSON.
 */
final class LogLine extends EncoderBase<ILoggingEvent> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern BARE = Pattern.compile("[^\\s\"=\\\\\\p{Cntrl}]+");

  private final boolean json;

  /** Lines of key=value pairs, or of JSON objects. */
  LogLine(boolean json) {
    this.json = json;
  }

  /** The line of an event, without its end. */
  String of(ILoggingEvent event) {
    String time = Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.MILLIS)
        .toString();
    Map<String, Object> pairs = pairs(event);
    if (json) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("time", time);
      all.put("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
      all.putAll(pairs);
      return write(all);
    }
    StringBuilder line = new StringBuilder(time).append(' ').append(event.getLevel());
    pairs.forEach((key, value) -> line.append(' ').append(key).append('=').append(text(value)));
    return line.toString();
  }

  private static Map<String, Object> pairs(ILoggingEvent event) {
    Map<String, Object> pairs = new LinkedHashMap<>();
    pairs.put("event", event.getFormattedMessage());
    List<KeyValuePair> given = event.getKeyValuePairs();
    if (given != null) {
      given.forEach(pair -> pairs.put(pair.key, pair.value));
    }
    if (event.getThrowableProxy() != null) {
      pairs.put("logger", event.getLoggerName());
      pairs.put("stack", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return pairs;
  }

  private static String text(Object value) {
    String text = String.valueOf(value);
    return BARE.matcher(text).matches() ? text : write(text);
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts, numbers and booleans can always be written", e);
    }
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return (of(event) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
