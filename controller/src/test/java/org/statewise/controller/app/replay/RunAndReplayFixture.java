package org.statewise.controller.app.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.app.Program;

/** Runs the program in virtual time, and replays what it recorded. */
abstract class RunAndReplayFixture {
  @TempDir
  Path folder;

  Program run(String name, String... more) {
    List<String> args = new ArrayList<>(List.of("run", "--fast", "--duration", "2s", "--metrics",
        "off", "--set", "loop.burnInTicks=0", "--record", file(name, ".mcap"), "--summary",
        file(name, ".json")));
    args.addAll(List.of(more));
    return Program.run(args.toArray(String[]::new));
  }

  Program replay(String name, String... more) {
    List<String> args = new ArrayList<>(List.of("replay", file(name, ".mcap"), "--summary",
        file(name, "-replay.json")));
    args.addAll(List.of(more));
    return Program.run(args.toArray(String[]::new));
  }

  String file(String name, String ending) {
    return folder.resolve(name + ending).toString();
  }

  JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(name + ".json").toFile());
  }
}
