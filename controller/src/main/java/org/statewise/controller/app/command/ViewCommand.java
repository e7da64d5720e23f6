package org.statewise.controller.app.command;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.statewise.controller.app.console.Address;
import org.statewise.controller.app.console.ShutdownLatch;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.run.ViewSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code statewise view}. */
@Command(name = "view",
    description = {
      "Shows a recorded run in a browser, with a time line to play it and to go anywhere in it, until"
          + " Ctrl-C.",
      "A recording that breaks off, because its program was killed, is shown as far as it goes."})
public final class ViewCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "MCAP recording of 'run'.")
  private Path file;

  @Option(names = "--page", paramLabel = "HOST:PORT|off", defaultValue = "127.0.0.1:8080",
      description = "Where a browser sees it (default: ${DEFAULT-VALUE}).")
  private String page;

  @Option(names = "--foxglove", paramLabel = "HOST:PORT",
      description = "Where Foxglove and Lichtblick see it too, once and at its own pace, from when the"
          + " first of them subscribes.")
  private String foxglove;

  @Override
  public Integer call() throws Exception {
    TextFiles.checkReadable("recording", file);
    PrintWriter out = spec.commandLine().getOut();
    Optional<InetSocketAddress> browsers = page.equals("off")
        ? Optional.empty()
        : Optional.of(Address.parse("--page", page));
    Optional<InetSocketAddress> viewers = foxglove == null
        ? Optional.empty()
        : Optional.of(Address.parse("--foxglove", foxglove));
    if (browsers.isEmpty() && viewers.isEmpty()) {
      throw new UsageException("--page off needs --foxglove: there is no other place to show it");
    }
    ViewSession session = new ViewSession(file, out);
    ShutdownLatch.onShutdown(session::requestStop);
    session.run(browsers, viewers);
    return 0;
  }
}
