package org.statewise.controller.realtime;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Linux, through the foreign function API: {@code sched_setattr(2)}, {@code sched_setaffinity(2)},
 * {@code mlockall(2)}, and files in {@code /proc} and {@code /dev}. Only for processors whose numbers of system calls
 * are known.
 */
// The launcher allows native access; the signatures are the C library's.
@SuppressWarnings("restricted")
final class LinuxKernel implements Kernel {
  private static final Path TASKS = Path.of("/proc/self/task");
  private static final Path CPU_LATENCY = Path.of("/dev/cpu_dma_latency");
  private static final int EIO = 5;

  private static final int SCHED_OTHER = 0;
  private static final int SCHED_FIFO = 1;
  private static final int SCHED_IDLE = 5;
  /** Threads that a raised one begins do not inherit its policy. */
  private static final long RESET_ON_FORK = 1;

  /** struct sched_attr, sched(7): size 0, policy 4, flags 8, nice 16, priority 20, runtime 24. */
  private static final int ATTR_BYTES = 48;
  private static final int POLICY_AT = 4;
  private static final int FLAGS_AT = 8;
  private static final int PRIORITY_AT = 20;
  private static final int RUNTIME_AT = 24;

  private static final int CPU_SET_BYTES = 128;
  /** mlockall: pages there are now, pages to come, and these only once they are touched. */
  private static final int LOCK_ALL_ON_FAULT = 1 | 2 | 4;

  private static final VarHandle ERRNO = Linker.Option.captureStateLayout()
      .varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private final MethodHandle syscall;
  private final MethodHandle setAffinity;
  private final MethodHandle mlockall;
  private final long setAttr;
  private final long getAttr;
  private final MemorySegment errno;
  private final MemorySegment attr;

  private LinuxKernel(boolean x86) {
    // Numbers of the system calls: of x86-64, and those that all newer machines share.
    setAttr = x86 ? 314 : 274;
    getAttr = x86 ? 315 : 275;
    // long syscall(long number, pid_t, struct sched_attr *, unsigned, unsigned)
    syscall = handle("syscall", FunctionDescriptor.of(ValueLayout.JAVA_LONG,
        ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT,
        ValueLayout.JAVA_INT), Linker.Option.firstVariadicArg(1));
    setAffinity = handle("sched_setaffinity", FunctionDescriptor.of(ValueLayout.JAVA_INT,
        ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
    mlockall = handle("mlockall",
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    errno = Arena.ofAuto().allocate(Linker.Option.captureStateLayout());
    attr = Arena.ofAuto().allocate(ATTR_BYTES, Long.BYTES);
  }

  /** This machine's; empty where it is not Linux on a processor that is known. */
  static Optional<Kernel> ofThisMachine() {
    String machine = System.getProperty("os.arch");
    boolean x86 = machine.equals("amd64");
    return Files.isDirectory(TASKS) && (x86 || machine.equals("aarch64"))
        ? Optional.of(new LinuxKernel(x86))
        : Optional.empty();
  }

  private static MethodHandle handle(String name, FunctionDescriptor type,
      Linker.Option... more) {
    Linker linker = Linker.nativeLinker();
    Linker.Option[] options = new Linker.Option[more.length + 1];
    options[0] = Linker.Option.captureCallState("errno");
    System.arraycopy(more, 0, options, 1, more.length);
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), type, options);
  }

  @Override
  public List<ThreadId> threads() {
    List<ThreadId> threads = new ArrayList<>();
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        name(task).ifPresent(name -> threads.add(
            new ThreadId(Integer.parseInt(task.getFileName().toString()), name)));
      }
    } catch (IOException | DirectoryIteratorException e) {
      // No list of threads: there is nothing to arrange.
      return List.of();
    }
    return threads;
  }

  /** Empty for a thread that has ended meanwhile. */
  private static Optional<String> name(Path task) {
    try {
      return Optional.of(Files.readString(task.resolve("comm")).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public synchronized boolean isRealTime(int thread) {
    // Other policies have no priority.
    return attributes(getAttr, thread, ATTR_BYTES) == 0
        && attr.get(ValueLayout.JAVA_INT, PRIORITY_AT) > 0;
  }

  @Override
  public int fifo(int thread, int priority) {
    return change(thread, () -> {
      attr.set(ValueLayout.JAVA_INT, POLICY_AT, SCHED_FIFO);
      attr.set(ValueLayout.JAVA_LONG, FLAGS_AT, RESET_ON_FORK);
      attr.set(ValueLayout.JAVA_INT, PRIORITY_AT, priority);
      attr.set(ValueLayout.JAVA_LONG, RUNTIME_AT, 0);
    });
  }

  @Override
  public int tryFifo(int priority) {
    if (isRealTime(THIS_THREAD)) {
      return 0;
    }
    int error = fifo(THIS_THREAD, priority);
    return error != 0 ? error : change(THIS_THREAD, () -> {
      attr.set(ValueLayout.JAVA_INT, POLICY_AT, SCHED_OTHER);
      attr.set(ValueLayout.JAVA_LONG, FLAGS_AT, 0);
      attr.set(ValueLayout.JAVA_INT, PRIORITY_AT, 0);
    });
  }

  @Override
  public int idle(int thread) {
    return change(thread, () -> {
      attr.set(ValueLayout.JAVA_INT, POLICY_AT, SCHED_IDLE);
      // Policies that are not of real time have none.
      attr.set(ValueLayout.JAVA_INT, PRIORITY_AT, 0);
    });
  }

  @Override
  public int slice(int thread, long ns) {
    return change(thread, () -> attr.set(ValueLayout.JAVA_LONG, RUNTIME_AT, ns));
  }

  private synchronized int change(int thread, Runnable fill) {
    int error = attributes(getAttr, thread, ATTR_BYTES);
    if (error != 0) {
      return error;
    }
    fill.run();
    attr.set(ValueLayout.JAVA_INT, 0, ATTR_BYTES);
    return attributes(setAttr, thread, 0);
  }

  private int attributes(long number, int thread, int size) {
    try {
      return (long) syscall.invokeExact(errno, number, thread, attr, size, 0) == 0 ? 0 : error();
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  public synchronized int bind(int thread, List<Integer> processors) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment set = arena.allocate(CPU_SET_BYTES, Long.BYTES);
      for (int cpu : processors) {
        long word = cpu / Long.SIZE;
        set.setAtIndex(ValueLayout.JAVA_LONG, word,
            set.getAtIndex(ValueLayout.JAVA_LONG, word) | 1L << cpu % Long.SIZE);
      }
      return (int) setAffinity.invokeExact(errno, thread, (long) CPU_SET_BYTES, set) == 0
          ? 0
          : error();
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  public int timerSlack(int thread, long ns) {
    try {
      Path task = thread == THIS_THREAD
          ? Path.of("/proc/thread-self").toRealPath().getFileName()
          : Path.of(Integer.toString(thread));
      // Not below /proc/self/task: the file is there for each thread, but beside the processes only.
      Files.writeString(Path.of("/proc").resolve(task).resolve("timerslack_ns"),
          Long.toString(ns));
      return 0;
    } catch (IOException e) {
      // The kernel has no such file, or keeps it from us.
      return EIO;
    }
  }

  @Override
  public synchronized int lockMemory() {
    try {
      return (int) mlockall.invokeExact(errno, LOCK_ALL_ON_FAULT) == 0 ? 0 : error();
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  public Optional<Closeable> limitCpuLatency(int micros) {
    try {
      // The limit holds for as long as the file is open.
      RandomAccessFile file = new RandomAccessFile(CPU_LATENCY.toFile(), "rw");
      file.write(ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder())
          .putInt(micros).array());
      return Optional.of(file);
    } catch (IOException e) {
      // A virtual machine has no such device, and an ordinary user may not open it.
      return Optional.empty();
    }
  }

  private int error() {
    return (int) ERRNO.get(errno, 0L);
  }

  /** The handles declare no exception, and native code throws none. */
  private static IllegalStateException unexpected(Throwable e) {
    return new IllegalStateException(e);
  }
}
