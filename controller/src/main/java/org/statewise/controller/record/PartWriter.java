package org.statewise.controller.record;

import java.io.IOException;
import java.util.Map;
import java.util.function.LongSupplier;
import org.statewise.controller.loop.TickRecord;

/**
 * Writes ticks into the parts of a recording: ends a full one, with summary and footer, before the next
 * tick begins another. One thread.
 */
final class PartWriter {
  private final RecordingParts parts;
  private final LongSupplier droppedTicks;
  private RecordingWriter part;
  private int number = RecordingPart.FIRST.number();
  private long startNs;
  private long ticksBefore;
  private long droppedBefore;

  /**
   * Opens the first part, if there is room.
   *
   * @param droppedTicks how many ticks of the run were lost before they came here
   */
  PartWriter(RecordingParts parts, LongSupplier droppedTicks) throws IOException {
    this.parts = parts;
    this.droppedTicks = droppedTicks;
    parts.space().require();
    part = parts.opener().open(RecordingPart.FIRST);
  }

  void write(TickRecord tick) throws IOException {
    if (ticks() == 0) {
      startNs = tick.nowNs;
    }
    if (parts.isFull(part, tick)) {
      end();
      // Only then: if no other can be opened, this one is whole.
      RecordingWriter next = parts.opener()
          .open(new RecordingPart(number + 1, tick.tick, tick.nowNs - startNs));
      ticksBefore += part.ticks();
      number++;
      part = next;
    }
    part.write(tick);
  }

  /** Hands what there is to the operating system; where the disk is too full it ends the part, and fails. */
  void flush() throws IOException {
    try {
      parts.space().require();
    } catch (IOException e) {
      // While there is room for its summary.
      end();
      throw e;
    }
    part.flush();
  }

  /** Ticks that can be read from all parts. */
  long keptTicks() {
    return ticksBefore + part.keptTicks();
  }

  /** Ticks that were written to all parts. */
  long ticks() {
    return ticksBefore + part.ticks();
  }

  /** Ends the part that is open, and waits until it is on the disk. */
  void end() throws IOException {
    long dropped = droppedTicks.getAsLong();
    part.end(Map.of("ticks", Long.toString(part.ticks()), "droppedTicks",
        Long.toString(dropped - droppedBefore)));
    droppedBefore = dropped;
    part.close();
  }

  /** Frees the part that is open and leaves it as it is; one that was ended stays whole. */
  void abandon() throws IOException {
    part.abandon();
  }
}
