package org.statewise.controller.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON that a peer sends: one object, bounded, each field once. */
public final class JsonText {
  private static final int MAX_LEVELS = 8;
  private static final int MAX_DIGITS = 100;
  private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_LEVELS)
          .maxNumberLength(MAX_DIGITS).build())
      .build()).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private JsonText() {}

  /**
   * Reads an object.
   *
   * @throws RefusedMessageException in one sentence if {@code text} is none
   */
  public static JsonNode object(String text) throws RefusedMessageException {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      // The library does not know the place of a number that is too large to be one.
      JsonLocation place = e.getLocation();
      throw malformed("the message must be a JSON object of at most " + MAX_LEVELS
          + " levels, each field given once, but is not readable"
          + (place == null
              ? ""
              : " at line " + place.getLineNr() + ", column " + place.getColumnNr()));
    }
    if (!tree.isObject()) {
      throw malformed("the message must be a JSON object, but is "
          + (tree.isMissingNode() ? "empty" : said(tree)));
    }
    return tree;
  }

  /** A value as it may be repeated in a sentence. */
  public static String said(JsonNode value) {
    return value.isMissingNode() ? "missing" : Sentences.shortened(value.toString());
  }

  /** The message breaks a rule, which {@code sentence} tells. */
  public static RefusedMessageException malformed(String sentence) {
    return new RefusedMessageException("malformed: " + sentence);
  }
}
