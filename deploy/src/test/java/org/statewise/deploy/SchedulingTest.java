package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gives way to whom. */
@Tag("system")
final class SchedulingTest {
  private static final String SCHED_OTHER = "0";
  private static final String SCHED_IDLE = "5";

  @TempDir
  private Path folder;

  /** Names of threads to their policies, proc(5); the name ends with the last bracket. */
  private static Map<String, String> policies(long pid) throws IOException {
    Map<String, String> policies = new TreeMap<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      for (Path task : tasks.toList()) {
        String stat = Files.readString(task.resolve("stat"));
        int end = stat.lastIndexOf(')');
        policies.put(stat.substring(stat.indexOf('(') + 1, end),
            stat.substring(end + 2).split(" ", -1)[38]);
      }
    }
    return policies;
  }

  @Test
  void shouldLetCompilersGiveWayToTheLoop() throws Exception {
    assumeThat(Path.of("/proc/self/task")).as("this is no Linux").isDirectory();
    try (Running run = new Program(folder).start("run", "--metrics", "off", "--task", "hold",
        "--set", "loop.burnInTicks=10")) {
      run.awaitErrorLine("name=running");
      assertThat(policies(run.pid())).containsEntry("C1 CompilerThre", SCHED_IDLE)
          .containsEntry("C2 CompilerThre", SCHED_IDLE)
          .containsEntry("statewise-contr", SCHED_OTHER);
    }
  }
}
