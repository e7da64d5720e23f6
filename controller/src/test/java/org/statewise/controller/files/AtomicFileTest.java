package org.statewise.controller.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {
  @TempDir
  private Path folder;

  @Test
  void shouldSyncTheDirectoryOnceTheNewFileHasItsName() throws IOException {
    Path file = folder.resolve("state.bin");
    Files.writeString(file, "old");
    List<String> seen = new ArrayList<>();
    AtomicFile.write(file, "new".getBytes(UTF_8), directory -> {
      assertThat(directory).isEqualTo(folder.toAbsolutePath());
      seen.add(Files.readString(file));
    });
    assertThat(seen).containsExactly("new");
  }

  @Test
  void shouldLeaveNothingBesideTheFile() throws IOException {
    Path file = folder.resolve("state.bin");
    AtomicFile.write(file, new byte[]{1, 2});
    assertThat(file).hasBinaryContent(new byte[]{1, 2});
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
