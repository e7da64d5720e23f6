package org.statewise.controller.foxglove;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.statewise.controller.web.RefusedMessageException;
import org.statewise.controller.web.Sentences;

/** What a client of the live protocol asks for, as far as it can be had here: to see topics, or no more to see them. */
sealed interface ClientRequest {
  /** More than there are topics, and few enough to be answered at once. */
  int MAX_ENTRIES = 64;

  int MAX_LEVELS = 8;
  int MAX_DIGITS = 100;
  long MAX_UINT32 = 0xFFFF_FFFFL;
  JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_LEVELS)
          .maxNumberLength(MAX_DIGITS).build())
      .build()).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** One subscription: its number, which the client chose, and the channel's. */
  record Subscription(long id, long channel) {}

  /** Messages of these channels are to come, under these numbers. */
  record Subscribe(List<Subscription> subscriptions) implements ClientRequest {
    public Subscribe {
      subscriptions = List.copyOf(subscriptions);
    }
  }

  /** No more messages under these numbers. */
  record Unsubscribe(List<Long> ids) implements ClientRequest {
    public Unsubscribe {
      ids = List.copyOf(ids);
    }
  }

  /** Anything else: the protocol may know it, this server does not do it. */
  record Unavailable(String operation) implements ClientRequest {}

  /**
   * Reads one.
   *
   * @throws RefusedMessageException in one sentence if the text is none
   */
  static ClientRequest parse(String text) throws RefusedMessageException {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw malformed("a message must be a JSON object of at most " + MAX_LEVELS
          + " levels, each field given once, but is not readable");
    }
    if (!tree.isObject()) {
      throw malformed("a message must be a JSON object, but is "
          + (tree.isMissingNode() ? "empty" : Sentences.shortened(tree.toString())));
    }
    JsonNode operation = tree.path("op");
    if (!operation.isTextual()) {
      throw malformed("op must be a text, but is " + said(operation));
    }
    return switch (operation.textValue()) {
      case "subscribe" -> {
        List<Subscription> subscriptions = new ArrayList<>();
        for (JsonNode entry : entries(tree, "subscriptions")) {
          subscriptions.add(new Subscription(number(entry.path("id"), "a subscription's id"),
              number(entry.path("channelId"), "a subscription's channelId")));
        }
        yield new Subscribe(subscriptions);
      }
      case "unsubscribe" -> {
        List<Long> ids = new ArrayList<>();
        for (JsonNode entry : entries(tree, "subscriptionIds")) {
          ids.add(number(entry, "each of subscriptionIds"));
        }
        yield new Unsubscribe(ids);
      }
      default -> new Unavailable(Sentences.shortened(operation.textValue()));
    };
  }

  private static JsonNode entries(JsonNode tree, String key) throws RefusedMessageException {
    JsonNode list = tree.path(key);
    if (!list.isArray() || list.size() > MAX_ENTRIES) {
      throw malformed(key + " must be a list of at most " + MAX_ENTRIES + ", but is "
          + (list.isArray() ? "one of " + list.size() : said(list)));
    }
    return list;
  }

  private static long number(JsonNode value, String what) throws RefusedMessageException {
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0
        || value.longValue() > MAX_UINT32) {
      throw malformed(what + " must be a whole number of 0 to " + MAX_UINT32 + ", but is "
          + said(value));
    }
    return value.longValue();
  }

  private static String said(JsonNode value) {
    return value.isMissingNode() ? "missing" : Sentences.shortened(value.toString());
  }

  private static RefusedMessageException malformed(String sentence) {
    return new RefusedMessageException("malformed: " + sentence);
  }
}
