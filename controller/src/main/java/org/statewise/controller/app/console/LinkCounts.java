package org.statewise.controller.app.console;

import java.util.List;
import org.statewise.bridge.fri.FriStatistics;
import org.statewise.bridge.remote.BridgeStatistics;

/** What an end of a link counted, in sentences for people. */
public final class LinkCounts {
  private LinkCounts() {}

  /** Of an end that speaks FRI. */
  public static List<String> lines(FriStatistics counts) {
    return List.of(
        "%d messages sent, %d datagrams used, in %d sessions".formatted(counts.sent(),
            counts.accepted(), counts.sessions()),
        ("not used: %d of other senders, %d undecodable, %d malformed, %d out of the arm's"
            + " range, %d repeated, %d overtaken; %d lost").formatted(counts.foreign(),
                counts.undecodable(), counts.malformed(), counts.outOfRange(), counts.duplicated(),
                counts.reordered(), counts.lost()));
  }

  /** Of a bridge. */
  public static List<String> lines(BridgeStatistics counts) {
    return List.of(
        "%d connections, %d rejected, %d ended for what they sent, %d lost without a goodbye"
            .formatted(counts.connections(), counts.rejected(), counts.malformed(),
                counts.lostControllers()),
        "%d messages received, %d sent, %d states dropped".formatted(counts.framesIn(),
            counts.framesOut(), counts.droppedStates()),
        "commands not used: %d stale, %d too old, %d overtaken, %d refused by the arm".formatted(
            counts.staleCommands(), counts.outdatedCommands(), counts.supersededCommands(),
            counts.refusedCommands()));
  }
}
