package org.statewise.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** meta-train on a standalone cluster of two workers on the loopback address, and what is killed on the way. */
@Tag("system")
final class FleetClusterTest {
  private static final List<String> LOOP = List.of("meta-train", "--inner", "closed-loop",
      "--memory", "iiwa7", "--plants", "4", "--generations", "1", "--population", "4", "--runs",
      "1");
  private static final List<String> FLEET = List.of("meta-train", "--hold-out", "r1", "--loss",
      "state-dependent", "--loss-hidden", "4", "--hidden", "8", "--alpha", "0.02", "--batch", "8",
      "--batches", "2", "--iterations", "3", "--epochs", "12", "--patience", "12", "--seeds", "1",
      "--tasks", "5", "--test-steps", "20");
  private static final long POLL_NS = 20_000_000;

  @TempDir
  private Path folder;

  private SmallCorpus corpus;
  private LocalCluster cluster;

  @BeforeEach
  void startTheCluster() throws IOException {
    corpus = new SmallCorpus(folder);
    cluster = new LocalCluster(folder);
  }

  @AfterEach
  void endTheCluster() throws InterruptedException {
    cluster.close();
  }

  private List<String> with(List<String> arguments, String out, String... more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    all.addAll(List.of("--out", corpus.file(out)));
    return all;
  }

  private void runHere(List<String> arguments) {
    assertThat(corpus.run(arguments.toArray(String[]::new))).as(corpus.err()).isZero();
  }

  /** Waits for the first checkpoint of a seed, after which there is more to do. */
  private void awaitCheckpoint(String name, Process program) throws IOException {
    Path seed = folder.resolve(name).resolve("seed-1.pb");
    while (!Files.exists(seed)) {
      assertThat(program.isAlive()).as(Files.readString(cluster.log())).isTrue();
      LockSupport.parkNanos(POLL_NS);
    }
  }

  @Test
  void shouldTrainTheLossForTheLoopToTheSameBytesThoughTheDriverWasKilled() throws Exception {
    runHere(with(LOOP, "here.pb"));
    List<String> there = with(LOOP, "there.pb", "--checkpoint", corpus.file("where"));
    Process driver = cluster.start("", there);
    awaitCheckpoint("where", driver);
    driver.destroyForcibly().waitFor();
    assertThat(folder.resolve("there.pb")).doesNotExist();

    cluster.awaitEnd(cluster.start("", there));
    assertThat(folder.resolve("there.pb")).hasSameBinaryContentAs(folder.resolve("here.pb"));
  }

  @Test
  void shouldLearnTheSameThoughAnExecutorIsKilled() throws Exception {
    List<String> here = learnHere();
    Process driver = learn();
    executors().getFirst().destroyForcibly();
    cluster.awaitEnd(driver);
    assertThat(corpus.loss("there.pb")).isEqualTo(here);
  }

  @Test
  void shouldLearnTheSameThoughAnExecutorHangs() throws Exception {
    List<String> here = learnHere();
    Process driver = learn("-Dspark.network.timeout=20s",
        "-Dspark.network.timeoutInterval=5s", "-Dspark.executor.heartbeatInterval=2s");
    ProcessHandle stopped = executors().getFirst();
    try {
      assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(stopped.pid())).start()
          .waitFor()).isZero();
      cluster.awaitEnd(driver);
    } finally {
      stopped.destroyForcibly();
    }
    assertThat(corpus.loss("there.pb")).isEqualTo(here);
  }

  @Test
  void shouldLearnTheSameThoughTheDriverWasKilled() throws Exception {
    List<String> here = learnHere();
    learn().destroyForcibly().waitFor();
    assertThat(folder.resolve("there.pb")).doesNotExist();
    cluster.awaitEnd(learn());
    assertThat(corpus.loss("there.pb")).isEqualTo(here);
  }

  private List<String> learnHere() throws Exception {
    corpus.make("robots");
    runHere(with(FLEET, "here.pb", "--corpus", corpus.file("robots")));
    return corpus.loss("here.pb");
  }

  /** Begins a training on the cluster and waits until it has learned something. */
  private Process learn(String... jvmFlags) throws IOException {
    Process driver = cluster.start(String.join(" ", jvmFlags), with(FLEET, "there.pb", "--corpus",
        corpus.file("robots"), "--checkpoint", corpus.file("where")));
    awaitCheckpoint("where", driver);
    return driver;
  }

  private List<ProcessHandle> executors() {
    List<ProcessHandle> all = cluster.executors();
    assertThat(all).hasSize(2);
    return all;
  }
}
