package org.statewise.controller.mqtt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks a payload in JSON against the message that it is to be, by proto3's mapping, before it is
 * turned into that message: so a refusal names the field, the rule and the value.
 */
final class CommandJson {
  /** No message of ours nests deeper than three levels. */
  private static final int MAX_LEVELS = 8;
  private static final int MAX_DIGITS = 100;
  private static final int MAX_VALUE_CHARACTERS = 60;

  private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_LEVELS)
          .maxNumberLength(MAX_DIGITS).build())
      .build()).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private CommandJson() {}

  /** @throws RefusedException in one sentence if {@code json} is no such message */
  static void check(String json, Descriptor message) throws RefusedException {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(json);
    } catch (StreamConstraintsException e) {
      throw malformed("the payload must be JSON of at most " + MAX_LEVELS
          + " levels and numbers of at most " + MAX_DIGITS + " digits, but has more");
    } catch (JsonProcessingException e) {
      String reason = e.getOriginalMessage();
      throw malformed(reason.startsWith("Duplicate field")
          ? "a field must be given once, but " + reason.substring("Duplicate field ".length())
              + " is given again"
          : "the payload must be a JSON object, but is not readable at line "
              + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr());
    }
    if (!tree.isObject()) {
      throw malformed("the payload must be a JSON object, but is "
          + (tree.isMissingNode() ? "empty" : shortened(tree)));
    }
    object("", message, tree);
  }

  private static void object(String path, Descriptor message, JsonNode object)
      throws RefusedException {
    Map<OneofDescriptor, String> chosen = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String key = path + entry.getKey();
      FieldDescriptor field = field(message, entry.getKey()).orElseThrow(
          () -> malformed(key + " is no field of it; there are " + message.getFields().stream()
              .map(known -> path + known.getJsonName()).collect(Collectors.joining(", "))));
      JsonNode value = entry.getValue();
      if (value.isNull()) {
        continue;
      }
      OneofDescriptor choice = field.getRealContainingOneof();
      String other = choice == null ? null : chosen.put(choice, key);
      if (other != null) {
        throw malformed("only one of " + other + " and " + key + " may be given");
      }
      if (!field.isRepeated()) {
        value(key, field, value);
        continue;
      }
      if (!value.isArray()) {
        throw misfit(key, "a list", value);
      }
      for (int i = 0; i < value.size(); i++) {
        value(key + "[" + i + "]", field, value.get(i));
      }
    }
  }

  private static Optional<FieldDescriptor> field(Descriptor message, String name) {
    return message.getFields().stream()
        .filter(field -> field.getJsonName().equals(name) || field.getName().equals(name))
        .findFirst();
  }

  private static void value(String key, FieldDescriptor field, JsonNode value)
      throws RefusedException {
    switch (field.getType()) {
      case MESSAGE -> {
        if (!value.isObject()) {
          throw misfit(key, "an object", value);
        }
        object(key + ".", field.getMessageType(), value);
      }
      case STRING -> require(value.isTextual(), key, "a text", value);
      case BOOL -> require(value.isBoolean(), key, "true or false", value);
      case BYTES -> require(value.isTextual() && isBase64(value.textValue()), key,
          "bytes in base64", value);
      case DOUBLE -> require(
          number(value).filter(x -> Double.isFinite(x.doubleValue())).isPresent(), key,
          "a finite number", value);
      case UINT32 -> require(isWhole(value, 0, 0xffff_ffffL), key,
          "a whole number of 32 bits, not negative", value);
      case INT64 -> require(isWhole(value, Long.MIN_VALUE, Long.MAX_VALUE), key,
          "a whole number of 64 bits", value);
      default -> throw new IllegalStateException("no command has a field of " + field.getType());
    }
  }

  private static void require(boolean fits, String key, String rule, JsonNode value)
      throws RefusedException {
    if (!fits) {
      throw misfit(key, rule, value);
    }
  }

  /** Numbers may be texts, as the mapping wants it for those of 64 bits. */
  private static Optional<BigDecimal> number(JsonNode value) {
    if (value.isNumber()) {
      return Optional.of(value.decimalValue());
    }
    if (!value.isTextual() || value.textValue().length() > MAX_DIGITS) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(value.textValue()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isWhole(JsonNode value, long least, long most) {
    try {
      return number(value).map(BigDecimal::longValueExact)
          .filter(whole -> whole >= least && whole <= most).isPresent();
    } catch (ArithmeticException e) {
      return false;
    }
  }

  private static boolean isBase64(String text) {
    try {
      // Both alphabets are allowed.
      Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static RefusedException misfit(String key, String rule, JsonNode value) {
    return malformed(key + " must be " + rule + ", but is " + shortened(value));
  }

  private static String shortened(JsonNode value) {
    String text = value.isArray()
        ? "a list"
        : value.isObject() ? "an object" : value.toString();
    return text.length() > MAX_VALUE_CHARACTERS
        ? text.substring(0, MAX_VALUE_CHARACTERS) + "..."
        : text;
  }

  private static RefusedException malformed(String sentence) {
    return new RefusedException("malformed: " + sentence);
  }
}
