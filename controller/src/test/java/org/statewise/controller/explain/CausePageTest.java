package org.statewise.controller.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on faults lists every cause in the program's own words. */
final class CausePageTest {
  private static final Path PAGE = Path.of("docs/faults.md");

  @Test
  void shouldListEveryCauseWithWhatToDo() throws IOException {
    var table = Pattern.compile("<!-- begin: checked by CausePageTest -->\n(.*?)<!-- end -->\n",
        Pattern.DOTALL).matcher(Files.readString(PAGE));
    assertThat(table.find()).as("%s must have a table of causes", PAGE).isTrue();
    String rows = Arrays.stream(Cause.values()).map(cause -> "| `%s` | %s | %s |\n"
        .formatted(cause.word(), cause.sentence(), cause.advice())).collect(Collectors.joining());
    String found = "| cause | what happened | what to do next |\n|---|---|---|\n" + rows;
    Files.writeString(Path.of("target/causes-table.md"), found);
    assertThat(table.group(1)).as("%s is stale: target/causes-table.md holds what is true", PAGE)
        .isEqualTo(found);
  }
}
