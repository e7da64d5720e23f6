package org.statewise.controller.page;

import static org.statewise.controller.page.JsonMessage.message;
import static org.statewise.controller.page.JsonMessage.number;
import static org.statewise.controller.page.JsonMessage.numbers;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Messages to browsers that see a recording, beside those of {@link PageJson}. */
final class RecordingJson {
  private RecordingJson() {}

  /**
   * What a browser gets first that sees a recording.
   *
   * @param file its name
   * @param note where in its run it begins, and what is missing of it; empty for nothing
   */
  static byte[] hello(PageSubject subject, String file, String note, RecordingTrack track) {
    return PageJson.hello(subject, json -> {
      json.writeObjectFieldStart("recording");
      json.writeStringField("file", file);
      json.writeStringField("note", note);
      json.writeNumberField("startMillis", Math.floorDiv(track.startNs(), 1_000_000L));
      number(json, "seconds", track.seconds());
      double[] error = track.errorMrad();
      numbers(json, "errorMrad", error.length, i -> error[i]);
      json.writeEndObject();
    });
  }

  /** Many frames at once, in order: what a browser draws that comes into the middle of a recording. */
  static byte[] history(List<byte[]> frames) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + 3072 * frames.size());
    bytes.writeBytes("{\"type\":\"history\",\"frames\":[".getBytes(StandardCharsets.UTF_8));
    for (int k = 0; k < frames.size(); k++) {
      if (k > 0) {
        bytes.write(',');
      }
      bytes.writeBytes(frames.get(k));
    }
    bytes.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /** How the player of a recording stands. */
  static byte[] player(RecordingPlayer.State state) {
    return message("player", json -> {
      number(json, "seconds", state.seconds());
      json.writeBooleanField("playing", state.playing());
      number(json, "speed", state.speed());
      json.writeStringField("failure", state.failure());
    });
  }
}
