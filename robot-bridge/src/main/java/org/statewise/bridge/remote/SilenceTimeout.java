package org.statewise.bridge.remote;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Notices that a peer has said nothing for too long. One task looks after it, not one a message, so a
 * message costs a look at the clock. Confined to its event loop.
 */
final class SilenceTimeout {
  private final EventLoop io;
  private Optional<ScheduledFuture<?>> look = Optional.empty();
  private long lastHeardNs;

  /** Waits for nothing yet. */
  SilenceTimeout(EventLoop io) {
    this.io = io;
  }

  /** From now on the peer must say something in every {@code limitMillis}; in place of what held before. */
  void start(long limitMillis, Runnable onSilent) {
    cancel();
    heard();
    long limitNs = TimeUnit.MILLISECONDS.toNanos(limitMillis);
    schedule(limitNs, limitNs, onSilent);
  }

  private void schedule(long inNs, long limitNs, Runnable onSilent) {
    look = Optional.of(io.schedule(() -> look(limitNs, onSilent), inNs, TimeUnit.NANOSECONDS));
  }

  private void look(long limitNs, Runnable onSilent) {
    long leftNs = lastHeardNs + limitNs - io.ticker().nanoTime();
    if (leftNs > 0) {
      schedule(leftNs, limitNs, onSilent);
    } else {
      onSilent.run();
    }
  }

  /** The peer said something. */
  void heard() {
    lastHeardNs = io.ticker().nanoTime();
  }

  /** It may be silent from now on. */
  void cancel() {
    look.ifPresent(task -> task.cancel(false));
  }
}
