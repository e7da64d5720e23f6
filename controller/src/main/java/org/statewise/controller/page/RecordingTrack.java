package org.statewise.controller.page;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.telemetry.RunEvent;
import org.statewise.controller.telemetry.RunEvents;

/**
 * What one reading of a whole recording gives, so that a player can go anywhere in it: its length, its tracking
 * error from afar, its events, and for each chunk where it begins and how the run stood there. Made once, read by
 * many.
 */
final class RecordingTrack {
  /** About as many as a time line has room for. */
  private static final int BINS = 600;
  private static final long BIN_NS = 100_000_000;

  private final List<Mark> marks = new ArrayList<>();
  private final List<Motion> motions = new ArrayList<>();
  private final List<PageEvent> events = new ArrayList<>();
  /** The largest tracking error of each tenth of a second, mrad. */
  private final List<Double> tenths = new ArrayList<>();
  private final LatencyBuckets latency = new LatencyBuckets();
  private long startNs;
  private long endNs;
  private long ticks;
  private boolean hasLatency;

  /**
   * A chunk: how things stood before its first tick.
   *
   * @param timeNs of that tick, ns since 1970
   * @param trips of each guard until then
   */
  @SuppressWarnings("ArrayRecordComponent") // kept, and cloned by whoever counts on
  record Mark(long timeNs, RecordingReader.Place place, long[] trips, Supervision supervision) {}

  private RecordingTrack() {}

  /**
   * Reads through a recording, from its beginning to its end.
   *
   * @param guards names, in the order of the chain
   * @param learns whether the run has a model that learns
   */
  static RecordingTrack read(RecordingReader reader, List<String> guards, boolean learns)
      throws IOException {
    RecordingTrack track = new RecordingTrack();
    long[] trips = new long[guards.size()];
    Supervision supervision = new Supervision(learns);
    RunEvents events = new RunEvents(guards, Optional::empty,
        () -> Instant.ofEpochSecond(0, reader.logTimeNs()), List.of(track::event));
    reader.rewind();
    RecordingReader.Place place = null;
    while (reader.next()) {
      TickRecord tick = reader.tick();
      if (track.ticks == 0) {
        track.startNs = reader.logTimeNs();
      }
      if (!reader.place().equals(place)) {
        place = reader.place();
        track.marks.add(new Mark(reader.logTimeNs(), place, trips.clone(), supervision.copy()));
      }
      track.add(tick, reader.logTimeNs());
      if (tick.motion == track.motions.size()) {
        track.motions.add(new Motion(reader.motion(), reader.round()));
      }
      for (int k = 0; k < trips.length; k++) {
        trips[k] += tick.trips >> k & 1;
      }
      supervision.add(tick);
      events.accept(tick);
    }
    return track;
  }

  private void add(TickRecord tick, long timeNs) {
    ticks++;
    endNs = timeNs;
    latency.add(tick.latencyNs);
    hasLatency |= tick.latencyNs > 0;
    int tenth = (int) Math.min((timeNs - startNs) / BIN_NS, Integer.MAX_VALUE / 2);
    while (tenths.size() <= tenth) {
      tenths.add(0.0);
    }
    if (tick.phase == LoopPhase.RUNNING) {
      double squared = 0;
      for (int j = 0; j < tick.u.length; j++) {
        double error = tick.qDes[j] - tick.state.q[j];
        squared += error * error / tick.u.length;
      }
      tenths.set(tenth, Math.max(tenths.get(tenth), Math.sqrt(squared) * 1e3));
    }
  }

  private void event(RunEvent event) {
    events.add(PageEvent.of(events.size() + 1, event));
  }

  /** The first tick's time, ns since 1970. */
  long startNs() {
    return startNs;
  }

  /** From the first tick to the last, s. */
  double seconds() {
    return (endNs - startNs) * 1e-9;
  }

  long ticks() {
    return ticks;
  }

  /** Whether latencies were measured, as they are in real time alone. */
  boolean hasLatency() {
    return hasLatency;
  }

  /** Of all ticks. */
  LatencyBuckets.Summary latency() {
    return latency.summary();
  }

  /** The last events, at most as many as a page lists. */
  List<PageEvent> events() {
    return events.subList(Math.max(0, events.size() - PageFeed.MAX_EVENTS), events.size());
  }

  /** What a tick's motion is called. */
  Motion motion(int index) {
    return index < 0 ? new Motion("", 0) : motions.get(index);
  }

  /** The last mark that is not after that time; the first one if all are. */
  Mark markBefore(long timeNs) {
    int low = 0;
    int high = marks.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (marks.get(middle).timeNs() <= timeNs) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return marks.get(low);
  }

  /** The root mean square of the joints' tracking errors over time, mrad: the largest of each of some equal parts. */
  double[] errorMrad() {
    double[] bins = new double[Math.min(BINS, tenths.size())];
    for (int i = 0; i < tenths.size(); i++) {
      int bin = (int) ((long) i * bins.length / tenths.size());
      bins[bin] = Math.max(bins[bin], tenths.get(i));
    }
    return bins;
  }
}
