package org.statewise.controller.foxglove;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** What all clients of a server share. The server's thread. */
final class FoxgloveHub {
  private final FoxgloveFeed feed;
  private final String serverInfo;
  private final String advertised = ServerText.advertise();
  private final Set<FoxgloveClient> clients = new HashSet<>();
  private final DropLog drops;

  /**
   * Has no clients yet.
   *
   * @param name what the server calls itself
   */
  FoxgloveHub(FoxgloveFeed feed, String name) {
    this.feed = feed;
    drops = new DropLog(feed);
    serverInfo = ServerText.serverInfo(name, Long.toString(feed.timeNs()));
  }

  FoxgloveFeed feed() {
    return feed;
  }

  String serverInfo() {
    return serverInfo;
  }

  String advertised() {
    return advertised;
  }

  /** Those that are connected now; changed by them. */
  Set<FoxgloveClient> clients() {
    return clients;
  }

  /**
   * Sends what waits.
   *
   * @param nowNs monotonic
   */
  void round(long nowNs) {
    if (!clients.isEmpty()) {
      for (LiveMessage message : feed.take()) {
        clients.forEach(client -> client.show(message));
      }
      clients.forEach(client -> client.flush(feed.timeNs(), nowNs));
    }
    drops.look(nowNs);
  }

  /** Somebody sees something else: messages that nobody sees need not be made. */
  void look() {
    Set<Topic> topics = EnumSet.noneOf(Topic.class);
    clients.forEach(client -> topics.addAll(client.sees()));
    feed.see(topics);
    if (topics.isEmpty()) {
      feed.take();
    }
  }
}
