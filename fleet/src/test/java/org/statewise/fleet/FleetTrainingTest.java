package org.statewise.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** meta-train over a corpus of five robots: in the program, and on Spark with one executor thread and with two. */
final class FleetTrainingTest {
  /** Where {@link SmallCorpus#loss} has the options. */
  private static final int OPTIONS = 3;

  @TempDir
  private static Path folder;

  private SmallCorpus corpus;

  @BeforeEach
  void setUp() {
    corpus = new SmallCorpus(folder);
  }

  /** The loss and the table of all epochs, without the time at which it was begun. */
  private String train(String name, String out, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("meta-train", "--corpus", corpus.file(name),
        "--hold-out", "r1", "--loss", "state-dependent", "--loss-hidden", "4", "--hidden", "8",
        "--alpha", "0.02", "--batch", "8", "--batches", "2", "--iterations", "3", "--epochs", "2",
        "--seeds", "2", "--tasks", "5", "--test-steps", "20", "--out", corpus.file(out)));
    arguments.addAll(List.of(more));
    assertThat(corpus.run(arguments.toArray(String[]::new))).as(corpus.err()).isZero();
    List<String> loss = corpus.loss(out);
    assertThat(loss.get(OPTIONS)).contains("inner=fleet", "tasks=5");
    return loss.toString();
  }

  @Test
  void shouldLearnTheSameToTheBitWhereverItIsComputed() throws Exception {
    corpus.make("same");
    String here = train("same", "here.pb");
    assertThat(here).contains("robot=r4/date=2026-11-29/same-4-1.parquet#2");
    assertThat(train("same", "one.pb", "--master", "local[1]")).isEqualTo(here);
    assertThat(train("same", "two.pb", "--master", "local[2]")).isEqualTo(here);
    assertThat(train("same", "other.pb", "--seed", "9")).isNotEqualTo(here);
  }

  @Test
  void shouldNameADamagedEpisodeAndLearnFromTheOthers() throws Exception {
    corpus.make("damaged");
    Path parquet = folder.resolve("damaged/robot=r2/date=2026-11-29/damaged-2-0.parquet");
    byte[] bytes = Files.readAllBytes(parquet);
    bytes[100] ^= 4;
    Files.write(parquet, bytes);
    String spark = train("damaged", "damaged-spark.pb", "--master", "local[2]");
    assertThat(corpus.err()).contains("robot=r2/date=2026-11-29/damaged-2-0.parquet#1: its ")
        .contains("are not those that were added; it is left out")
        .contains("1 of the corpus's 12 episodes left out as damaged");
    assertThat(spark).contains("damaged-2-0.parquet#2").doesNotContain("damaged-2-0.parquet#1");
    assertThat(train("damaged", "damaged-here.pb")).isEqualTo(spark);
  }

  @Test
  void shouldTrainTheLossOfAMemoryToTheSameBytesWhereverArmsAreDriven() throws Exception {
    byte[] here = trainLoss("loop-here.pb");
    assertThat(trainLoss("loop-two.pb", "--master", "local[2]")).isEqualTo(here);
    assertThat(trainLoss("loop-other.pb", "--seed", "2")).isNotEqualTo(here);
  }

  private byte[] trainLoss(String out, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("meta-train", "--inner", "closed-loop",
        "--memory", "iiwa7", "--plants", "4", "--generations", "1", "--population", "4", "--runs",
        "1", "--out", corpus.file(out)));
    arguments.addAll(List.of(more));
    assertThat(corpus.run(arguments.toArray(String[]::new))).as(corpus.err()).isZero();
    return Files.readAllBytes(folder.resolve(out));
  }

  @Test
  void shouldSayWhatAMasterMustBe() throws IOException {
    corpus.make("master");
    assertThat(
        corpus.run("meta-train", "--corpus", corpus.file("master"), "--hold-out", "r1", "--loss",
            "structured", "--out", corpus.file("x.pb"), "--master", "yarn"))
        .isEqualTo(1);
    assertThat(corpus.err())
        .contains("--master must be local[N], local[*] or spark://HOST:PORT, but is"
            + " 'yarn'");
  }

  @Test
  void shouldEndInASentenceWhereNoMasterAnswers() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    String master = "spark://127.0.0.1:" + port;
    corpus.make("alone");
    assertThat(corpus.run("meta-train", "--corpus", corpus.file("alone"), "--hold-out", "r1",
        "--loss", "structured", "--seeds", "1", "--out", corpus.file("y.pb"), "--master", master))
        .isEqualTo(1);
    assertThat(corpus.err()).endsWith("on Spark: its master at " + master
        + " cannot be reached, or has ended this program's application\n");
  }
}
