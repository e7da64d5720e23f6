package org.statewise.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.statewise.controller.app.Main;
import org.statewise.controller.train.LossFile;

/** A corpus of five robots of two joints in a folder, and the program, run inside of this one. */
final class SmallCorpus {
  private static final int ROBOTS = 5;

  private final Path folder;
  private String err = "";

  SmallCorpus(Path folder) {
    this.folder = folder;
  }

  String file(String name) {
    return folder.resolve(name).toString();
  }

  /** What the last run complained of. */
  String err() {
    return err;
  }

  int run(String... arguments) {
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
  void make(String name) throws IOException {
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

  /** All that a loss and the table of its epochs say, but the time at which the training was begun. */
  List<String> loss(String out) throws Exception {
    LossFile loss = LossFile.read(folder.resolve(out));
    return List.of(Arrays.toString(loss.loss().phi().toArray()), loss.training().train().toString(),
        loss.training().test().toString(), loss.training().options().toString(),
        Files.readString(folder.resolve(out + ".csv")));
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
}
