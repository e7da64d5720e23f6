package org.statewise.controller.app.run;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Priorities of this program's threads, as far as Linux lets anyone arrange it without
 * privileges. A thread that wakes waits there until the slice of the running one ends, up to 3 ms,
 * unless that one is idle by policy or the waking one asks for shorter slices. So the JVM's compilers get
 * SCHED_IDLE, and the threads between a state and its answer ask for slices of 0.1 ms (Linux 6.12 or
 * newer). Where this is no such machine everything stays as it is: the loop is right either way.
 */
public final class ThreadScheduling {
  private static final Path TASKS = Path.of("/proc/self/task");
  /** The kernel tells the first 15 characters of a name. */
  private static final List<String> COMPILERS = List.of("C1 Compiler", "C2 Compiler");
  private static final List<String> LOOP = List.of("statewise-contr", "statewise-arm",
      "statewise-bridg", "statewise-fri", "statewise-cabin");

  private static final int SCHED_OTHER = 0;
  private static final int SCHED_IDLE = 5;
  private static final long SLICE_NS = 100_000;

  /** struct sched_attr, sched(7): size 0, policy 4, flags 8, nice 16, priority 20, runtime 24. */
  private static final int ATTR_BYTES = 48;
  private static final int POLICY_AT = 4;
  private static final int PRIORITY_AT = 20;
  private static final int RUNTIME_AT = 24;

  private final MethodHandle syscall;
  private final long setAttr;
  private final long getAttr;
  private final MemorySegment attr;

  private ThreadScheduling(MethodHandle syscall, boolean x86, MemorySegment attr) {
    this.syscall = syscall;
    // Numbers of the system calls: of x86-64, and those that all newer machines share.
    setAttr = x86 ? 314 : 274;
    getAttr = x86 ? 315 : 275;
    this.attr = attr;
  }

  /** Arranges the threads that there are now. Threads of the loop that got a policy of real time keep it. */
  // The launcher allows native access; the signature is the C library's.
  @SuppressWarnings("restricted")
  public static void arrange() {
    String machine = System.getProperty("os.arch");
    boolean x86 = machine.equals("amd64");
    if (!Files.isDirectory(TASKS) || !(x86 || machine.equals("aarch64"))) {
      return;
    }
    Linker linker = Linker.nativeLinker();
    // long syscall(long number, pid_t, struct sched_attr *, unsigned, unsigned)
    MethodHandle syscall = linker.downcallHandle(
        linker.defaultLookup().find("syscall").orElseThrow(),
        FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
        Linker.Option.firstVariadicArg(1));
    try (Arena arena = Arena.ofConfined();
        DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      ThreadScheduling scheduling = new ThreadScheduling(syscall, x86,
          arena.allocate(ATTR_BYTES, Long.BYTES));
      for (Path task : tasks) {
        scheduling.arrange(task);
      }
    } catch (IOException e) {
      // No list of threads: they stay as they are.
    }
  }

  private void arrange(Path task) {
    String name;
    try {
      name = Files.readString(task.resolve("comm"));
    } catch (IOException e) {
      // It has ended meanwhile.
      return;
    }
    int tid = Integer.parseInt(task.getFileName().toString());
    if (COMPILERS.stream().anyMatch(name::startsWith) && read(tid)) {
      attr.set(ValueLayout.JAVA_INT, POLICY_AT, SCHED_IDLE);
      // Policies that are not of real time have none.
      attr.set(ValueLayout.JAVA_INT, PRIORITY_AT, 0);
      write(tid);
    } else if (LOOP.stream().anyMatch(name::startsWith) && read(tid)
        && attr.get(ValueLayout.JAVA_INT, POLICY_AT) == SCHED_OTHER) {
      attr.set(ValueLayout.JAVA_LONG, RUNTIME_AT, SLICE_NS);
      write(tid);
    }
  }

  private boolean read(int tid) {
    return call(getAttr, tid, ATTR_BYTES) == 0;
  }

  private void write(int tid) {
    attr.set(ValueLayout.JAVA_INT, 0, ATTR_BYTES);
    // A kernel that refuses leaves the thread as it is.
    call(setAttr, tid, 0);
  }

  private long call(long number, int tid, int size) {
    try {
      return (long) syscall.invokeExact(number, tid, attr, size, 0);
    } catch (Throwable e) {
      // It declares none, and native code throws none.
      throw new IllegalStateException(e);
    }
  }
}
