package org.statewise.controller.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.telemetry.RunEvent;
import org.statewise.controller.telemetry.RunStatistics;

/**
 * Where ticks and events of a run wait for the page's thread: the newest tick, sums over all of them, and the
 * last events. The telemetry thread fills it and never waits for more than a copy.
 */
public final class PageFeed implements Consumer<TickRecord> {
  /** So many events are kept for browsers that connect later. */
  static final int MAX_EVENTS = 200;

  private final TickRecord last;
  private final TickRecord learned;
  private final long[] trips;
  private final LatencyBuckets latency = new LatencyBuckets();
  private final Supervision supervision;
  private final Deque<PageEvent> events = new ArrayDeque<>();
  private long numberedEvents;
  private long numberedFrames;
  private boolean isNew;

  /**
   * @param joints of the arm
   * @param guards how many the chain has
   * @param learns whether the run has a model that learns
   */
  public PageFeed(int joints, int guards, boolean learns) {
    this(joints, new long[guards], new Supervision(learns));
  }

  /**
   * Goes on from the middle of a run.
   *
   * @param trips how many ticks each guard has changed or refused so far; kept and counted on
   * @param supervision how the adaptation stands; kept, and fed
   */
  PageFeed(int joints, long[] trips, Supervision supervision) {
    last = new TickRecord(joints);
    learned = new TickRecord(joints);
    this.trips = trips;
    this.supervision = supervision;
  }

  @Override
  public synchronized void accept(TickRecord tick) {
    isNew = true;
    last.copyFrom(tick);
    if (tick.learned) {
      learned.copyFrom(tick);
    }
    for (int k = 0; k < trips.length; k++) {
      trips[k] += tick.trips >> k & 1;
    }
    latency.add(tick.latencyNs);
    supervision.add(tick);
  }

  /** Takes an event. */
  public synchronized void event(RunEvent event) {
    keep(PageEvent.of(numberedEvents + 1, event));
  }

  /**
   * Takes what was commanded, and what became of it.
   *
   * @param verb the command's word
   * @param reason why not, or what was done
   */
  public synchronized void command(long atMillis, String verb, boolean accepted, String reason) {
    keep(new PageEvent(numberedEvents + 1, atMillis, last.tick, "command",
        accepted ? "info" : "warning",
        String.format(Locale.ROOT, "%s %s: %s", verb, accepted ? "accepted" : "refused", reason)));
  }

  private void keep(PageEvent event) {
    numberedEvents = event.number();
    if (events.size() == MAX_EVENTS) {
      events.removeFirst();
    }
    events.addLast(event);
  }

  /** The events after the one of this number, as far as they are kept, in order. */
  synchronized List<PageEvent> eventsAfter(long number) {
    return number >= numberedEvents
        ? List.of()
        : events.stream().filter(event -> event.number() > number).toList();
  }

  /**
   * What there is to show now; empty if no tick came since the last call.
   *
   * @param figures and the motion's name, of the same run
   */
  synchronized Optional<Frame> frame(RunStatistics.Status figures) {
    if (!isNew) {
      return Optional.empty();
    }
    isNew = false;
    numberedFrames++;
    TickRecord now = new TickRecord(last.u.length);
    now.copyFrom(last);
    TickRecord taught = new TickRecord(last.u.length);
    taught.copyFrom(learned);
    Motion motion = last.motion < 0 ? new Motion("", 0) : figures.motion();
    return Optional.of(new Frame(numberedFrames, now, taught, motion, supervision.state(),
        trips.clone(), latency.summary(), figures));
  }
}
