package org.statewise.controller.app.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.statewise.controller.config.StatewiseConfig;

/** Sends the log where the configuration says. */
public final class Logs {
  private Logs() {}

  /**
   * From now on every log event is one line, in the file or on standard error above the live line.
   *
   * @throws UsageException if the file cannot be written
   */
  public static void configure(StatewiseConfig.Log log, Screen screen) throws UsageException {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    LogLine lines = new LogLine(log.format().equals("json"));
    lines.setContext(context);
    lines.start();
    Appender<ILoggingEvent> appender = log.file().isEmpty()
        ? onScreen(lines, screen)
        : inFile(context, lines, log.file());
    appender.setContext(context);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
    Level level = Level.toLevel(log.level());
    root.setLevel(level);
    // Netty tells at debug what each of its threads does: not ours to say.
    context.getLogger("io.netty").setLevel(level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN);
  }

  private static Appender<ILoggingEvent> onScreen(LogLine lines, Screen screen) {
    return new AppenderBase<>() {
      @Override
      protected void append(ILoggingEvent event) {
        screen.complain(lines.of(event));
      }
    };
  }

  private static Appender<ILoggingEvent> inFile(LoggerContext context, LogLine lines, String file)
      throws UsageException {
    TextFiles.checkWritable("log.file", Path.of(file));
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setContext(context);
    appender.setFile(file);
    appender.setAppend(true);
    appender.setEncoder(lines);
    return appender;
  }
}
