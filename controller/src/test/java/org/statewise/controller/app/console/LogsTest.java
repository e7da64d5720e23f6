package org.statewise.controller.app.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.statewise.controller.app.Program;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.config.StatewiseConfig.Log;
import org.statewise.controller.telemetry.EventLog;

final class LogsTest {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(LogsTest.class);

  @TempDir
  private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Screen live = new Screen(new PrintWriter(out), new PrintWriter(err), true,
      () -> 200);

  @AfterEach
  void backToTheDefaults() throws UsageException {
    Logs.configure(StatewiseConfig.DEFAULT.log(), new Screen(
        new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8)));
  }

  @Test
  void shouldWriteOneLineWhateverAnEventHolds() throws Exception {
    Logs.configure(new Log("info", "text", ""), live);
    LOG.atWarn().addKeyValue("plain", "a/b:1").addKeyValue("number", 0.5)
        .addKeyValue("text", "two words, \"quoted\"\nand more").log("guard");
    assertThat(err.toString()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z WARN event=guard"
        + " plain=a/b:1 number=0\\.5 text=\"two words, \\\\\"quoted\\\\\"\\\\nand more\"\n");
  }

  @Test
  void shouldWriteAFailureWithItsStackOnOneLine() throws Exception {
    Logs.configure(new Log("info", "text", ""), live);
    LOG.atError().setCause(new IllegalStateException("no\nluck")).log("telemetry failed");
    assertThat(err.toString().lines()).singleElement().asString()
        .contains("event=\"telemetry failed\"", "LogsTest",
            "stack=\"java.lang.IllegalStateException:"
                + " no\\nluck");
  }

  @Test
  void shouldWriteJsonObjectsOneALine() throws Exception {
    Path file = folder.resolve("run.log");
    Logs.configure(new Log("debug", "json", file.toString()), live);
    LOG.atDebug().addKeyValue("tick", 7L).addKeyValue("reason", "a\nb").log("phase");
    LOG.info("two");
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    JsonNode line = new ObjectMapper().readTree(lines.getFirst());
    assertThat(line.get("event").asText()).isEqualTo("phase");
    assertThat(line.get("level").asText()).isEqualTo("debug");
    assertThat(line.get("tick").asLong()).isEqualTo(7);
    assertThat(line.get("reason").asText()).isEqualTo("a\nb");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldKeepToItsLevel() throws Exception {
    Logs.configure(new Log("warn", "text", ""), live);
    LOG.info("no");
    LOG.warn("yes");
    Logs.configure(new Log("off", "text", ""), live);
    LOG.error("no");
    assertThat(err.toString().lines()).singleElement().asString().endsWith("event=yes");
  }

  @Test
  void shouldClearTheLiveLineBeforeALineAndDrawItAgain() {
    live.show("RUNNING 1");
    live.complain("2026 INFO event=phase");
    live.say("warning: x");
    live.end();
    live.complain("after");
    String clear = "\r\u001b[K";
    String line = "\rRUNNING 1\u001b[K";
    assertThat(out.toString()).isEqualTo(line + clear + line + clear + "warning: x\n" + line
        + clear);
    assertThat(err.toString()).isEqualTo("2026 INFO event=phase\nafter\n");
  }

  @Test
  void shouldLogARunsEventsNeverFromTheLoop() {
    List<String> threads = Collections.synchronizedList(new ArrayList<>());
    Logger events = ((LoggerContext) LoggerFactory.getILoggerFactory())
        .getLogger(EventLog.class.getName());
    AppenderBase<ILoggingEvent> seen = new AppenderBase<>() {
      @Override
      protected void append(ILoggingEvent event) {
        threads.add(Thread.currentThread().getName());
      }
    };
    seen.start();
    events.addAppender(seen);
    Program run = Program.run("run", "--fast", "--duration", "1s", "--metrics", "off", "--set",
        "loop.burnInTicks=0");
    events.detachAppender(seen);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err().lines()).anyMatch(line -> line.endsWith(
        "INFO event=phase name=running tick=125 from=engaging"))
        .allMatch(line -> line.matches("\\S+Z INFO event=\\S+ name=.*"));
    assertThat(threads).hasSizeGreaterThan(4).doesNotContain("statewise-control")
        .contains("statewise-telemetry");
  }
}
