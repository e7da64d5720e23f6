package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Debian package on this machine: installed, used, upgraded, removed, purged. It is alone in its tag, since its
 * configuration in /etc would be read by the programs of other tests.
 */
@Tag("system")
@Tag("debian")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DebianPackageTest {
  private static final Path CONFIGURATION = Path.of("/etc/statewise/statewise.yaml");
  private static final Path STATE = Path.of("/var/lib/statewise/warm.state");

  /** Whoever that is, it owns nothing; no variable, no home, no locale. */
  private static final String AS_NOBODY = "setpriv --reuid=65534 --regid=65534 --clear-groups"
      + " env -i PATH=/usr/bin:/bin LC_ALL=POSIX ";

  @TempDir
  private static Path folder;
  private static Path built;
  private static boolean installed;

  @BeforeAll
  static void install() throws Exception {
    Tool.assumeInstalled("dpkg", "dpkg");
    Tool.assumeInstalled("setpriv", "util-linux");
    assumeThat(Tool.run(folder, "id", "-u").output().strip())
        .as("only root can install a package").isEqualTo("0");
    assumeThat(Tool.run(folder, "dpkg", "-s", "statewise").code())
        .as("the package statewise is installed here already, and this test would purge it")
        .isNotZero();
    Path target = Path.of(System.getProperty("statewise.root"), "deploy/target");
    try (Stream<Path> files = Files.list(target)) {
      built = files.filter(file -> file.getFileName().toString().endsWith(".deb")).findFirst()
          .orElseThrow(() -> new AssertionError(
              "no package is in " + target + ": mvn -B verify -Pdeb builds it"));
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    installed = true;
    sh("dpkg --force-unsafe-io -i '" + built + "'");
  }

  @AfterAll
  static void purge() throws Exception {
    if (installed) {
      sh("dpkg --force-unsafe-io -P statewise");
    }
  }

  private static String sh(String script) throws IOException, InterruptedException {
    Tool.Result result = Tool.run(folder, "sh", "-e", "-c", script);
    assertThat(result.code()).as("%s%n%s", script, result.output()).isZero();
    return result.output();
  }

  @Test
  void shouldRunForAnyUserInAnyFolderWithoutHomeAndLocaleFromWhatNobodyMayWrite()
      throws Exception {
    String said = sh("mkdir -m 777 'a b' && cd 'a b' && " + AS_NOBODY + "statewise --version && "
        + AS_NOBODY + "statewise run --fast --duration 1s --metrics off --record r.mcap && "
        + AS_NOBODY + "statewise explain r.mcap");
    assertThat(said).contains("statewise " + Program.version(), "ended STOPPED",
        "The task or its time was over").doesNotContain("Exception", "preparing");
    assertThat(sh(AS_NOBODY + "find /usr/lib/statewise -writable ! -type l")).isEmpty();
  }

  @Test
  void shouldBringItsOwnJavaAndTheCacheOfTheFirstStart() throws Exception {
    assertThat(sh("/usr/lib/statewise/jre/bin/java -version")).contains("25.");
    assertThat(sh("ls /usr/lib/statewise/cache")).containsPattern("^\\d+\\.aot\n$");
    sh("chown statewise: /var/lib/statewise && setpriv --reuid=statewise --regid=statewise"
        + " --clear-groups touch " + STATE);
  }

  @Test
  void shouldHaveAManualAndCompletionOfEveryCommand() throws Exception {
    assertThat(sh("zcat /usr/share/man/man1/statewise-explain.1.gz")).contains(".SH \"OPTIONS\"");
    assertThat(sh("head -n 1 /usr/share/zsh/vendor-completions/_statewise"))
        .isEqualTo("#compdef statewise\n");
    Tool.assumeInstalled("bash", "bash");
    assertThat(sh("bash -c '. /usr/share/bash-completion/completions/statewise;"
        + " COMP_WORDS=(statewise expl); COMP_CWORD=1; COMP_LINE=\"statewise expl\"; COMP_POINT=14;"
        + " _complete_statewise; echo \"${COMPREPLY[@]}\"'")).isEqualTo("explain\n");
  }

  /** The last: after it the package is gone. */
  @Test
  @Order(Integer.MAX_VALUE)
  void shouldKeepConfigurationAndStateUntilItIsPurged() throws Exception {
    sh("echo '# mine' >>" + CONFIGURATION + "; echo learned >" + STATE);
    sh("dpkg-deb -R '" + built + "' next && sed -i 's/^Version: .*/&+1/' next/DEBIAN/control"
        + " && dpkg-deb --root-owner-group -Znone -b next next.deb && rm -r next");
    sh("dpkg --force-unsafe-io --force-confold -i next.deb");
    assertThat(sh("dpkg-query -W -f '${Version}' statewise")).isEqualTo(Program.version() + "+1");
    assertThat(Files.readString(CONFIGURATION)).endsWith("# mine\n");
    assertThat(STATE).hasContent("learned");
    assertThat(sh("statewise --version")).contains(Program.version());

    sh("dpkg --force-unsafe-io -r statewise");
    assertThat(List.of(CONFIGURATION, STATE)).allSatisfy(file -> assertThat(file).exists());
    assertThat(Path.of("/usr/lib/statewise")).doesNotExist();
    assertThat(Path.of("/usr/bin/statewise")).doesNotExist();

    sh("dpkg --force-unsafe-io -P statewise");
    installed = false;
    assertThat(List.of(CONFIGURATION.getParent(), STATE.getParent(),
        Path.of("/usr/share/doc/statewise"))).allSatisfy(gone -> assertThat(gone).doesNotExist());
    assertThat(Tool.run(folder, "getent", "passwd", "statewise").code()).isNotZero();
  }

  @Test
  void shouldHoldFilesOfRootWithOneTimeAndThoseThatItsSumsSay() throws Exception {
    List<String> lines = sh("dpkg-deb -c '" + built + "'").lines().toList();
    assertThat(lines).hasSizeGreaterThan(100)
        .allSatisfy(line -> assertThat(line.split(" +", -1)[1]).isEqualTo("root/root"));
    assertThat(lines.stream().map(line -> line.split(" +", -1)).map(word -> word[3] + word[4])
        .distinct()).hasSize(1);
    assertThat(sh("dpkg --verify statewise")).isEmpty();
  }
}
