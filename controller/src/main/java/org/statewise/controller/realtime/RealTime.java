package org.statewise.controller.realtime;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Arranges this program's threads, memory and processors for a loop, as far as the operating system allows.
 *
 * <p>The threads between a state and its answer get SCHED_FIFO and no others do: a collector, compilers and telemetry of
 * equal priority would keep the loop waiting. The thread of a simulated arm stays ordinary unless it is to be as punctual as
 * an arm: two raised threads drive each other to different processors, and a wake-up across them takes longer than a
 * tick. Where FIFO is refused, these threads ask for slices of 0.1 ms, and the compilers get SCHED_IDLE, both of which need no right:
 * on an ordinary Linux a thread that wakes waits until the slice of the running one ends, up to 3 ms, unless that
 * is idle by policy or the waking one asks for less (Linux 6.12).
 */
public final class RealTime implements AutoCloseable {
  /** The kernel tells the first 15 characters of a name. */
  private static final List<String> COMPILERS = List.of("C1 Compiler", "C2 Compiler");
  private static final List<String> LOOP = List.of("statewise-contr", "statewise-bridg",
      "statewise-fri");
  private static final List<String> ARM = List.of("statewise-arm", "statewise-cabin");
  private static final long SLICE_NS = 100_000;
  private static final long TIMER_SLACK_NS = 1;

  private final RealTimeSettings settings;
  private final boolean punctualArm;
  private final Optional<Kernel> kernel;
  private final List<Right> memory = new ArrayList<>();
  private volatile List<Right> threads = List.of();
  private Optional<Closeable> cpuLatency = Optional.empty();

  private RealTime(RealTimeSettings settings, boolean punctualArm, Optional<Kernel> kernel) {
    this.settings = settings;
    this.punctualArm = punctualArm;
    this.kernel = kernel;
  }

  /**
   * Asks for what concerns the whole program, once and before the loop; {@link #arrangeThreads} does the rest.
   *
   * @param punctualArm whether the thread of a simulated arm is raised too
   */
  public static RealTime begin(RealTimeSettings settings, boolean punctualArm) {
    return begin(settings, punctualArm, LinuxKernel.ofThisMachine());
  }

  /** For a program that simulates an arm and has no loop: its arm is raised if it is to be as punctual as one. */
  public static RealTime ofArm(boolean punctual) {
    return begin(punctual ? RealTimeSettings.PRIORITY : RealTimeSettings.NONE, punctual);
  }

  static RealTime begin(RealTimeSettings settings, boolean punctualArm,
      Optional<Kernel> kernel) {
    RealTime realTime = new RealTime(settings, punctualArm, kernel);
    kernel.ifPresent(realTime::arrangeProgram);
    return realTime;
  }

  private void arrangeProgram(Kernel system) {
    if (settings.lockMemory()) {
      memory.add(system.lockMemory() == 0
          ? new Right(Right.Kind.MEMORY, true, "memory is locked")
          : new Right(Right.Kind.MEMORY, false,
              "memory is not locked: a page that was swapped out makes"
                  + " ticks late; allow it with 'ulimit -l unlimited' or LimitMEMLOCK=infinity"));
    }
    if (settings.cpuLatencyMicros() >= 0) {
      cpuLatency = system.limitCpuLatency(settings.cpuLatencyMicros());
      memory.add(cpuLatency.isPresent()
          ? new Right(Right.Kind.CPU_LATENCY, true, "processors leave their sleep within "
              + settings.cpuLatencyMicros() + " us")
          : new Right(Right.Kind.CPU_LATENCY, false,
              "processors may sleep deeply: /dev/cpu_dma_latency is"
                  + " not there or not ours to write; virtual machines have none"));
    }
  }

  /** Arranges the calling thread as one of the loop's. */
  public void enterLoop() {
    kernel.ifPresent(system -> {
      List<Kernel.ThreadId> self = List.of(new Kernel.ThreadId(Kernel.THIS_THREAD, ""));
      if (settings.priority() == 0 || !raise(system, self, settings.priority())) {
        shortenWaits(system, Kernel.THIS_THREAD);
      }
      if (!settings.processorList().isEmpty()) {
        bind(system, self);
      }
    });
  }

  /** Arranges the threads that there are now; again when there are others. Those that have a policy of real time keep it. */
  public void arrangeThreads() {
    kernel.ifPresent(system -> threads = arrange(system));
  }

  private List<Right> arrange(Kernel system) {
    List<Kernel.ThreadId> all = system.threads();
    List<Kernel.ThreadId> loop = named(all, LOOP);
    List<Kernel.ThreadId> arm = named(all, ARM);
    List<Right> rights = new ArrayList<>();
    boolean raised = false;
    if (settings.priority() > 0) {
      raised = system.tryFifo(settings.priority()) == 0
          && raise(system, loop, settings.priority())
          && (!punctualArm || raise(system, arm, settings.priority()));
      rights.add(raised
          ? new Right(Right.Kind.FIFO, true, "the loop's threads have FIFO " + settings.priority())
          : new Right(Right.Kind.FIFO, false,
              "the loop's threads are ordinary ones: on a busy machine ticks"
                  + " will be late and states missed; allow FIFO with 'ulimit -r 95' or"
                  + " LimitRTPRIO=95"));
    }
    arm.forEach(thread -> shortenWaits(system, thread.id()));
    if (!raised) {
      loop.forEach(thread -> shortenWaits(system, thread.id()));
      // Not beside a loop with FIFO: an idle compiler that never runs could hold up a safepoint, and so the loop.
      named(all, COMPILERS).forEach(thread -> system.idle(thread.id()));
    }
    if (!settings.processorList().isEmpty()) {
      rights.add(bind(system, loop));
    }
    return rights;
  }

  private static List<Kernel.ThreadId> named(List<Kernel.ThreadId> all, List<String> names) {
    return all.stream().filter(thread -> names.stream().anyMatch(thread.name()::startsWith))
        .toList();
  }

  private static boolean raise(Kernel system, List<Kernel.ThreadId> threads, int priority) {
    boolean all = true;
    for (Kernel.ThreadId thread : threads) {
      all &= system.isRealTime(thread.id()) || system.fifo(thread.id(), priority) == 0;
    }
    return all;
  }

  /** For a thread that stays an ordinary one. */
  private static void shortenWaits(Kernel system, int thread) {
    if (!system.isRealTime(thread)) {
      // A kernel that refuses leaves the thread as it is: the loop is right either way.
      system.slice(thread, SLICE_NS);
      system.timerSlack(thread, TIMER_SLACK_NS);
    }
  }

  private Right bind(Kernel system, List<Kernel.ThreadId> loop) {
    boolean bound = true;
    for (Kernel.ThreadId thread : loop) {
      bound &= system.bind(thread.id(), settings.processorList()) == 0;
    }
    return bound
        ? new Right(Right.Kind.PROCESSORS, true, "the loop's threads have processors "
            + settings.processors())
        : new Right(Right.Kind.PROCESSORS, false,
            "the loop's threads have no processors of their own: of "
                + settings.processors() + " none is there for this program");
  }

  /** What was asked for, given or not, in the order in which it matters. */
  public List<Right> rights() {
    List<Right> all = new ArrayList<>(threads);
    all.addAll(memory);
    return all;
  }

  /** A line for what is in force, and one for each thing that is missing. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    String inForce = rights().stream().filter(Right::inForce).map(Right::sentence)
        .collect(Collectors.joining(", "));
    if (!inForce.isEmpty()) {
      lines.add("real time: " + inForce);
    }
    rights().stream().filter(right -> !right.inForce())
        .forEach(right -> lines.add("not in real time: " + right.sentence()));
    return lines;
  }

  /** Gives the processors their sleep back; priorities end with their threads. */
  @Override
  public void close() {
    try {
      if (cpuLatency.isPresent()) {
        cpuLatency.get().close();
      }
    } catch (IOException e) {
      // It is given back at the program's end at the latest.
      cpuLatency = Optional.empty();
    }
  }
}
