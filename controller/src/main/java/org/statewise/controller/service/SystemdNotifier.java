package org.statewise.controller.service;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.worker.WorkerThread;

/**
 * Tells systemd what a run does, where systemd wants to know: where it does not, this does nothing. It reads ticks behind the
 * telemetry ring and sends on a thread of its own.
 */
public final class SystemdNotifier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SystemdNotifier.class);
  private static final long ROUND_NS = 50_000_000L;

  private final Optional<NotifySocket> socket;
  private final ServiceState state;
  private final WorkerThread thread;
  private boolean failed;

  private SystemdNotifier(Optional<NotifySocket> socket, long watchdogNs) {
    this.socket = socket;
    state = new ServiceState(watchdogNs, System.nanoTime());
    thread = new WorkerThread("statewise-systemd", this::work);
  }

  /**
   * Begins to tell.
   *
   * @param environment with NOTIFY_SOCKET, and WATCHDOG_USEC and WATCHDOG_PID where the unit has a watchdog
   */
  public static SystemdNotifier start(Map<String, String> environment) {
    SystemdNotifier notifier = new SystemdNotifier(socket(environment), watchdogNs(environment));
    if (notifier.socket.isPresent()) {
      notifier.thread.start();
    }
    return notifier;
  }

  private static Optional<NotifySocket> socket(Map<String, String> environment) {
    String name = environment.getOrDefault("NOTIFY_SOCKET", "");
    if (name.isEmpty() || !System.getProperty("os.name").equals("Linux")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new NotifySocket(name));
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("name", "unheard").addKeyValue("reason", e.getMessage())
          .log("systemd");
      return Optional.empty();
    }
  }

  /** 0 where there is no watchdog, or it is not for this process. */
  static long watchdogNs(Map<String, String> environment) {
    String pid = environment.getOrDefault("WATCHDOG_PID", "");
    if (!pid.isEmpty() && !pid.equals(Long.toString(ProcessHandle.current().pid()))) {
      return 0;
    }
    try {
      return Math.multiplyExact(
          Math.max(0, Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"))), 1000L);
    } catch (NumberFormatException | ArithmeticException e) {
      LOG.atWarn().addKeyValue("name", "no watchdog")
          .addKeyValue("reason", "WATCHDOG_USEC must be a number of microseconds, but is '"
              + environment.get("WATCHDOG_USEC") + "'")
          .log("systemd");
      return 0;
    }
  }

  /** Notes a tick. Telemetry thread. */
  public void accept(TickRecord tick) {
    state.saw(tick.tick, tick.phase);
  }

  private void work() {
    while (true) {
      // Read before telling: what was seen before the request is still told.
      boolean last = thread.closing();
      socket.ifPresent(this::tell);
      if (last) {
        return;
      }
      thread.rest(ROUND_NS);
    }
  }

  private void tell(NotifySocket to) {
    Optional<String> message = state.next(System.nanoTime());
    int error = message.map(to::send).orElse(0);
    if (error != 0 && !failed) {
      failed = true;
      LOG.atWarn().addKeyValue("name", "unheard")
          .addKeyValue("reason", "a datagram to NOTIFY_SOCKET was refused: error " + error)
          .log("systemd");
    }
  }

  /** Tells what is left, then ends. */
  @Override
  public void close() {
    if (socket.isPresent()) {
      thread.close();
      socket.get().close();
    }
  }
}
