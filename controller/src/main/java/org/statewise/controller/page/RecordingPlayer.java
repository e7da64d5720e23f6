package org.statewise.controller.page;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.statewise.controller.loop.LinkPosition;
import org.statewise.controller.loop.RunTally;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.telemetry.RunStatistics;

/**
 * Plays a recording for one browser: goes through its ticks as time goes by, and to any other time. One thread; it
 * reads the file itself.
 */
final class RecordingPlayer implements Closeable {
  /** Frames that a browser gets at once when it comes into the middle of a recording. */
  private static final int MAX_FRAMES = 600;
  private static final long FRAME_NS = 50_000_000;

  /** Figures that are smoothed over a second are right after some. */
  private static final long SETTLE_NS = 3_000_000_000L;

  private final RecordingReader reader;
  private final RecordingTrack track;
  private final int guards;
  private final LinkPosition links;
  private final RunStatistics statistics;
  private PageFeed feed;
  private boolean hasNext;
  private boolean playing;
  private double speed = 1;
  /** Where it stands, ns since 1970, and when that was so. */
  private double atNs;
  private long sinceNs;
  private String failure = "";

  /**
   * How it stands.
   *
   * @param seconds since the first tick
   * @param failure why it cannot go on, as a sentence; empty if it can
   */
  record State(double seconds, boolean playing, double speed, String failure) {}

  /**
   * Stands before the first tick.
   *
   * @param reader of its own, which it closes
   * @param track of the same recording
   * @param subject what the recording is of
   */
  RecordingPlayer(RecordingReader reader, RecordingTrack track, PageSubject subject) {
    this.reader = reader;
    this.track = track;
    guards = subject.guards().size();
    links = LinkPosition.of(subject.model());
    statistics = new RunStatistics(reader.jointCount(), track::motion, new RunTally(),
        subject.inRealTime());
    atNs = track.startNs();
    feed = feed(track.markBefore(track.startNs()));
  }

  private PageFeed feed(RecordingTrack.Mark mark) {
    return new PageFeed(reader.jointCount(), Arrays.copyOf(mark.trips(), guards),
        mark.supervision().copy());
  }

  /** Goes on from where it stands. */
  void play(double times, long nowNs) {
    speed = times;
    playing = failure.isEmpty();
    sinceNs = nowNs;
  }

  void pause() {
    playing = false;
  }

  State state() {
    return new State((atNs - track.startNs()) * 1e-9, playing, speed, failure);
  }

  /**
   * Goes to another time.
   *
   * @param windowSeconds how much of what was before it the frames are to cover
   * @return frames up to that time, in order; at least one where the recording has a tick
   */
  List<byte[]> seek(double seconds, double windowSeconds, long nowNs) {
    long targetNs = track.startNs() + Math.round(Math.clamp(seconds, 0, track.seconds()) * 1e9);
    long fromNs = targetNs - Math.round(windowSeconds * 1e9);
    long stepNs = Math.max(FRAME_NS, (targetNs - fromNs) / MAX_FRAMES);
    List<byte[]> frames = new ArrayList<>();
    try {
      RecordingTrack.Mark mark = track.markBefore(fromNs - SETTLE_NS);
      reader.goTo(mark.place());
      feed = feed(mark);
      hasNext = false;
      long dueNs = fromNs;
      while (advanceBy(Math.min(dueNs, targetNs))) {
        if (dueNs >= targetNs) {
          break;
        }
        dueNs += stepNs;
        frame().ifPresent(frames::add);
      }
      frame().ifPresent(frames::add);
    } catch (IOException e) {
      fail(e);
    }
    atNs = targetNs;
    sinceNs = nowNs;
    return frames;
  }

  /** Goes on as far as time has; the frame there, if there is a new one. */
  Optional<byte[]> advance(long nowNs) {
    if (!playing) {
      return Optional.empty();
    }
    atNs += (nowNs - sinceNs) * speed;
    sinceNs = nowNs;
    try {
      if (!advanceBy((long) atNs)) {
        playing = false;
        atNs = track.startNs() + track.seconds() * 1e9;
      }
    } catch (IOException e) {
      fail(e);
    }
    return frame();
  }

  /** Takes all ticks up to that time; false if there is none after it. */
  private boolean advanceBy(long timeNs) throws IOException {
    while (hasNext || reader.next()) {
      hasNext = true;
      if (reader.logTimeNs() > timeNs) {
        return true;
      }
      hasNext = false;
      take(reader.tick());
    }
    return false;
  }

  private void take(TickRecord tick) {
    tick.linkSide = links.into(tick.state, tick.qLink);
    tick.state.armTimeNs = reader.logTimeNs() - track.startNs();
    // What a recording does not hold.
    Arrays.fill(tick.priorError, Double.NaN);
    tick.outOfRange = Double.NaN;
    feed.accept(tick);
    statistics.add(tick);
  }

  private Optional<byte[]> frame() {
    return feed.frame(statistics.status())
        .map(frame -> PageJson.frame(new Frame(frame.number(), frame.now(), frame.learned(),
            frame.motion(), frame.supervision(), frame.trips(), track.latency(),
            frame.figures())));
  }

  private void fail(IOException e) {
    playing = false;
    failure = e.getMessage() == null ? e.toString() : e.getMessage();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
