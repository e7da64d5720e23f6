package org.statewise.controller.page;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Map;
import java.util.function.Supplier;
import org.statewise.controller.page.PageFiles.PageFile;
import org.statewise.controller.telemetry.RunStatistics;
import org.statewise.controller.web.OriginCheck;
import org.statewise.controller.web.WebSocketServer;

/** The thread {@code statewise-page}: serves the page's files, sends frames to browsers and takes their commands. */
public final class PageServer implements AutoCloseable {
  private static final int MAX_VIEWERS = 8;
  private static final int MAX_MESSAGE_BYTES = 16 * 1024;

  /**
   * 20 frames a second, about what an eye can follow, of which some ten may wait for a browser; above that, new ones
   * are left out until few do. A browser opens several connections for its files.
   */
  private static final WebSocketServer.Settings SETTINGS = new WebSocketServer.Settings("the page",
      "statewise-page", 50, 64, 30, new WriteBufferWaterMark(8 * 1024, 32 * 1024), 64 * 1024);

  private final Shown shown;
  private final WebSocketServer server;

  /**
   * What a page is about.
   *
   * @param figures of the same run, from any thread
   */
  public record Content(PageSubject subject, PageFeed feed, Supplier<RunStatistics.Status> figures,
      PageToken token, PageCommands commands) {}

  private PageServer(Shown shown, WebSocketServer server) {
    this.shown = shown;
    this.server = server;
  }

  /**
   * Shows a run while it goes on.
   *
   * @param address where to listen; port 0 for any
   * @throws IOException if the address cannot be listened on or a file is not there, in one sentence
   */
  public static PageServer start(InetSocketAddress address, Content content) throws IOException {
    return start(address, new Shown.Live(new PageSource(content.feed(),
        PageJson.hello(content.subject()), content.token(), content.commands(), new HashSet<>()),
        content.figures()));
  }

  /**
   * Shows a recording.
   *
   * @param address where to listen; port 0 for any
   * @throws IOException if the address cannot be listened on or a file is not there, in one sentence
   */
  public static PageServer start(InetSocketAddress address, RecordingContent content)
      throws IOException {
    return start(address, new Shown.Recorded(content));
  }

  private static PageServer start(InetSocketAddress address, Shown shown) throws IOException {
    Map<String, PageFile> files = PageFiles.load();
    OriginCheck origins = new OriginCheck(address.getHostString());
    return new PageServer(shown, WebSocketServer.start(address, SETTINGS,
        pipeline -> addHandlers(pipeline, files, origins, shown), shown::round));
  }

  /** What reads and answers the bytes of one connection. */
  static void addHandlers(ChannelPipeline pipeline, Map<String, PageFile> files,
      OriginCheck origins, Shown shown) {
    WebSocketServer.addHandlers(pipeline,
        new PageRequests(files, origins, shown::viewers, MAX_VIEWERS),
        WebSocketServerProtocolConfig.newBuilder().websocketPath(PageRequests.SOCKET),
        MAX_MESSAGE_BYTES, shown.viewer());
  }

  /** Sends what is new to every viewer, and goes on with commands. */
  static void round(PageSource source, RunStatistics.Status figures, long nowNs) {
    source.commands().poll();
    if (source.viewers().isEmpty()) {
      return;
    }
    source.feed().frame(figures).ifPresent(frame -> {
      ByteBuf encoded = Unpooled.wrappedBuffer(PageJson.frame(frame));
      source.viewers().forEach(viewer -> viewer.show(encoded, nowNs));
      encoded.release();
    });
    source.viewers().forEach(Viewer::tellEvents);
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Shows the last of what there is, says that there is no more, and ends. */
  @Override
  public void close() {
    server.close(shown::end);
  }
}
