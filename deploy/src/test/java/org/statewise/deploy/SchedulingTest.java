package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private static final String SCHED_FIFO = "1";
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

  private static Running hold(Program program, String... more) throws Exception {
    assumeThat(Path.of("/proc/self/task")).as("this is no Linux").isDirectory();
    List<String> line = new ArrayList<>(List.of("run", "--metrics", "off", "--task", "hold",
        "--set", "loop.burnInTicks=10"));
    line.addAll(List.of(more));
    Running run = program.start(line.toArray(String[]::new));
    run.awaitErrorLine("name=running");
    return run;
  }

  @Test
  void shouldLetCompilersGiveWayToAnOrdinaryLoop() throws Exception {
    try (Running run = hold(new Program(folder).asShipped(), "--set", "realtime.priority=0")) {
      assertThat(policies(run.pid())).containsEntry("C1 CompilerThre", SCHED_IDLE)
          .containsEntry("C2 CompilerThre", SCHED_IDLE)
          .containsEntry("statewise-contr", SCHED_OTHER);
    }
  }

  @Test
  void shouldRaiseTheControlThreadAloneWhereItMay() throws Exception {
    Tool.assumeInstalled("chrt", "util-linux");
    Tool.Result may = Tool.run(folder, "chrt", "-f", "10", "true");
    assumeThat(may.code()).as("FIFO is refused to this user: " + may.output()).isZero();
    try (Running run = hold(new Program(folder).asShipped())) {
      Map<String, String> policies = policies(run.pid());
      assertThat(policies).containsEntry("statewise-contr", SCHED_FIFO);
      policies.remove("statewise-contr");
      assertThat(policies).containsKeys("C2 CompilerThre", "statewise-arm", "VM Thread")
          .doesNotContainValue(SCHED_FIFO);
      run.signal("INT");
      assertThat(run.awaitEnd().out()).contains("real time: the loop's threads have FIFO 70");
    }
  }

  @Test
  void shouldSayAtItsStartWhichRightsAreMissing() throws Exception {
    Tool.assumeInstalled("setpriv", "util-linux");
    Program program = new Program(folder).asShipped().by("prlimit", "--rtprio=0", "--memlock=65536",
        "setpriv", "--bounding-set=-sys_nice,-ipc_lock", "--inh-caps=-sys_nice,-ipc_lock");
    try (Running run = hold(program)) {
      assertThat(policies(run.pid())).containsEntry("statewise-contr", SCHED_OTHER)
          .containsEntry("C2 CompilerThre", SCHED_IDLE);
      run.signal("INT");
      assertThat(run.awaitEnd().out())
          .contains("not in real time: the loop's threads are ordinary ones")
          .contains("not in real time: memory is not locked");
    }
  }
}
