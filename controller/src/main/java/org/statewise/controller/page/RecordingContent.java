package org.statewise.controller.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.statewise.controller.record.RecordingReader;

/** A recording that a page shows, read through once; each browser has a player of its own. */
public final class RecordingContent {
  private final Path file;
  private final PageSubject subject;
  private final RecordingTrack track;
  private final byte[] hello;

  private RecordingContent(Path file, PageSubject subject, String note, RecordingTrack track) {
    this.file = file;
    this.track = track;
    this.subject = new PageSubject(subject.arm(), subject.model(), subject.guards(),
        track.hasLatency(), subject.labels());
    hello = RecordingJson.hello(this.subject, file.getFileName().toString(), note, track);
  }

  /**
   * Reads through a recording.
   *
   * @param subject what it is of; whether latencies mean anything is found in the file
   * @param note what is missing of it, and where in its run it begins; empty for nothing
   * @param learns whether the run has a model that learns
   * @throws IOException if it cannot be read, or has no tick, in one sentence
   */
  public static RecordingContent read(Path file, PageSubject subject, String note, boolean learns)
      throws IOException {
    try (RecordingReader reader = RecordingReader.open(file)) {
      RecordingTrack track = RecordingTrack.read(reader, subject.guards(), learns);
      if (track.ticks() == 0) {
        throw new IOException(file + ": there is nothing to be seen, since it has no tick");
      }
      return new RecordingContent(file, subject, note, track);
    }
  }

  byte[] hello() {
    return hello;
  }

  List<PageEvent> events() {
    return track.events();
  }

  /** A player that stands before the first tick. */
  RecordingPlayer player() throws IOException {
    return new RecordingPlayer(RecordingReader.open(file), track, subject);
  }

  /** From its first tick to its last, s. */
  public double seconds() {
    return track.seconds();
  }

  public long ticks() {
    return track.ticks();
  }
}
