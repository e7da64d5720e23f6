package org.statewise.controller.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.statewise.bridge.fri.FriCabinetServer;
import org.statewise.bridge.fri.FriException;
import org.statewise.controller.app.console.ProgramVersion;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.bench.BenchResult;
import org.statewise.controller.bench.LoopFigures;
import org.statewise.controller.bench.Quantity;
import org.statewise.controller.bench.Series;
import org.statewise.controller.bench.Setting;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.machine.KernelFiles;
import org.statewise.controller.machine.MachineFacts;
import org.statewise.controller.machine.WakeUps;
import org.statewise.controller.realtime.RealTime;
import org.statewise.controller.realtime.Right;

/** Carries out a plan: under each setting the references and the loop over each link, one after the other. */
public final class LoopBench {
  /** A cabinet commands a client once its connection was good for some time. */
  private static final double MAX_BEGIN_SECONDS = 20;
  private static final long ROUND_NS = 20_000_000;

  private final BenchPlan plan;
  private final BenchConfig configs;
  private final Progress progress;
  private final List<Series> series = new ArrayList<>();
  private final List<LoopFigures> loops = new ArrayList<>();
  private final Set<String> missing = new LinkedHashSet<>();
  private final LoopRun runs;
  private volatile boolean stopping;

  /** Hears what is measured now. */
  @FunctionalInterface
  public interface Progress {
    /** A measurement begins; {@code done} of {@link #measurements} were before it. */
    void begins(String what, int done);
  }

  /** @param configs the configuration of a run, with what its setting asks for */
  public LoopBench(BenchPlan plan, BenchConfig configs, Progress progress) {
    this.plan = plan;
    this.configs = configs;
    this.progress = progress;
    runs = new LoopRun(configs, plan.seconds());
  }

  /** How many measurements a plan comes to. */
  public static int measurements(BenchPlan plan) {
    return plan.settings().size() * plan.measurements();
  }

  /** Ends soon, with what was measured until now. Any thread. */
  public void requestStop() {
    stopping = true;
    runs.requestStop();
  }

  /**
   * Measures everything.
   *
   * @param folder on the disk that a load writes to
   */
  public BenchResult run(Path folder) throws UsageException, WorkException {
    StatewiseConfig config = configs.with(Map.of());
    List<String> machine = machine();
    Path scratch = null;
    try (RealTime realTime = RealTime.begin(config.realtime(), config.arm().strictTime())) {
      realTime.arrangeThreads();
      scratch = Files.createTempDirectory("statewise-bench");
      boolean raised = realTime.rights().stream()
          .anyMatch(right -> right.kind() == Right.Kind.FIFO && right.inForce());
      References references = new References(realTime,
          raised ? config.realtime().priority() : 0, client(scratch));
      int done = 0;
      for (Load load : plan.loads()) {
        for (int hertz : plan.hertz()) {
          try (Loads loads = Loads.start(load, folder, missing::add)) {
            done = measure(new Setting(hertz, load.word()), loads, references, done);
          }
        }
      }
      return new BenchResult("statewise " + ProgramVersion.number(), plan.seconds(), machine,
          realTime.rights().stream().map(Right::sentence).toList(), List.copyOf(missing), series,
          loops);
    } catch (IOException e) {
      throw new WorkException("bench: " + e.getMessage(), e);
    } finally {
      delete(scratch);
    }
  }

  /**
   * What ours is held against.
   *
   * @param priority of SCHED_FIFO that they get; 0 for ordinary processes
   * @param client the one in C; empty where it cannot be had
   */
  private record References(RealTime realTime, int priority, Optional<Path> client) {}

  private Optional<Path> client(Path scratch) throws IOException {
    if (!plan.links().contains(BenchLink.FRI)) {
      return Optional.empty();
    }
    Optional<Path> client = ReferenceClient.compile(scratch);
    if (client.isEmpty()) {
      missing.add(
          "no client in C beside it: there is no compiler 'cc' (apt-get install gcc libc6-dev)");
    }
    return client;
  }

  private int measure(Setting setting, Loads loads, References references, int before)
      throws UsageException, WorkException, IOException {
    int done = before;
    begin("cyclictest", setting, done++);
    if (!stopping) {
      new Cyclictest(references.priority(), missing::add).measure(setting, plan.seconds())
          .ifPresent(ns -> series.add(new Series(setting, Quantity.CYCLICTEST, "", ns)));
    }
    begin("wake-ups", setting, done++);
    if (!stopping) {
      series.add(new Series(setting, Quantity.SLEEP, "", sleep(setting, references.realTime())));
    }
    for (BenchLink link : plan.links()) {
      begin("the loop over " + link.word(), setting, done++);
      if (!stopping) {
        LoopRun.Measured measured = runs.measure(link, setting, loads.keys());
        series.addAll(measured.series());
        loops.add(measured.figures());
      }
    }
    if (plan.links().contains(BenchLink.FRI)) {
      begin("the client in C", setting, done++);
      if (!stopping && references.client().isPresent()) {
        Histogram ns = reply(setting, references.client().get(), references.priority());
        series.add(new Series(setting, Quantity.C_REPLY, "", ns));
        if (ns.getTotalCount() == 0) {
          missing.add("no reply of the client in C at " + setting
              + ": the cabinet did not find its connection good for long enough to command it");
        }
      }
    }
    return done;
  }

  private void begin(String what, Setting setting, int done) {
    if (!stopping) {
      progress.begins(what + " at " + setting, done);
    }
  }

  /** Of a thread that is arranged as the control thread is. */
  private Histogram sleep(Setting setting, RealTime realTime) throws WorkException {
    Histogram[] found = new Histogram[1];
    Thread thread = Thread.ofPlatform().name("statewise-bench").start(() -> {
      realTime.enterLoop();
      found[0] = new WakeUps(System::nanoTime, LockSupport::parkNanos)
          .measure(Math.round(plan.seconds() * 1e9), setting.periodNs());
    });
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkException("bench was interrupted", e);
    }
    return found[0];
  }

  /** The client's reply times once it is commanded. */
  private Histogram reply(Setting setting, Path program, int priority)
      throws UsageException, WorkException, IOException {
    StatewiseConfig config = configs.with(Map.of());
    Replies replies = Replies.after(LoopRun.skipped(setting));
    int port = Loads.freePort();
    try (ReferenceClient _ = ReferenceClient.start(program, port, priority);
        FriCabinetServer _ = BenchedArm.cabinet(config, setting.periodNs(), port, replies);
        RealTime realTime = RealTime.ofArm(config.arm().strictTime())) {
      realTime.arrangeThreads();
      rest(MAX_BEGIN_SECONDS, replies);
      if (replies.begun()) {
        rest(plan.seconds(), new Replies(() -> false));
      }
    } catch (FriException e) {
      throw new WorkException(e.getMessage(), e);
    }
    return replies.histogram();
  }

  /** For so long, or until the first reply. */
  private void rest(double seconds, Replies replies) {
    long endNs = System.nanoTime() + Math.round(seconds * 1e9);
    while (!stopping && !replies.begun() && System.nanoTime() - endNs < 0) {
      LockSupport.parkNanos(ROUND_NS);
    }
  }

  private static List<String> machine() {
    KernelFiles files = new KernelFiles(Path.of("/"));
    List<String> lines = new ArrayList<>();
    lines.add(System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
        + System.getProperty("os.arch") + ", Java " + Runtime.version());
    new MachineFacts(files, Runtime.getRuntime().availableProcessors()).findings()
        .forEach(finding -> lines.add(finding.what() + ": " + finding.value()));
    return lines;
  }

  private static void delete(Path folder) throws WorkException {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new WorkException("bench: '" + folder + "' cannot be deleted: " + e.getMessage(), e);
    }
  }
}
