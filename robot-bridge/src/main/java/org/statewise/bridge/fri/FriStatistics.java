package org.statewise.bridge.fri;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one end of FRI counted since it began. Every datagram that came is in exactly one of the first
 * seven.
 *
 * @param accepted datagrams that were used
 * @param foreign those of other senders than the pinned one; ignored, like all below
 * @param undecodable those that are no message of the session's dialect
 * @param malformed messages of another kind, another joint count, or with a number that is not finite
 * @param outOfRange messages whose numbers cannot be the arm's: a position beyond its limits or further
 *     from the one before than its speed allows, a torque beyond any collision's, a count beyond its time
 * @param duplicated messages that had come before
 * @param reordered messages that a newer one had overtaken
 * @param lost gaps in the sender's count; some of them may show under reordered later
 * @param sessions how often the sender began to count anew, the first time included
 * @param sent datagrams that this end sent
 */
public record FriStatistics(long accepted, long foreign, long undecodable, long malformed,
    long outOfRange, long duplicated, long reordered, long lost, long sessions, long sent) {
  /** Each count by its name, in the order of the record. */
  public Map<String, Long> byName() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("accepted", accepted);
    counts.put("foreign", foreign);
    counts.put("undecodable", undecodable);
    counts.put("malformed", malformed);
    counts.put("outOfRange", outOfRange);
    counts.put("duplicated", duplicated);
    counts.put("reordered", reordered);
    counts.put("lost", lost);
    counts.put("sessions", sessions);
    counts.put("sent", sent);
    return counts;
  }
}
