package org.statewise.controller.app.console;

import java.nio.file.Path;
import java.util.Optional;
import org.statewise.bridge.remote.TlsConfig;
import org.statewise.controller.config.ConfigException;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.StatewiseConfig;
import picocli.CommandLine.Option;

/** The three files of mutual TLS; all or none. */
public final class TlsOptions {
  @Option(names = "--tls-cert", paramLabel = "PEM", description = "This side's certificate chain.")
  private Path certificate;

  @Option(names = "--tls-key", paramLabel = "PEM", description = "Its private key.")
  private Path key;

  @Option(names = "--tls-trust", paramLabel = "PEM", description = "Who may sign the other side.")
  private Path trusted;

  public void applyTo(ConfigLoader loader) throws ConfigException {
    loader.setIfGiven("arm.tls.certificate", text(certificate));
    loader.setIfGiven("arm.tls.key", text(key));
    loader.setIfGiven("arm.tls.trusted", text(trusted));
  }

  private static String text(Path path) {
    return path == null ? null : path.toString();
  }

  /** What the bridge needs of it. */
  public static Optional<TlsConfig> of(StatewiseConfig.Tls tls) throws UsageException {
    if (!tls.wanted()) {
      return Optional.empty();
    }
    if (tls.certificate().isEmpty() || tls.key().isEmpty() || tls.trusted().isEmpty()) {
      throw new UsageException(
          "mutual TLS needs all of --tls-cert, --tls-key and --tls-trust, but one is missing");
    }
    return Optional.of(
        new TlsConfig(Path.of(tls.certificate()), Path.of(tls.key()), Path.of(tls.trusted())));
  }
}
