package org.statewise.controller.foxglove;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.TickEncoder;
import org.statewise.controller.setpoint.Motion;

/**
 * Where the messages of a run wait for the server's thread. Whoever gives it ticks never waits: what nobody
 * sees is not kept, and what finds the queue full is dropped and counted.
 */
public final class FoxgloveFeed implements Consumer<TickRecord> {
  /** About two seconds of everything: far more than the server's thread is ever late. */
  private static final int CAPACITY = 2048;

  /** So many events are kept for clients that come later. */
  private static final int MAX_EVENTS = 200;

  private final TickMessages messages;
  private final TickEncoder encoder;
  private final IntFunction<Motion> motions;
  private final InstantSource clock;
  private final BlockingQueue<LiveMessage> waiting = new ArrayBlockingQueue<>(CAPACITY);
  private final Deque<LiveMessage> events = new ArrayDeque<>();
  private final List<LiveMessage> description = new ArrayList<>();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong leftOut = new AtomicLong();
  /** The topics that somebody sees. */
  private volatile Set<Topic> seen = Set.of();
  private volatile long timeNs;
  /** Where the controller's clock has its zero, ns since 1970. */
  private long startNs;
  private boolean begun;

  /**
   * Waits for ticks.
   *
   * @param motions names what a tick's motion means
   * @param clock says the first tick's time
   */
  public FoxgloveFeed(RunSubject subject, IntFunction<Motion> motions, InstantSource clock) {
    messages = new TickMessages(subject);
    encoder = new TickEncoder(subject.joints().size());
    this.motions = motions;
    this.clock = clock;
    timeNs = nowNs();
    try {
      messages.begin(timeNs, (topic, atNs, bytes, length) -> description
          .add(new LiveMessage(topic, atNs, Arrays.copyOf(bytes, length))));
    } catch (IOException e) {
      throw new UncheckedIOException("nothing fails that is kept in memory", e);
    }
  }

  /** Takes a tick of a run, whose time goes on as the controller's clock does. */
  @Override
  public void accept(TickRecord tick) {
    if (!begun) {
      begun = true;
      startNs = nowNs() - tick.nowNs;
    }
    accept(tick, startNs + tick.nowNs);
  }

  private long nowNs() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  /** Takes a tick of that time, ns since 1970. */
  public void accept(TickRecord tick, long atNs) {
    timeNs = atNs;
    if (isSeen(Topic.TICK)) {
      Motion motion = tick.motion < 0 ? new Motion("", 0) : motions.apply(tick.motion);
      int length = encoder.encodeRun(tick, motion.name(), motion.round());
      offer(Topic.TICK, atNs, encoder.buffer(), length);
    }
    try {
      messages.add(tick, atNs, this::offer);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing fails that is kept in memory", e);
    }
  }

  private void offer(Topic topic, long atNs, byte[] bytes, int length) {
    if (topic != Topic.LOG && !isSeen(topic)) {
      return;
    }
    LiveMessage message = new LiveMessage(topic, atNs, Arrays.copyOf(bytes, length));
    if (topic == Topic.LOG) {
      synchronized (events) {
        if (events.size() == MAX_EVENTS) {
          events.removeFirst();
        }
        events.addLast(message);
      }
    }
    if (isSeen(topic) && !waiting.offer(message)) {
      dropped.incrementAndGet();
    }
  }

  private boolean isSeen(Topic topic) {
    return seen.contains(topic);
  }

  /** Which topics somebody sees now. The server's thread. */
  void see(Set<Topic> topics) {
    seen = Set.copyOf(topics);
  }

  /** Whether anybody sees anything. Any thread. */
  public boolean isWatched() {
    return !seen.isEmpty();
  }

  /** What waits, in order. The server's thread. */
  List<LiveMessage> take() {
    List<LiveMessage> all = new ArrayList<>();
    waiting.drainTo(all);
    return all;
  }

  /** What somebody who begins to see a topic has missed and needs: the arm, and the last events. */
  List<LiveMessage> missed(Topic topic) {
    return switch (topic) {
      case DESCRIPTION -> List.copyOf(description);
      case LOG -> {
        synchronized (events) {
          yield List.copyOf(events);
        }
      }
      default -> List.of();
    };
  }

  /** The newest tick's time, ns since 1970. Any thread. */
  long timeNs() {
    return timeNs;
  }

  /** A message was left out for one client, which reads too slowly. */
  void leaveOut() {
    leftOut.incrementAndGet();
  }

  /** How many messages were left out for clients that read too slowly, counted for each client. Any thread. */
  public long leftOut() {
    return leftOut.get();
  }

  /** How many messages found the queue full. Any thread. */
  public long dropped() {
    return dropped.get();
  }
}
