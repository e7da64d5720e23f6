package org.statewise.controller.app;

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
import java.util.Optional;

/**
 * Threads of the JVM that must never be in the way of the loop. Where there are as many of them as
 * processors, a thread that wakes for a state waits until their time slice ends, which is 3 ms on
 * today's Linux; threads of the policy SCHED_IDLE give way at once.
 */
final class BackgroundThreads {
  private static final Path TASKS = Path.of("/proc/self/task");
  private static final int SCHED_IDLE = 5;

  private BackgroundThreads() {}

  /**
   * Lets the compilers run only while nobody else wants the processor. Needs no privilege. Where this
   * is no Linux, or the kernel refuses, everything stays as it is: the loop is right either way.
   */
  // The launcher allows native access; the signature below is the C library's.
  @SuppressWarnings("restricted")
  static void letCompilersYield() {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> address = linker.defaultLookup().find("sched_setscheduler");
    if (address.isEmpty() || !Files.isDirectory(TASKS)) {
      return;
    }
    // int sched_setscheduler(pid_t, int policy, const struct sched_param *), the struct one int
    MethodHandle setScheduler = linker.downcallHandle(address.get(), FunctionDescriptor.of(
        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    try (Arena arena = Arena.ofConfined();
        DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      MemorySegment noPriority = arena.allocateFrom(ValueLayout.JAVA_INT, 0);
      for (Path task : tasks) {
        if (isCompiler(task)) {
          int ignored = (int) setScheduler.invokeExact(Integer.parseInt(task.getFileName()
              .toString()), SCHED_IDLE, noPriority);
        }
      }
    } catch (IOException e) {
      // No list of threads: they stay as they are.
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** A thread that has ended meanwhile is none. */
  private static boolean isCompiler(Path task) {
    try {
      String name = Files.readString(task.resolve("comm"));
      return name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler");
    } catch (IOException e) {
      return false;
    }
  }
}
