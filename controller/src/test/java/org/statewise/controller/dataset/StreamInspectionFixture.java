package org.statewise.controller.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointInfo;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.source.AngleUnit;
import org.statewise.controller.source.ClockUnit;
import org.statewise.controller.source.SourceOptions;

/** A stream of two pendulums to inspect. */
abstract class StreamInspectionFixture {
  static final int ROWS = 1000;

  /** tau = 2 qdd + 3 sin(q). */
  static final InverseDynamics PENDULUMS = (q, qd, qdd, tau) -> {
    for (int j = 0; j < q.length; j++) {
      tau[j] = 2 * qdd[j] + 3 * StrictMath.sin(q[j]);
    }
  };

  static final ArmInfo ARM = new ArmInfo(
      "two", List.of(new JointInfo("A1", -1, 1, 2, 10), new JointInfo("A2", -2, 2, 2, 10)),
      4_000_000, false);

  /** Units are said, so that what looks wrong reaches the inspection. */
  private static final SourceOptions AS_IT_STANDS = SourceOptions.NONE.withUnits(ClockUnit.S,
      AngleUnit.RAD);

  @TempDir
  Path folder;

  List<InverseDynamics> models = List.of(PENDULUMS);

  /** Joint 1 swings with amplitude 0.8 at 2 rad/s; joint 2 rests, its torque is noise-free zero. */
  StreamReport inspect(double qFactor, double tauFactor) throws IOException {
    StringBuilder text = new StringBuilder("t,q1,q2,qd1,qd2,tau1,tau2\n");
    for (int i = 0; i < ROWS; i++) {
      // One step of 30 ms among steps of 10 ms.
      double t = i * 0.01 + (i > 500 ? 0.02 : 0);
      double q = 0.8 * StrictMath.sin(2 * t);
      double qd = 1.6 * StrictMath.cos(2 * t);
      double qdd = -3.2 * StrictMath.sin(2 * t);
      double tau = tauFactor * (2 * qdd + 3 * StrictMath.sin(q));
      text.append(String.format(Locale.ROOT, "%.6f,%.9f,0,%.9f,0,%.9f,0%n", t, q * qFactor,
          qd * qFactor, tau));
    }
    Path csv = Files.writeString(folder.resolve("in.csv"), text);
    Path out = folder.resolve("out.mcap");
    StreamImport.run(
        new ImportRequest(csv, out, AS_IT_STANDS, new TorqueScale.FirstSeconds(), false, "0.1.0",
            Instant.EPOCH, "", List.of(), ""),
        Progress.NONE);
    try (RecordingReader reader = RecordingReader.open(out)) {
      return StreamInspection.inspect(reader, Optional.of(ARM), models);
    }
  }

  /** What one line of a stream of one joint is made of, from true values. */
  interface Fault {
    String line(double t, double q, double qd, double tau, int i);
  }

  static String line(double... values) {
    StringBuilder text = new StringBuilder();
    for (double value : values) {
      text.append(text.isEmpty() ? "" : ",").append(String.format(Locale.ROOT, "%.12g", value));
    }
    return text + "\n";
  }

  StreamReport inspect(Fault fault, double amplitude, int rows, boolean modelKnown)
      throws IOException {
    StringBuilder text = new StringBuilder("t,q1,qd1,tau1\n");
    for (int i = 0; i < rows; i++) {
      double t = i * 0.005;
      double q = amplitude * StrictMath.sin(2 * t);
      double tau = -8 * q + 3 * StrictMath.sin(q);
      text.append(fault.line(t, q, 2 * amplitude * StrictMath.cos(2 * t), tau, i));
    }
    Path csv = Files.writeString(folder.resolve("in.csv"), text);
    Path out = folder.resolve("out.mcap");
    StreamImport.run(
        new ImportRequest(csv, out, AS_IT_STANDS, new TorqueScale.FirstSeconds(), false, "0.1.0",
            Instant.EPOCH, "", List.of(), ""),
        Progress.NONE);
    ArmInfo one = new ArmInfo("one", ARM.joints().subList(0, 1), 4_000_000, false);
    try (RecordingReader reader = RecordingReader.open(out)) {
      return StreamInspection.inspect(reader, modelKnown ? Optional.of(one) : Optional.empty(),
          modelKnown ? List.of(PENDULUMS) : List.of());
    }
  }

  JointReport joint(Fault fault, double amplitude) throws IOException {
    return inspect(fault, amplitude, ROWS, true).joints().getFirst();
  }
}
