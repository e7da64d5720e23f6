package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** A JDK that says beside its programs what it is; its java tells no version. */
  private String toldJava(String version) throws IOException {
    Path jdk = folder.resolve("jdk");
    Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(jdk.resolve("release"),
        "IMPLEMENTOR=\"Any\"\nJAVA_RUNTIME_VERSION=\"25.0.9+1\"\nJAVA_VERSION=\"" + version
            + "\"\n");
    return java.toString();
  }

  @ParameterizedTest
  @CsvSource({"25.0.3, 0", "25.0.2, 2", "24.0.2, 2"})
  void shouldBelieveWhatAJdkSaysBesideItsPrograms(String version, int code) throws Exception {
    Finished end = new Program(folder).asShipped().with("STATEWISE_JAVA", toldJava(version))
        .with("STATEWISE_AOT", "off").run("--version");

    assertThat(end.code()).as("%s", end).isEqualTo(code);
  }

  /** Where a start of a copy of the launcher says its cache is; a fake java makes one of its arguments. */
  private Path cacheWith(Path launcher, String flags) throws Exception {
    Program program = new Program(folder).asShipped().with("STATEWISE_AOT", "on")
        .with("STATEWISE_JAVA", launcher.resolveSibling("java").toString())
        .with("STATEWISE_JVM_FLAGS", flags);
    Finished end = program.by("sh", "-c", "shift; exec '" + launcher + "' \"$@\"", "").run("run");
    assertThat(end.code()).as("%s", end).isZero();
    Matcher cache = Pattern.compile("-XX:AOTCache=(\\S+)").matcher(end.out());
    assertThat(cache.find()).as("%s", end).isTrue();
    return Path.of(cache.group(1));
  }

  @Test
  void shouldMakeACacheForFlagsOfYourOwnBesideTheUsualOneAndDropThoseOfOtherBuilds()
      throws Exception {
    Path bin = Files.createDirectories(folder.resolve("home/bin"));
    Path lib = Files.createDirectories(folder.resolve("home/lib"));
    Path launcher = Files.copy(Program.launcher(), bin.resolve("statewise"));
    Path java = Files.writeString(bin.resolve("java"), """
        #!/bin/sh
        case "$1" in
          -XX:AOTCacheOutput=*) echo "$@" >"${1#*=}" ;;
          *) echo "$@" ;;
        esac
        """);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("home/release"), "JAVA_VERSION=\"25.0.3\"\n");

    Path usual = cacheWith(launcher, "");
    Path own = cacheWith(launcher, "-XX:+UseSerialGC -Done=1");
    assertThat(cacheWith(launcher, "-XX:+UseSerialGC -Done=1")).isEqualTo(own);
    assertThat(own).isNotEqualTo(usual).content().contains("-XX:+UseSerialGC -Done=1 -cp ");
    assertThat(usual).content().doesNotContain("-Done=1");

    Files.writeString(lib.resolve("new.jar"), "another build");
    Path next = cacheWith(launcher, "");
    try (Stream<Path> left = Files.list(folder.resolve("home/cache"))) {
      assertThat(left).containsExactly(next);
    }
  }

  /** Java refuses the whole of a cache that was made with another collector, and then starts in twice the time. */
  @Test
  void shouldStartTheProgramOfTheseTestsFromACache() throws Exception {
    // Makes it, unless it is there or another test makes it now.
    new Program(folder).run("run", "--fast", "--duration", "1s", "--metrics", "off");
    Path making = Program.launcher().resolveSibling("../cache/making");
    while (Files.exists(making)) {
      LockSupport.parkNanos(50_000_000);
    }
    try (Running run = new Program(folder).start("run", "--fast", "--metrics", "off", "--page",
        "off")) {
      run.awaitLine("^statewise ");
      assertThat(Files.readString(Path.of("/proc/" + run.pid() + "/maps"))).contains(".aot");
    }
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
