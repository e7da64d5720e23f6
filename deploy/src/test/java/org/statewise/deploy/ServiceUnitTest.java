package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service may do what a controller must, and little else. */
@Tag("system")
final class ServiceUnitTest {
  private static final String UNIT = Path.of(System.getProperty("statewise.root"),
      "deploy/systemd/statewise.service").toAbsolutePath().toString();

  @TempDir
  private Path folder;

  @Test
  void shouldBeExposedAtMostThreeOfTen() throws Exception {
    Tool.assumeInstalled("systemd-analyze", "systemd");
    Tool.Result result = Tool.run(folder, "systemd-analyze", "security", "--offline=true",
        "--no-pager", "--threshold=30", UNIT);
    assertThat(result.output()).contains("Overall exposure level");
    assertThat(result.code()).as(result.output()).isZero();
  }
}
