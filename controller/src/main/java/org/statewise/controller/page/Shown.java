package org.statewise.controller.page;

import io.netty.channel.ChannelHandler;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.statewise.controller.telemetry.RunStatistics;

/** What a page's server shows: a run that is live, or a recording. The page's thread. */
sealed interface Shown {
  /** What speaks to one more browser. */
  ChannelHandler viewer();

  /** How many browsers are connected now. */
  int viewers();

  /** Shows what is new. */
  void round(long nowNs);

  /** Says that there is no more. */
  void end();

  /**
   * A run, the same for all browsers.
   *
   * @param figures of the same run, from any thread
   */
  record Live(PageSource source, Supplier<RunStatistics.Status> figures) implements Shown {
    @Override
    public ChannelHandler viewer() {
      return new Viewer(source);
    }

    @Override
    public int viewers() {
      return source.viewers().size();
    }

    @Override
    public void round(long nowNs) {
      PageServer.round(source, figures.get(), nowNs);
    }

    @Override
    public void end() {
      round(System.nanoTime());
      Set.copyOf(source.viewers()).forEach(Viewer::end);
    }
  }

  /**
   * A recording, which each browser plays for itself.
   *
   * @param connected changed by those that are
   */
  record Recorded(RecordingContent content, Set<RecordingViewer> connected) implements Shown {
    Recorded(RecordingContent content) {
      this(content, new HashSet<>());
    }

    @Override
    public ChannelHandler viewer() {
      return new RecordingViewer(content, connected);
    }

    @Override
    public int viewers() {
      return connected.size();
    }

    @Override
    public void round(long nowNs) {
      Set.copyOf(connected).forEach(viewer -> viewer.round(nowNs));
    }

    @Override
    public void end() {
      Set.copyOf(connected).forEach(RecordingViewer::end);
    }
  }
}
