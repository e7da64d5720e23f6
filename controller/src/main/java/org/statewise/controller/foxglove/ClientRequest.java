package org.statewise.controller.foxglove;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.statewise.controller.web.JsonText;
import org.statewise.controller.web.RefusedMessageException;
import org.statewise.controller.web.Sentences;

/** What a client of the live protocol asks for, as far as it can be had here: to see topics, or no more to see them. */
sealed interface ClientRequest {
  /** More than there are topics, and few enough to be answered at once. */
  int MAX_ENTRIES = 64;

  long MAX_UINT32 = 0xFFFF_FFFFL;

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
    JsonNode tree = JsonText.object(text);
    JsonNode operation = tree.path("op");
    if (!operation.isTextual()) {
      throw JsonText.malformed("op must be a text, but is " + JsonText.said(operation));
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
      throw JsonText.malformed(key + " must be a list of at most " + MAX_ENTRIES + ", but is "
          + (list.isArray() ? "one of " + list.size() : JsonText.said(list)));
    }
    return list;
  }

  private static long number(JsonNode value, String what) throws RefusedMessageException {
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0
        || value.longValue() > MAX_UINT32) {
      throw JsonText.malformed(what + " must be a whole number of 0 to " + MAX_UINT32 + ", but is "
          + JsonText.said(value));
    }
    return value.longValue();
  }
}
