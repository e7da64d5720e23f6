package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.app.Program;

/** Files that are there stay there, whatever command is given. */
final class KeptFilesTest {
  private static final String OLD = "yesterday's";

  @TempDir
  private Path folder;

  private Program program(String arguments) {
    return Program.run(arguments.replace("DIR", folder.toString()).split(" "));
  }

  private Program hold(String more) {
    return program("run --fast --task hold --duration 1s --metrics off " + more);
  }

  private List<String> names(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix)).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run --fast --duration 1s --metrics off --record DIR/old",
    "run --fast --duration 1s --metrics off --summary DIR/old",
    "run --fast --duration 1s --metrics off --save-state DIR/old",
    "replay DIR/in --summary DIR/old", "import csv DIR/in -o DIR/old",
    "meta-train --train DIR/in --test DIR/in --loss structured --out DIR/old",
    "meta-train --train DIR/in --test DIR/in --loss structured --out DIR/x --results DIR/old",
    "bench meta --summary DIR/old",
    "fri-monitor fri://127.0.0.1:30200?peer=127.0.0.1 --record DIR/old"})
  void shouldRefuseToReplaceAFileUnasked(String command) throws IOException {
    Files.writeString(folder.resolve("old"), OLD);
    Files.writeString(folder.resolve("in"), "t,q1,tau1\n");
    Program run = program(command);
    assertThat(run.code()).as("%s", run).isEqualTo(2);
    assertThat(run.err()).contains("/old' exists already: name another file, or replace it by"
        + " --overwrite");
    assertThat(folder.resolve("old")).hasContent(OLD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"replay DIR/in --summary DIR/in --overwrite",
    "import csv DIR/in -o DIR/in --overwrite",
    "meta-train --train DIR/in --test DIR/t --loss structured --out DIR/in --overwrite",
    "evaluate streams --train DIR/results.csv --test DIR/in --out DIR --overwrite",
    "run --fast --duration 1s --metrics off --file DIR/in --record DIR/in --overwrite",
    "run --fast --duration 1s --metrics off --warm-start DIR/in --summary DIR/in --overwrite"})
  void shouldNeverReplaceWhatItReads(String command) throws IOException {
    Files.writeString(folder.resolve("in"), OLD);
    Files.writeString(folder.resolve("results.csv"), OLD);
    Program run = program(command);
    assertThat(run.code()).as("%s", run).isEqualTo(2);
    assertThat(run.err()).contains("' must not be the file that is read (");
    assertThat(folder.resolve("in")).hasContent(OLD);
    assertThat(folder.resolve("results.csv")).hasContent(OLD);
  }

  @Test
  void shouldReplaceWhatTheUserSays() throws IOException {
    Files.writeString(folder.resolve("a.mcap"), OLD);
    Program run = hold("--record DIR/a.mcap --overwrite");
    assertThat(run.code()).as("%s", run).isZero();
    assertThat(names("a")).containsExactly("a.mcap");
    assertThat(program("replay DIR/a.mcap").code()).isZero();
  }

  @Test
  void shouldGiveARecordingOfTheConfigurationAnotherName() throws IOException {
    Files.writeString(folder.resolve("a.mcap"), OLD);
    Program run = hold("--set recording.file=DIR/a.mcap");
    assertThat(run.code()).as("%s", run).isZero();
    assertThat(run.out()).contains("recording.file: '" + folder.resolve("a.mcap")
        + "' is kept, and this run is recorded in '" + folder.resolve("a-"));
    assertThat(folder.resolve("a.mcap")).hasContent(OLD);
    assertThat(names("a-")).singleElement().asString().endsWith("Z.mcap");
    assertThat(program("replay DIR/" + names("a-").getFirst()).code()).isZero();
  }

  @Test
  void shouldKeepALaterPartOfAnotherRecording() throws IOException {
    Files.writeString(folder.resolve("a-002.mcap"), OLD);
    Program refused = hold("--record DIR/a.mcap");
    assertThat(refused.code()).as("%s", refused).isEqualTo(2);
    assertThat(refused.err()).contains("/a-002.mcap' exists already: name another file");
    Program renamed = hold("--set recording.file=DIR/a.mcap");
    assertThat(renamed.code()).as("%s", renamed).isZero();
    assertThat(renamed.out()).contains("recording.file: '" + folder.resolve("a-002.mcap")
        + "' is kept, and this run is recorded in '");
    assertThat(folder.resolve("a-002.mcap")).hasContent(OLD);
    assertThat(folder.resolve("a.mcap")).doesNotExist();
  }

  @Test
  void shouldKeepAStateThatItDoesNotGoOnFrom() throws IOException {
    Files.writeString(folder.resolve("s.state"), OLD);
    assertThat(hold("--set adaptation.saveFile=DIR/s.state").code()).isZero();
    assertThat(folder.resolve(names("s-").getFirst())).hasContent(OLD);
    List<String> before = new ArrayList<>(names("s"));
    assertThat(hold("--save-state DIR/s.state --warm-start DIR/s.state").code()).isZero();
    assertThat(names("s")).isEqualTo(before);
  }

  @Test
  void shouldKeepAStateThatItRefused() throws IOException {
    Files.writeString(folder.resolve("s.state"), OLD);
    Program run = hold("--save-state DIR/s.state --warm-start DIR/s.state --cold-if-refused");
    assertThat(run.code()).as("%s", run).isZero();
    assertThat(folder.resolve(names("s-").getFirst())).hasContent(OLD);
  }

  @Test
  void shouldLeaveNoRecordingOfARunThatNeverBegan() throws IOException {
    Program run = hold("--record DIR/a.mcap --set adaptation.saveFile=DIR/none/s.state");
    assertThat(run.code()).as("%s", run).isEqualTo(2);
    assertThat(names("a")).isEmpty();
  }
}
