package org.statewise.controller.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.app.Main;
import org.statewise.controller.app.Program;
import picocli.CommandLine;

/** Manual pages and completion are of the commands that there are, and others can read them. */
final class ManualCommandTest {
  /** Types each of the words that follow the first at a terminal, then Tab; a key writes down what the line became. */
  private static final String ZSH_AT_A_TERMINAL = """
      zmodload zsh/zpty
      zpty shell zsh -f -i
      zpty -w shell "fpath=($1 \\$fpath); autoload -Uz compinit; compinit -u -D"
      zpty -w shell 'show() { print -r -- "$BUFFER" >> '"$1"'/said; BUFFER= }'
      zpty -w shell 'zle -N show; bindkey "^T" show; print rea""dy'
      zpty -r shell seen "*ready*"
      for words in "${@:2}"; do
        zpty -w -n shell "$words"$'\\t\\x14'
      done
      zpty -w shell ''
      zpty -w shell 'print do""ne; exit'
      zpty -r shell seen "*done*"
      """;

  @TempDir
  private Path folder;
  private Path out;

  @BeforeEach
  void write() {
    out = folder.resolve("manual");
    Program manual = Program.run("manual", "-o", out.toString());
    assertThat(manual.code()).as(manual.err()).isZero();
  }

  private static Map<String, CommandLine> commands(CommandLine line, Map<String, CommandLine> all) {
    all.put(line.getCommandSpec().qualifiedName("-"), line);
    line.getSubcommands().values().forEach(below -> commands(below, all));
    return all;
  }

  private static String read(List<String> command) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      return said;
    } catch (IOException e) {
      assumeThat(e).as("%s is not installed", command.getFirst()).isNull();
      throw e;
    }
  }

  @Test
  void shouldHaveAPageOfEveryCommandWithEachOfItsOptions() throws IOException {
    for (var command : commands(new CommandLine(new Main()), new TreeMap<>())
        .entrySet()) {
      String page = Files.readString(out.resolve(command.getKey() + ".1")).replace("\\-", "-");
      assertThat(page).startsWith(".TH ")
          .contains(".SH \"NAME\"\n.PP\n" + command.getKey() + " - ");
      command.getValue().getCommandSpec().options().stream().filter(option -> !option.hidden())
          .forEach(option -> assertThat(page).contains(option.longestName()));
    }
  }

  @Test
  void shouldBeReadByGroffWithoutAWarning() throws Exception {
    List<Path> pages;
    try (Stream<Path> files = Files.list(out)) {
      pages = files.filter(file -> file.toString().endsWith(".1")).sorted().toList();
    }
    List<String> command = new ArrayList<>(List.of("groff", "-man", "-ww", "-z", "-Kutf8"));
    pages.forEach(page -> command.add(page.toString()));
    assertThat(pages).hasSizeGreaterThan(15);
    assertThat(read(command)).isEmpty();
  }

  @Test
  void shouldCompleteInBash() throws Exception {
    String script = ". '" + out.resolve("statewise.bash") + "'; COMP_WORDS=(statewise insp);"
        + " COMP_CWORD=1; COMP_LINE='statewise insp'; COMP_POINT=14; _complete_statewise;"
        + " echo \"${COMPREPLY[@]}\"";
    assertThat(read(List.of("bash", "-c", script))).isEqualTo("inspect\n");
  }

  @Test
  void shouldCompleteInZsh() throws Exception {
    Files.writeString(folder.resolve("drive.zsh"), ZSH_AT_A_TERMINAL);
    read(List.of("zsh", folder.resolve("drive.zsh").toString(), out.toString(), "statewise insp",
        "statewise run --sav", "statewise ctl fre", "statewise view " + folder + "/dri"));
    assertThat(out.resolve("said")).content().isEqualTo("statewise inspect \n"
        + "statewise run --save-state \nstatewise ctl freeze \n"
        + "statewise view " + folder + "/drive.zsh \n");
  }

  @Test
  void shouldReplaceNoPageThatExists() {
    Program again = Program.run("manual", "-o", out.toString());
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("statewise.1").contains("--overwrite");
    assertThat(Program.run("manual", "-o", out.toString(), "--overwrite").code()).isZero();
  }
}
