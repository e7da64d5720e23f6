package org.statewise.controller.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.source.ClockUnit;
import org.statewise.controller.source.SourceException;
import org.statewise.controller.source.SourceOptions;

/** Arrays that NumPy wrote: {@code controller/golden/arrays.py} says what is in them. */
final class NpzImportTest {
  private static final int ROWS = 40;

  @TempDir
  private Path folder;

  private static Path foreign(String name) {
    return Path.of(System.getProperty("statewise.root"), "controller/src/test/resources/foreign",
        name);
  }

  private static SourceOptions keys(ClockUnit clock, Map<String, String> keys) {
    return new SourceOptions(Map.of(), keys, Optional.empty(), List.of(),
        Optional.ofNullable(clock), Optional.empty(), false);
  }

  private ImportResult run(Path file, SourceOptions options) throws IOException {
    return StreamImport.run(new ImportRequest(file, folder.resolve("out.mcap"), options,
        new TorqueScale.FirstSeconds(), false, "0.1.0", Instant.EPOCH, "", List.of(), ""),
        Progress.NONE);
  }

  private void check(long firstNs, double tolerance) throws IOException {
    try (RecordingReader reader = RecordingReader.open(folder.resolve("out.mcap"))) {
      for (int i = 0; i < ROWS; i++) {
        assertThat(reader.next()).isTrue();
        assertThat(reader.tick().state.armTimeNs).isEqualTo(firstNs + 4_000_000L * i);
        for (int j = 0; j < 3; j++) {
          assertThat(reader.tick().state.q[j]).isEqualTo(0.1 * (j + 1) + 0.01 * i,
              within(tolerance));
          assertThat(reader.tick().state.tau[j]).isEqualTo(j - i);
        }
      }
      assertThat(reader.next()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "stored.npz, 1e-15, t from \"t\"; q from \"q\"; tau from \"tau\"; qd from \"qd\"",
    "deflated.npz, 1e-15, t from \"time\"; q from \"joint_positions\"; tau from \"torques\"; qd from"
        + " \"dq\"",
    "float32.npz, 1e-7, t from \"t\"; q from \"q\"; tau from \"tau\"; qd from \"qd\"",
    "big-endian.npz, 1e-15, t from \"t\"; q from \"q\"; tau from \"tau\"; qd from \"qd\""})
  void shouldReadArraysByTheNamesThatPeopleGiveThem(String name, double tolerance, String names)
      throws IOException {
    ImportResult result = run(foreign(name), SourceOptions.NONE);
    assertThat(result.understood()).isEqualTo("NPZ with " + names.replace(';', ',')
        + ", 3 joint(s), time in s, angles in radians");
    assertThat(result.qdEstimated()).isFalse();
    check(0, tolerance);
  }

  @Test
  void shouldReadNamedArraysAndNanosecondsToTheLast() throws IOException {
    ImportResult result = run(foreign("named.npz"),
        keys(ClockUnit.NS, Map.of("t", "stamp", "q", "a", "tau", "b")));
    assertThat(result.qdEstimated()).isTrue();
    check(1_700_000_000_000_000_001L, 1e-15);
  }

  @Test
  void shouldNameWhatIsWrongWithAnArray() throws IOException {
    Path named = foreign("named.npz");
    assertThatThrownBy(() -> run(named, SourceOptions.NONE)).isInstanceOf(SourceException.class)
        .hasMessage(named + ": an NPZ must have an array t, or one that --key t=NAME names; it has"
            + " \"stamp\", \"a\", \"b\"");
    assertThatThrownBy(() -> run(named, keys(null, Map.of("t", "T")))).hasMessage(named
        + ": --key t=T: the file has no array \"T\"; it has \"stamp\", \"a\", \"b\"");
    assertThatThrownBy(() -> run(named, keys(null, Map.of("x", "a")))).hasMessage(named
        + ": --key x=a: the name before = must be t, q, qd, qdd or tau, but is \"x\"");
    assertThatThrownBy(() -> run(named, keys(ClockUnit.NS, Map.of("t", "stamp", "q", "a", "tau",
        "stamp"))))
        .hasMessage(named + ": array \"stamp\" must have 40 rows of 3 number(s), as t and"
            + " q have it, but its shape is (40,)");
    Path fortran = foreign("fortran.npz");
    assertThatThrownBy(() -> run(fortran, SourceOptions.NONE)).hasMessage(fortran
        + ": array \"q\": an array must be in C order, but this one is in Fortran order; save"
        + " numpy.ascontiguousarray(a)");
    Path broken = Files.writeString(folder.resolve("broken.npz"), "PK\u0003\u0004 and no more");
    assertThatThrownBy(() -> run(broken, SourceOptions.NONE)).hasMessageStartingWith(broken
        + ": the file begins as a zip, but cannot be read as one: ");
    assertThatThrownBy(() -> run(named, keys(null, Map.of("t", "stamp", "q", "a", "tau", "b"))))
        .hasMessage(named + ": row 1, t: a time must lie within 9e9 s of zero, but is"
            + " 1.7E18 s");
  }
}
