package org.statewise.controller.app.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.statewise.controller.app.console.Address;
import org.statewise.controller.app.console.ProgramVersion;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.config.ModelChoice;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.mqtt.CommandIntake;
import org.statewise.controller.mqtt.Verb;
import org.statewise.controller.page.PageCommands;
import org.statewise.controller.page.PageFeed;
import org.statewise.controller.page.PageServer;
import org.statewise.controller.page.PageSubject;
import org.statewise.controller.page.PageToken;
import org.statewise.controller.telemetry.RunEvent;
import org.statewise.controller.telemetry.RunStatistics;

/** The live page of a run; nothing where none is configured. */
final class RunPage implements AutoCloseable {
  private final Optional<InetSocketAddress> address;
  private final PageSubject subject;
  private final PageToken token;
  private final String tokenFile;
  private final PageFeed feed;
  private PageServer server;

  private RunPage(Optional<InetSocketAddress> address, PageSubject subject, String tokenFile)
      throws UsageException {
    this.address = address;
    this.subject = subject;
    this.tokenFile = tokenFile;
    token = token(tokenFile);
    PageSubject.Labels labels = subject.labels();
    feed = new PageFeed(subject.arm().jointCount(), subject.guards().size(),
        !(labels.memory().equals("none") && labels.observer().equals("none")));
  }

  /**
   * Reads the configuration and the token's file; {@link #serve} listens.
   *
   * @throws UsageException in one sentence that names the key
   */
  static RunPage open(StatewiseConfig.Telemetry telemetry, PageSubject subject)
      throws UsageException {
    Optional<InetSocketAddress> address = telemetry.page().isEmpty()
        ? Optional.empty()
        : Optional.of(Address.parse("telemetry.page", telemetry.page()));
    return new RunPage(address, subject, telemetry.pageTokenFile());
  }

  private static PageToken token(String file) throws UsageException {
    if (file.isEmpty()) {
      return PageToken.random();
    }
    String first = TextFiles.read("telemetry.pageTokenFile", Path.of(file)).lines().findFirst()
        .orElse("");
    try {
      return new PageToken(first.strip());
    } catch (IllegalArgumentException e) {
      throw new UsageException("telemetry.pageTokenFile: the first line of '" + file
          + "' is the token and " + e.getMessage(), e);
    }
  }

  /** What the run was configured with. */
  static PageSubject.Labels labels(StatewiseConfig config, LearnedModels losses) {
    ModelChoice memory = config.adaptation().model();
    return new PageSubject.Labels(ProgramVersion.number(), config.arm().link(),
        config.law().prior().word(), memory.text(), config.adaptation().observer().text(),
        memory instanceof ModelChoice.Network
            ? losses.resolve(config.adaptation().loss()).text()
            : "");
  }

  /**
   * Listens. A place that is taken is no reason not to drive an arm: then the run has no page, and says so.
   *
   * @param figures of the run, from any thread
   */
  void serve(Supplier<RunStatistics.Status> figures, CommandIntake intake, PrintWriter out) {
    if (address.isEmpty()) {
      return;
    }
    InetSocketAddress listen = address.get();
    intake.listen(told -> feed.command(told.atMillis(), told.name(), told.answer().accepted(),
        told.answer().reason()));
    try {
      server = PageServer.start(listen,
          new PageServer.Content(subject, feed, figures, token, commands(intake)));
      // Whoever chose a token knows it: it need not stand in a journal.
      out.printf("page: http://%s:%d/%s%n", listen.getHostString(), server.port(),
          tokenFile.isEmpty()
              ? token.fragment()
              : " (to command add #token= and the first line of " + tokenFile + ")");
    } catch (IOException e) {
      out.println("without a page: " + e.getMessage());
    }
    out.flush();
  }

  private static PageCommands commands(CommandIntake intake) {
    return new PageCommands() {
      @Override
      public void stop() {
        intake.obeyStop(Verb.STOP.word());
      }

      @Override
      public void take(String verb, byte[] command, Consumer<Answer> answer) {
        intake.take(new CommandIntake.Arrived(verb, command, false, false),
            (_, read, result) -> answer.accept(
                new Answer(read.getId(), result.accepted(), result.reason())));
      }

      @Override
      public void poll() {
        intake.poll();
      }
    };
  }

  /** Who wants each tick, on the telemetry thread. */
  List<Consumer<TickRecord>> consumers() {
    return server == null ? List.of() : List.of(feed);
  }

  /** Who wants to hear of every event: the page and those others. */
  List<Consumer<RunEvent>> listenersWith(List<Consumer<RunEvent>> others) {
    List<Consumer<RunEvent>> all = new ArrayList<>(others);
    all.add(feed::event);
    return all;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
