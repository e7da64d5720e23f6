package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell script in front of the program, and the words that explain it. */
@Tag("system")
final class LauncherTest {
  @TempDir
  private Path folder;

  /** Stands for a java: tells its version where it is asked, else the arguments it got. */
  private String fakeJava(String version) throws IOException {
    Path java = folder.resolve("java");
    Files.writeString(java, """
        #!/bin/sh
        if [ "$1" = -XshowSettings:properties ]; then
          echo '    java.version = %s' >&2
        else
          echo "$@"
        fi
        """.formatted(version));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return java.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8.0_402", "21.0.1", "25", "25-ea", "25.0.2", "26.0.1"})
  void shouldRefuseAJavaOfAnotherVersion(String version) throws Exception {
    String java = fakeJava(version);

    Finished end = new Program(folder).asShipped().with("STATEWISE_JAVA", java).run("--version");

    assertThat(end.code()).isEqualTo(2);
    assertThat(end.complaints()).containsExactly(
        "statewise: STATEWISE_JAVA must be a java 25.0.3 or newer 25.x, but is " + java);
    assertThat(end.out()).isEmpty();
  }

  @Test
  void shouldRefuseAJavaThatIsNotThere() throws Exception {
    Finished end = new Program(folder).asShipped().with("STATEWISE_JAVA", "/no/such/java")
        .run("--version");

    assertThat(end.code()).isEqualTo(2);
    assertThat(end.complaints()).singleElement().asString().endsWith("but is /no/such/java");
  }

  @ParameterizedTest
  @ValueSource(strings = {"25.0.3", "25.0.10", "25.1"})
  void shouldStartAJavaThatWillDo(String version) throws Exception {
    Finished end = new Program(folder).asShipped().with("STATEWISE_JAVA", fakeJava(version))
        .with("STATEWISE_JVM_FLAGS", "-Done=1 -Dtwo=2")
        .run("run", "--set", "arm.model=two words");

    assertThat(end.code()).isZero();
    assertThat(end.out()).contains("-Xms512m -Xmx512m", "-Done=1 -Dtwo=2 -cp ",
        "org.statewise.controller.app.Main run --set arm.model=two words");
  }

  @Test
  void shouldLetCommandsThatReadRecordingsHaveMoreMemory() throws Exception {
    Finished end = new Program(folder).asShipped().with("STATEWISE_JAVA", fakeJava("25.0.3"))
        .run("replay", "x");

    assertThat(end.out()).contains("-Xmx4g").doesNotContain("-Xms");
  }

  @Test
  void shouldStartThroughALinkInAnotherFolder() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("sw"), Program.launcher());

    Finished end = new Program(folder).asShipped().by("sh", "-c", "exec " + link + " --version")
        .run();

    assertThat(end.out()).isEqualTo("statewise " + Program.version());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "run --help", "bridge --help", "replay --help",
    "import --help", "export --help", "inspect --help"})
  void shouldExplainEveryCommand(String arguments) throws Exception {
    Finished end = new Program(folder).asShipped().run(arguments.split(" ", -1));

    assertThat(end.code()).isZero();
    assertThat(end.err()).isEmpty();
    assertThat(end.out()).startsWith("Usage: statewise").contains("--help",
        "Exit codes: 0 done, 1 the work failed, 2 wrong usage or configuration.");
  }

  @Test
  void shouldTellItsVersion() throws Exception {
    Finished end = new Program(folder).asShipped().run("--version");

    assertThat(end.code()).isZero();
    assertThat(end.out()).isEqualTo("statewise " + Program.version());
  }
}
