package org.statewise.controller.record;

import java.io.IOException;
import org.statewise.controller.loop.TickRecord;

/**
 * Where a run is kept: in files one after the other, each whole by itself, so that neither a file nor
 * the index of its chunks, which stays in memory until the file is ended, grows with a run of weeks.
 *
 * @param opener makes each file when its first tick is there
 * @param maxBytes a file that has this many bytes is followed by another, positive
 * @param maxNs and so is one that spans this time on the controller's clock, positive
 * @param space where the disk has less room the recording ends; its files stay as they are
 */
public record RecordingParts(Opener opener, long maxBytes, long maxNs, FreeSpace space) {
  /** Fills the disk if need be. */
  public RecordingParts(Opener opener, long maxBytes, long maxNs) {
    this(opener, maxBytes, maxNs, FreeSpace.ANY);
  }

  /** Makes files. */
  @FunctionalInterface
  public interface Opener {
    RecordingWriter open(RecordingPart part) throws IOException;
  }

  /** One file, however long the run. */
  public static RecordingParts endless(Opener opener) {
    return new RecordingParts(opener, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** Whether {@code next} belongs into another file than this one. */
  boolean isFull(RecordingWriter part, TickRecord next) {
    return part.ticks() > 0
        && (part.bytes() >= maxBytes || next.nowNs - part.firstNowNs() >= maxNs);
  }
}
