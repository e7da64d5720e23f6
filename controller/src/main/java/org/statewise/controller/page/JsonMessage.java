package org.statewise.controller.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.statewise.models.arm.Vec3;

/** Parts of messages to browsers, as JSON. Numbers are rounded to six decimals; one that is not finite is null. */
final class JsonMessage {
  private static final JsonFactory JSON = new JsonFactory();
  private static final double DECIMALS = 1e6;

  private JsonMessage() {}

  /** Writes the fields of one message. */
  @FunctionalInterface
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  static byte[] message(String type, Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", type);
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("nothing fails that writes to memory", e);
    }
    return bytes.toByteArray();
  }

  static void vector(JsonGenerator json, String name, Vec3 v) throws IOException {
    double[] xyz = {v.x(), v.y(), v.z()};
    numbers(json, name, xyz.length, i -> xyz[i]);
  }

  static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  static void counts(JsonGenerator json, String name, long[] counts) throws IOException {
    json.writeFieldName(name);
    json.writeArray(counts, 0, counts.length);
  }

  static void numbers(JsonGenerator json, String name, int n, IntToDoubleFunction value)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (int i = 0; i < n; i++) {
      number(json, value.applyAsDouble(i));
    }
    json.writeEndArray();
  }

  static void number(JsonGenerator json, String name, double value) throws IOException {
    json.writeFieldName(name);
    number(json, value);
  }

  private static void number(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(Math.round(value * DECIMALS) / DECIMALS);
    } else {
      json.writeNull();
    }
  }
}
