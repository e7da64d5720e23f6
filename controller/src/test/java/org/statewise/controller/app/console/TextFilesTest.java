package org.statewise.controller.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.app.Program;

/** Files that a user names, and those that are too long or no text. */
final class TextFilesTest {
  private static final int LENGTH = 200_000_000;

  @TempDir
  private Path folder;

  private Path huge(String name) throws Exception {
    Path file = folder.resolve(name);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(LENGTH);
    }
    return file;
  }

  @Test
  void shouldRefuseAConfigurationThatIsTooLongByItsSize() throws Exception {
    Path file = huge("a.yaml");
    String sentence = "'" + file + "' must have at most 1048576 bytes, but has 200000000";
    for (String[] words : new String[][]{{"config", "check", file.toString()},
      {"run", "--config", file.toString()}, {"config", "print", "--config", file.toString()}}) {
      Program ended = Program.run(words);
      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.err()).contains(sentence);
    }
    assertThat(Program.run("config", "print", "--set", "arm.model=" + file).err())
        .contains("arm model: " + sentence);
  }

  @Test
  void shouldNotReadAFileWithoutEnd() {
    assertThatThrownBy(() -> TextFiles.readYaml("--config", Path.of("/dev/zero")))
        .isInstanceOf(UsageException.class)
        .hasMessage("--config: '/dev/zero' must have at most 1048576 bytes, but has more");
  }

  @Test
  void shouldRefuseWhatIsNoText() throws Exception {
    Path file = Files.write(folder.resolve("latin"), new byte[]{'a', (byte) 0xfc});
    assertThatThrownBy(() -> TextFiles.read("task.file", file)).isInstanceOf(UsageException.class)
        .hasMessage("task.file: '" + file + "' must be UTF-8 text");
  }
}
