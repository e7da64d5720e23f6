package org.statewise.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.app.Main;
import org.statewise.controller.train.LossFile;

/** meta-train over a corpus of five robots: in the program, and on Spark with one executor thread and with two. */
final class FleetTrainingTest {
  private static final int ROBOTS = 5;

  @TempDir
  private static Path folder;

  private String err = "";

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private int run(String... arguments) {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      return Main.execute(arguments);
    } finally {
      System.setErr(before);
      err = bytes.toString(StandardCharsets.UTF_8);
    }
  }

  /** Robot r is 1 + 0.1 r times as heavy as the first; the last has twice as many recordings. */
  private void makeCorpus(String name) throws IOException {
    for (int robot = 0; robot < ROBOTS; robot++) {
      for (int episode = 0; episode < (robot == ROBOTS - 1 ? 2 : 1); episode++) {
        String stream = name + "-" + robot + "-" + episode;
        Files.writeString(folder.resolve(stream + ".csv"), csv(robot, episode));
        assertThat(run("import", file(stream + ".csv"), "-o", file(stream + ".mcap"),
            "--torque-scale", "50,50")).as(err).isZero();
        assertThat(run("corpus", "add", file(name), file(stream + ".mcap"), "--robot",
            "r" + robot, "--date", "2026-11-29")).as(err).isZero();
      }
    }
  }

  private static String csv(int robot, int episode) {
    StringBuilder csv = new StringBuilder("t,q1,q2,qd1,qd2,qdd1,qdd2,tau1,tau2,segment\n");
    double omega = 1 + 0.2 * episode + 0.07 * robot;
    for (int i = 0; i < 300; i++) {
      StringBuilder[] columns = {new StringBuilder(), new StringBuilder(), new StringBuilder(),
        new StringBuilder()};
      for (int j = 0; j < 2; j++) {
        double angle = omega * i * 0.04 + j + robot;
        double q = StrictMath.sin(angle);
        double qdd = -omega * omega * q;
        columns[0].append(',').append(q);
        columns[1].append(',').append(omega * StrictMath.cos(angle));
        columns[2].append(',').append(qdd);
        columns[3].append(',').append((1 + 0.1 * robot) * (10 * q + qdd));
      }
      csv.append(String.format(Locale.ROOT, "%.3f", i * 0.004)).append(columns[0])
          .append(columns[1]).append(columns[2]).append(columns[3]).append(",s")
          .append(i / 150).append('\n');
    }
    return csv.toString();
  }

  /** The loss and the table of all epochs, without the time at which it was begun. */
  private String train(String corpus, String out, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("meta-train", "--corpus", file(corpus),
        "--hold-out", "r1", "--loss", "state-dependent", "--loss-hidden", "4", "--hidden", "8",
        "--alpha", "0.02", "--batch", "8", "--batches", "2", "--iterations", "3", "--epochs", "2",
        "--seeds", "2", "--tasks", "5", "--test-steps", "20", "--out", file(out)));
    arguments.addAll(List.of(more));
    assertThat(run(arguments.toArray(String[]::new))).as(err).isZero();
    LossFile loss = LossFile.read(folder.resolve(out));
    assertThat(loss.training().options()).containsEntry("inner", "fleet").containsEntry("tasks",
        "5");
    return Arrays.toString(loss.loss().phi().toArray()) + loss.training().train()
        + loss.training().test() + loss.training().options()
        + Files.readString(folder.resolve(out + ".csv"));
  }

  @Test
  void shouldLearnTheSameToTheBitWhereverItIsComputed() throws Exception {
    makeCorpus("same");
    String here = train("same", "here.pb");
    assertThat(here).contains("robot=r4/date=2026-11-29/same-4-1.parquet#2");
    assertThat(train("same", "one.pb", "--master", "local[1]")).isEqualTo(here);
    assertThat(train("same", "two.pb", "--master", "local[2]")).isEqualTo(here);
    assertThat(train("same", "other.pb", "--seed", "9")).isNotEqualTo(here);
  }

  @Test
  void shouldNameADamagedEpisodeAndLearnFromTheOthers() throws Exception {
    makeCorpus("damaged");
    Path parquet = folder.resolve("damaged/robot=r2/date=2026-11-29/damaged-2-0.parquet");
    byte[] bytes = Files.readAllBytes(parquet);
    bytes[100] ^= 4;
    Files.write(parquet, bytes);
    String spark = train("damaged", "damaged-spark.pb", "--master", "local[2]");
    assertThat(err).contains("robot=r2/date=2026-11-29/damaged-2-0.parquet#1: its ")
        .contains("are not those that were added; it is left out");
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
        "1", "--out", file(out)));
    arguments.addAll(List.of(more));
    assertThat(run(arguments.toArray(String[]::new))).as(err).isZero();
    return Files.readAllBytes(folder.resolve(out));
  }

  @Test
  void shouldSayWhatAMasterMustBe() throws IOException {
    makeCorpus("master");
    assertThat(run("meta-train", "--corpus", file("master"), "--hold-out", "r1", "--loss",
        "structured", "--out", file("x.pb"), "--master", "yarn")).isEqualTo(1);
    assertThat(err).contains("--master must be local[N], local[*] or spark://HOST:PORT, but is"
        + " 'yarn'");
  }
}
