package org.statewise.controller.mqtt;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Events on their way to the broker, in order. While it is away they wait, up to a bound; beyond it
 * the oldest is dropped and counted, and the gap in their numbers shows. What was sent but not
 * acknowledged when a connection broke is sent again, so an event may come twice.
 *
 * <p>Any thread.
 */
final class EventBuffer {
  /** So many may be on their way at once; each is acknowledged by itself. */
  private static final int WINDOW = 16;

  private final int capacity;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long dropped;

  /** An event and how far it is. */
  static final class Entry {
    private final byte[] payload;
    private final String contentType;
    private boolean sent;

    private Entry(Payloads.Body body) {
      payload = body.bytes();
      contentType = body.contentType();
    }

    byte[] payload() {
      return payload;
    }

    String contentType() {
      return contentType;
    }
  }

  EventBuffer(int capacity) {
    this.capacity = capacity;
  }

  synchronized void add(Payloads.Body body) {
    if (entries.size() == capacity) {
      entries.removeFirst();
      dropped++;
    }
    entries.addLast(new Entry(body));
  }

  /** The next one to send, or null if none may be; it counts as sent from here on. */
  synchronized Entry next() {
    int unacknowledged = 0;
    for (Entry entry : entries) {
      if (!entry.sent) {
        entry.sent = true;
        return entry;
      }
      unacknowledged++;
      if (unacknowledged == WINDOW) {
        return null;
      }
    }
    return null;
  }

  /** It did not get there after all: it is the next one to send, in its place. */
  synchronized void takeBack(Entry entry) {
    entry.sent = false;
  }

  /** The broker has it. */
  synchronized void acknowledge(Entry entry) {
    entries.remove(entry);
  }

  /** The connection broke: whatever was not acknowledged must be sent again. */
  synchronized void sendAgain() {
    entries.forEach(entry -> entry.sent = false);
  }

  synchronized long dropped() {
    return dropped;
  }

  synchronized int size() {
    return entries.size();
  }
}
