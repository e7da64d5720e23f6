package org.statewise.controller.mqtt;

/** The topics of one robot. */
final class Topics {
  private static final int MAX_RESPONSE_TOPIC = 256;

  private final String root;

  Topics(String robot) {
    root = "statewise/" + robot + "/";
  }

  String status() {
    return root + "status";
  }

  String telemetry() {
    return root + "telemetry";
  }

  String events() {
    return root + "events";
  }

  /** Where a command is sent to. */
  String command(Verb verb) {
    return root + "command/" + verb.word();
  }

  /** Where its sender waits for replies. */
  String reply(String sender) {
    return root + "reply/" + sender;
  }

  /** What is subscribed to. */
  String commands() {
    return root + "command/+";
  }

  /** The last level of a command's topic; empty if it is none of ours. */
  String verb(String topic) {
    String prefix = root + "command/";
    return topic.startsWith(prefix) ? topic.substring(prefix.length()) : "";
  }

  /**
   * Whether a reply may go to {@code topic}: not to one that we publish or listen to ourselves, since a
   * reply there would be taken for something else, or for a command without end.
   */
  boolean mayReplyTo(String topic) {
    boolean plain = !topic.isEmpty() && topic.length() <= MAX_RESPONSE_TOPIC
        && topic.chars().noneMatch(c -> c == '+' || c == '#' || c < ' ') && topic.charAt(0) != '$';
    return plain && !(topic.startsWith(root + "command/") || topic.equals(status())
        || topic.equals(telemetry()) || topic.equals(events()));
  }
}
