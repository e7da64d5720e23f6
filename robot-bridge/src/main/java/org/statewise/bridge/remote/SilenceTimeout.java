package org.statewise.bridge.remote;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Notices that a peer has sent nothing for too long. A single task checks this, not one per
 * message, so that a message costs one reading of the clock. Confined to its event loop.
 */
final class SilenceTimeout {
  private final EventLoop io;
  private Optional<ScheduledFuture<?>> look = Optional.empty();
  private long lastHeardNs;

  /** Waits for nothing yet. */
  SilenceTimeout(EventLoop io) {
    this.io = io;
  }

  /**
   * From now on the peer must send something in every {@code limitMillis}; replaces the limit
   * before.
   */
  void start(long limitMillis, Runnable onSilent) {
    cancel();
    restart();
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

  /** The peer sent something. */
  void restart() {
    lastHeardNs = io.ticker().nanoTime();
  }

  /** It may be silent from now on. */
  void cancel() {
    look.ifPresent(task -> task.cancel(false));
  }
}
