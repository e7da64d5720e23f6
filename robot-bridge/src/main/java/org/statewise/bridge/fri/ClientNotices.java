package org.statewise.bridge.fri;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** What a client does to no effect, to be told once a client. One thread; words are made only when asked for. */
final class ClientNotices {
  private static final class Note {
    final ClientNotice notice;
    final byte[] name = new byte[IoWrites.MAX_NAME_BYTES];
    int nameLength;
    boolean told;

    Note(ClientNotice notice) {
      this.notice = notice;
    }
  }

  private final Map<ClientNotice, Note> notes = new EnumMap<>(ClientNotice.class);
  private final Note[] order = new Note[ClientNotice.values().length];
  private int noted;
  private int handed;

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
      Note last = order[noted - 1];
      last.nameLength = command.ios.refusedNameInto(last.name);
    }
  }

  /** Whether it is news of this client. */
  private boolean note(ClientNotice notice) {
    Note note = notes.get(notice);
    if (note.told) {
      return false;
    }
    note.told = true;
    order[noted++] = note;
    return true;
  }

  /** The next client is told the same anew. */
  void forget() {
    for (int i = 0; i < noted; i++) {
      order[i].told = false;
    }
    noted = 0;
    handed = 0;
  }

  /** The next sentence that was not told yet; empty for none. */
  String next() {
    if (handed == noted) {
      return "";
    }
    Note note = order[handed++];
    // Whatever a client calls it, it is one line of a log.
    return note.notice.sentence(
        new String(note.name, 0, note.nameLength, StandardCharsets.UTF_8).replaceAll("[^ -~]",
            "?"));
  }
}
