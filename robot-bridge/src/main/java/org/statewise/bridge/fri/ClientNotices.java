package org.statewise.bridge.fri;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/**
 * The things that a client does without effect, each reported once per client. One thread;
 * sentences are built only when asked for.
 */
final class ClientNotices {
  private static final class Note {
    final ClientNotice notice;
    final byte[] name = new byte[IoWrites.MAX_NAME_BYTES];
    int nameLength;
    boolean reported;

    Note(ClientNotice notice) {
      this.notice = notice;
    }
  }

  private final Map<ClientNotice, Note> notes = new EnumMap<>(ClientNotice.class);
  private final Note[] order = new Note[ClientNotice.values().length];
  private int recordedCount;
  private int reportedCount;

  ClientNotices() {
    for (ClientNotice notice : ClientNotice.values()) {
      notes.put(notice, new Note(notice));
    }
  }

  /** Looks at what came. */
  void take(CommandMessage command) {
    if (command.commandsTool) {
      note(ClientNotice.TOOL_COMMAND);
    }
    if (command.sendsTransformations) {
      note(ClientNotice.TRANSFORMATION);
    }
    ClientNotice refusal = command.ios.refusal;
    if (refusal != null && note(refusal)) {
      Note last = order[recordedCount - 1];
      last.nameLength = command.ios.refusedNameInto(last.name);
    }
  }

  /** Records a notice; returns whether it is new for this client. */
  private boolean note(ClientNotice notice) {
    Note note = notes.get(notice);
    if (note.reported) {
      return false;
    }
    note.reported = true;
    order[recordedCount++] = note;
    return true;
  }

  /** Forgets what was reported, so that it is reported for the next client again. */
  void forget() {
    for (int i = 0; i < recordedCount; i++) {
      order[i].reported = false;
    }
    recordedCount = 0;
    reportedCount = 0;
  }

  /** The next sentence not reported yet; empty for none. */
  String next() {
    if (reportedCount == recordedCount) {
      return "";
    }
    Note note = order[reportedCount++];
    // The name comes from the client and must fit into one line of a log.
    return note.notice.sentence(
        new String(note.name, 0, note.nameLength, StandardCharsets.UTF_8).replaceAll("[^ -~]",
            "?"));
  }
}
