package org.statewise.bridge.fri;

/**
 * What one end of FRI counted since it began. Every datagram that came is in exactly one of the first
 * six.
 *
 * @param accepted datagrams that were used
 * @param foreign those of other senders than the pinned one; ignored, like all below
 * @param undecodable those that are no message of the session's dialect
 * @param malformed messages of another kind, another joint count, or with a number that is not finite
 * @param duplicated messages that had come before
 * @param reordered messages that a newer one had overtaken
 * @param lost gaps in the sender's count; some of them may show under reordered later
 * @param sessions how often the sender began to count anew, the first time included
 * @param sent datagrams that this end sent
 */
public record FriStatistics(long accepted, long foreign, long undecodable, long malformed,
    long duplicated, long reordered, long lost, long sessions, long sent) {}
