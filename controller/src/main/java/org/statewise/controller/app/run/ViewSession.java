package org.statewise.controller.app.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.app.wiring.RecordedArm;
import org.statewise.controller.config.ConfigException;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.foxglove.FoxgloveFeed;
import org.statewise.controller.foxglove.FoxgloveServer;
import org.statewise.controller.foxglove.RunSubject;
import org.statewise.controller.page.PageServer;
import org.statewise.controller.page.PageSubject;
import org.statewise.controller.page.RecordingContent;
import org.statewise.controller.record.RecordingDescription;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.safety.GuardSpec;
import org.statewise.controller.setpoint.Motion;
import org.statewise.models.arm.ArmFile;

/** Shows a recording: on a page, where it is played, and to Foxglove, at its own pace. */
public final class ViewSession {
  private static final long POLL_MILLIS = 20;

  private final Path file;
  private final PrintWriter out;
  private final CountDownLatch stop = new CountDownLatch(1);

  /** Shows nothing yet. */
  public ViewSession(Path file, PrintWriter out) {
    this.file = file;
    this.out = out;
  }

  /** Any thread. */
  public void requestStop() {
    stop.countDown();
  }

  /**
   * Shows it until a stop is requested, or, where there is no page, until Foxglove has seen its end.
   *
   * @param page where to listen for browsers
   * @param foxglove where to listen for Foxglove
   */
  public void run(Optional<InetSocketAddress> page, Optional<InetSocketAddress> foxglove)
      throws UsageException, WorkException, ConfigException {
    try (RecordingReader reader = RecordingReader.open(file)) {
      PageSubject subject = subject(reader.description());
      String note = String.join("; ", reader.description().part().sentence()
          .map(sentence -> List.of(sentence, reader.loss())).orElse(List.of(reader.loss()))
          .stream().filter(sentence -> !sentence.isEmpty()).toList());
      if (!note.isEmpty()) {
        out.println(note);
      }
      try (PageServer _ = page.isEmpty() ? null : servePage(page.get(), subject, note)) {
        if (foxglove.isPresent()) {
          replay(reader, subject, foxglove.get());
        }
        if (page.isPresent()) {
          stop.await();
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new WorkException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkException("interrupted", e);
    }
  }

  private PageSubject subject(RecordingDescription description)
      throws IOException, UsageException, ConfigException {
    if (description.kind() == RecordingKind.STREAM) {
      throw new UsageException("FILE must be the recording of a run, but '" + file
          + "' is an imported stream: 'inspect' says what it holds");
    }
    ArmInfo arm = RecordedArm.ofRun(description.metadata());
    StatewiseConfig config = ConfigLoader.fromJson(description.configurationJson().orElse(""));
    List<String> guards = GuardSpec.chain(config.safety()).stream().map(GuardSpec::name).toList();
    return new PageSubject(arm,
        description.armYaml().map(yaml -> ArmFile.parse(yaml, file + "#arm.yaml")), guards, false,
        RunPage.labels(config, LearnedModels.ofRecording(arm.jointCount(),
            description.metadata())));
  }

  private PageServer servePage(InetSocketAddress listen, PageSubject subject, String note)
      throws IOException {
    PageSubject.Labels labels = subject.labels();
    RecordingContent content = RecordingContent.read(file, subject, note,
        !(labels.memory().equals("none") && labels.observer().equals("none")));
    PageServer server = PageServer.start(listen, content);
    out.printf(Locale.ROOT, "%s: %d ticks, %.1f s%npage: http://%s:%d/%n", file, content.ticks(),
        content.seconds(), listen.getHostString(), server.port());
    out.flush();
    return server;
  }

  /** Begins when the first client sees something, so that it misses nothing. */
  private void replay(RecordingReader reader, PageSubject subject, InetSocketAddress listen)
      throws IOException, InterruptedException {
    reader.rewind();
    if (!reader.next()) {
      throw new IOException(file + ": there is nothing to be seen, since it has no tick");
    }
    long startNs = reader.logTimeNs();
    // The newest tick's, which the reader knows.
    FoxgloveFeed feed = new FoxgloveFeed(
        new RunSubject(reader.description().jointNames(), subject.model(), subject.guards()),
        _ -> new Motion(reader.motion(), reader.round()),
        Clock.fixed(Instant.ofEpochSecond(0, startNs), ZoneOffset.UTC));
    try (FoxgloveServer server = FoxgloveServer.start(listen, feed,
        "statewise " + subject.arm().name() + ", " + file.getFileName())) {
      out.printf("foxglove: ws://%s:%d%n", listen.getHostString(), server.port());
      out.flush();
      while (!feed.isWatched()) {
        if (stop.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
      long beganNs = System.nanoTime();
      do {
        long leftNs = beganNs + (reader.logTimeNs() - startNs) - System.nanoTime();
        if (leftNs > 0 && stop.await(leftNs, TimeUnit.NANOSECONDS)) {
          return;
        }
        feed.accept(reader.tick(), reader.logTimeNs());
      } while (reader.next());
      out.println("foxglove: the recording has ended");
      out.flush();
    }
  }
}
