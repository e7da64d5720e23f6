package org.statewise.controller.app.console;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.statewise.controller.config.ConfigException;
import org.statewise.controller.config.ConfigLoader;

/**
 * Where the configuration of a run comes from, before any flag: one file, then the environment. The file
 * is the one of {@code --config}, else of STATEWISE_CONFIG, else ./statewise.yaml, else
 * /etc/statewise/statewise.yaml; only the last two may be missing.
 */
public final class ConfigSources {
  static final String FILE_VARIABLE = "STATEWISE_CONFIG";
  private static final List<Path> USUAL = List.of(Path.of("statewise.yaml"),
      Path.of("/etc/statewise/statewise.yaml"));

  private final Map<String, String> environment;
  private final List<Path> usual;

  /** Those of this process. */
  public ConfigSources() {
    this(System.getenv(), USUAL);
  }

  /** With another environment, and other places to look in. */
  public ConfigSources(Map<String, String> environment, List<Path> usual) {
    this.environment = Map.copyOf(environment);
    this.usual = List.copyOf(usual);
  }

  /** Lays the file, then the environment, over {@code loader}; {@code chosen} is null for the usual. */
  public void applyTo(ConfigLoader loader, Path chosen) throws ConfigException, UsageException {
    if (chosen != null) {
      loader.yaml(TextFiles.readYaml("--config", chosen), chosen.toString());
    } else if (environment.containsKey(FILE_VARIABLE)) {
      Path named = Path.of(environment.get(FILE_VARIABLE));
      loader.yaml(TextFiles.readYaml(FILE_VARIABLE, named), named.toString());
    } else {
      Optional<Path> found = usual.stream().filter(Files::exists).findFirst();
      if (found.isPresent()) {
        loader.yaml(TextFiles.readYaml("configuration", found.get()), found.get().toString());
      }
    }
    loader.environment(environment);
  }
}
