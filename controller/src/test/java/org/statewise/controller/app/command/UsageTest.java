package org.statewise.controller.app.command;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.app.Main;
import org.statewise.controller.app.Program;
import picocli.CommandLine;

/** Help, and what a wrong command line is told. */
final class UsageTest {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"run", "bridge", "replay", "import", "export", "inspect", "view", "explain",
        "ctl"})
  void shouldHelpWithEveryCommand(String command) {
    Program help = Program.run(command, "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("Usage: statewise " + command);
    assertThat(help.err()).isEmpty();
    assertThat(Program.run("--help").out()).contains("\n  " + command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "config print", "ctl task", "import", "help"})
  void shouldHelpByTheWordHelpToo(String command) {
    Program help = Program.run(("help " + command).split(" ", -1));
    assertThat(help.code()).isZero();
    assertThat(help.out()).isEqualTo(Program.run((command + " --help").split(" ", -1)).out());
  }

  @Test
  void shouldNameTheDefaultOfEachModelOption() {
    assertThat(Program.run("run", "--help").out()).contains("auto or on: ", "(default: auto)");
  }

  @Test
  void shouldFitEightyColumnsBreakBetweenWordsAndCutNoSentence() {
    for (String command : commands(new CommandLine(new Main()), "")) {
      String help = Program.run((command + " --help").strip().split(" ", -1)).out();
      assertThat(help.lines()).as(command).allMatch(line -> line.length() <= 80);
      CommandLine line = find(command);
      line.getCommandSpec().options().stream().flatMap(option -> Stream.of(option.description()))
          .flatMap(text -> Stream.of(text.split(" ", -1))).filter(word -> !word.contains("${"))
          .forEach(word -> assertThat(help).as(command).contains(word));
      line.getSubcommands().forEach((name, below) -> assertThat(
          below.getCommandSpec().usageMessage().description()[0]).as(command + " " + name)
          .endsWith("."));
    }
    assertThat(Program.run("run", "--help").out()).contains("fri://LISTEN_HOST:PORT?peer=CABINET",
        "bridge://HOST:PORT", "mqtts://HOST[:PORT]", "safety.torqueRateNmPerS=500");
  }

  private static List<String> commands(CommandLine line, String path) {
    List<String> all = new ArrayList<>(List.of(path));
    line.getSubcommands().forEach(
        (name, below) -> all.addAll(commands(below, (path + " " + name).strip())));
    return all;
  }

  private static CommandLine find(String path) {
    CommandLine at = new CommandLine(new Main());
    for (String word : path.isEmpty() ? new String[0] : path.split(" ", -1)) {
      at = at.getSubcommands().get(word);
    }
    return at;
  }

  @Test
  void shouldTellItsVersion() {
    Program version = Program.run("--version");
    assertThat(version.code()).isZero();
    assertThat(version.out()).startsWith("statewise ");
  }

  @Test
  void shouldShowTheCommandsWhenNoneIsGiven() {
    Program nothing = Program.run();
    assertThat(nothing.code()).isEqualTo(2);
    assertThat(nothing.err()).contains("Usage: statewise").contains("replay");
    assertThat(nothing.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "walk|there is no command 'statewise walk'; there are run, bridge, ",
    "rum|there is no command 'statewise rum'; did you mean 'run'?",
    "meta|there is no command 'statewise meta'; did you mean 'meta-train'?",
    "config prnt|there is no command 'statewise config prnt'; did you mean 'print'?",
    "help rum|there is no command 'statewise rum'; did you mean 'run'?",
    "run --no-such|Unknown option: '--no-such'",
    "run --recrod x.mcap|'--recrod', 'x.mcap'; did you mean '--record'?",
    "run --recrod=x.mcap|did you mean '--record'?",
    "run --adapt|Unknown option: '--adapt'; did you mean '--adaptation'?",
    "ctl|ctl needs what to do: ",
    "ctl task|Missing required parameter: 'KIND'",
    "replay|Missing required parameter: 'FILE'",
    "replay --speed slow x.mcap|Invalid value for option '--speed': expected one of",
    "run --duration soon|Invalid value for option '--duration':"
        + " must be a time such as 500ms, 60s or 2m, but is 'soon'",
    "run --duration 0s|Invalid value for option '--duration': must be more than 0, but is '0s'",
    "run --seed x|Invalid value for option '--seed': 'x' is not a long"})
  void shouldSayWhatIsWrongWithAFlag(String line, String sentence) {
    expectUsageError(line, sentence);
    assertThat(Program.run(line.split(" ")).err()).contains("--help'.");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "ctl hold --broker localhost|mqtt.broker must be mqtt://HOST[:PORT] or mqtts://HOST[:PORT]",
    "ctl task path --rounds -1|--rounds must not be negative, but is -1",
    "run --fast --adaptation maybe|adaptation.model must be auto or a model: Online model: must be one of none, network, observer, kalman",
    "run --fast --loss cubic|cubic",
    "run --fast --update-rule newton|newton",
    "run --fast --prior magic|prior must be one of none, gravity, rigid-body, but is 'magic'",
    "run --fast --task dance|task.kind must be one of pick-and-place, sine, hold, path, but is"
        + " 'dance'",
    "run --fast --task sine --amplitude 0.1,x|--amplitude must be numbers with commas between,"
        + " but is '0.1,x'",
    "run --fast --task sine --amplitude 3|task: motion 'sine' must keep joint",
    "run --fast --task path|task",
    "run --fast --arm-model robot|arm model: ",
    "run --fast --arm bridge://127.0.0.1:1|--fast needs the simulated arm, but the arm is"
        + " 'bridge://127.0.0.1:1'",
    "run --arm ftp://x|arm.link must be sim, bridge://HOST:PORT or"
        + " fri://HOST:PORT?peer=CABINET, but is 'ftp://x'",
    "run --fast --payload -1|arm.payloadKg must not be negative, but is -1.0",
    "run --fast --set law.gain=2|the command line: unknown key 'law.gain'; the nearest known one"
        + " is 'law.gainScale'",
    "run --fast --set safety.torqueFraction=2|safety.torqueFraction must be above 0 and at most 1",
    "run --fast --set law.kp=[1,2]|law.kp must have 7 gains, one a joint, but has 2",
    "run --fast --config nowhere.yaml|--config: there is no file 'nowhere.yaml'",
    "run --fast --summary /no/such/folder/s.json|--summary: '/no/such/folder/s.json' must be a"
        + " file in a folder that can be written",
    "run --fast --metrics here --duration 1s|telemetry.metrics",
    "run --fast --record /no/such/folder/r.mcap|recording.file: '/no/such/folder/r.mcap' must be"
        + " a file in a folder that can be written",
    "replay nowhere.mcap|nowhere.mcap",
    "inspect nowhere.mcap|nowhere.mcap",
    "bridge --listen nowhere|--listen",
    "bridge --arm real|--arm must be sim, but is 'real'",
    "bridge --set law.gainScale=2|--set of bridge must be of the group arm, but is"
        + " 'law.gainScale'",
    "bridge --set arm.simulation.cabinet.frictionObserver=off-at-commanded-position"
        + "|arm.simulation.cabinet.frictionObserver must be never or always where",
    "run --fast --set arm.simulation.cabinet.frictionObserver=off-at-commanded-position"
        + "|arm.simulation.cabinet.frictionObserver must be never or always where"})
  void shouldSayWhatIsWrongWithAValue(String line, String sentence) {
    expectUsageError(line + (line.startsWith("run") ? " --set loop.burnInTicks=0" : ""), sentence);
  }

  @Test
  void shouldNameTheLineOfAWrongConfigurationFile() throws IOException {
    Path file = folder.resolve("c.yaml");
    Files.writeString(file, "law:\n  gainScale: much\n");
    expectUsageError("run --fast --config " + file,
        file + ": law.gainScale must be a finite number, but is \"much\"");
  }

  @Test
  void shouldRefuseAFileThatIsNoRecording() throws IOException {
    Path file = folder.resolve("x.mcap");
    Files.writeString(file, "this is no recording, though it is long enough to be looked at");
    expectError(1, "replay " + file, file.toString());
    expectError(1, "inspect " + file, file.toString());
  }

  private static void expectUsageError(String line, String sentence) {
    expectError(2, line, sentence);
  }

  private static void expectError(int code, String line, String sentence) {
    Program program = Program.run(line.split(" "));
    assertThat(program.err()).as(line).startsWith("statewise: ").contains(sentence)
        .doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(program.code()).as(line).isEqualTo(code);
  }
}
