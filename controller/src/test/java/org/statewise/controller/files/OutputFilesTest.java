package org.statewise.controller.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No output replaces an input, and none replaces a file unless the user says so. */
final class OutputFilesTest {
  @TempDir
  private Path folder;

  private Path file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "yesterday's");
  }

  @Test
  void shouldRefuseAFileThatExistsUnlessItMayBeReplaced() throws IOException {
    Path kept = file("keep.mcap");
    assertThat(new OutputFiles(false).refusal("--record", kept)).hasValue("--record: '" + kept
        + "' exists already: name another file, or replace it by --overwrite");
    assertThat(new OutputFiles(true).refusal("--record", kept)).isEmpty();
    assertThat(new OutputFiles(false).refusal("--record", folder.resolve("new.mcap"))).isEmpty();
    assertThat(new OutputFiles(false).refusal("--record", Path.of("/dev/null"))).isEmpty();
  }

  @Test
  void shouldNeverReplaceAnInputHoweverItIsNamed() throws IOException {
    Path input = file("k.mcap");
    Path symbolic = Files.createSymbolicLink(folder.resolve("symbolic.mcap"), input);
    Path hard = Files.createLink(folder.resolve("hard.mcap"), input);
    Path roundabout = folder.resolve("../" + folder.getFileName() + "/k.mcap");
    for (Path output : new Path[]{input, symbolic, hard, roundabout}) {
      assertThat(new OutputFiles(true).reads("FILE", input).refusal("--summary", output))
          .hasValue("--summary: '" + output + "' must not be the file that is read (FILE)");
    }
  }

  @Test
  void shouldRefuseOneFileForTwoOutputs() throws IOException {
    Path folderLink = Files.createSymbolicLink(folder.resolve("link"), folder);
    OutputFiles files = new OutputFiles(true);
    assertThat(files.refusal("--record", folder.resolve("a"))).isEmpty();
    assertThat(files.refusal("--summary", folderLink.resolve("a"))).hasValue("--summary: '"
        + folderLink.resolve("a") + "' must not be the file of --record too");
    assertThat(files.refusal("--summary", folder.resolve("b"))).isEmpty();
  }

  @Test
  void shouldNumberThePartsOfAFileBeforeItsEnding() {
    Path file = folder.resolve("a.b.mcap");
    assertThat(OutputFiles.part(file, 1)).isEqualTo(file);
    assertThat(OutputFiles.part(file, 2)).isEqualTo(folder.resolve("a.b-002.mcap"));
    assertThat(OutputFiles.part(file, 1234)).isEqualTo(folder.resolve("a.b-1234.mcap"));
    assertThat(OutputFiles.part(folder.resolve("run"), 3)).isEqualTo(folder.resolve("run-003"));
  }

  @Test
  void shouldFindANameThatIsFree() throws IOException {
    Instant time = Instant.parse("2026-11-28T05:04:12Z");
    Path stamped = OutputFiles.stamped(folder.resolve("a.mcap"), time);
    assertThat(stamped).isEqualTo(folder.resolve("a-20261128T050412Z.mcap"));
    file("a-20261128T050412Z.mcap");
    assertThat(OutputFiles.stamped(folder.resolve("a.mcap"), time))
        .isEqualTo(folder.resolve("a-20261128T050412Z-2.mcap"));
    assertThat(OutputFiles.stamped(folder.resolve("state"), time))
        .isEqualTo(folder.resolve("state-20261128T050412Z"));
  }
}
