package org.statewise.controller.web;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How long one connection may take: {@code idleSeconds} from one answer to the next request's first
 * byte, and {@code requestSeconds} from there until the answer is wholly sent. The second limit does
 * not begin anew with each byte, so a peer that sends or reads drop by drop is closed all the same.
 * It stands first in the pipeline, and is removed where a connection is upgraded to something without requests.
 */
public final class RequestTimeout extends ChannelDuplexHandler {
  private final int idleSeconds;
  private final int requestSeconds;
  private Future<?> limit;
  private boolean busy;
  private int unsent;
  private boolean removed;

  /** With these limits, s. */
  public RequestTimeout(int idleSeconds, int requestSeconds) {
    this.idleSeconds = idleSeconds;
    this.requestSeconds = requestSeconds;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    closeIn(context, requestSeconds);
    context.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    if (!busy) {
      busy = true;
      closeIn(context, requestSeconds);
    }
    context.fireChannelRead(bytes);
  }

  @Override
  public void write(ChannelHandlerContext context, Object bytes, ChannelPromise promise) {
    unsent++;
    var _ = context.write(bytes, promise.unvoid().addListener(written -> {
      // An answer may be written in parts.
      unsent--;
      if (unsent == 0 && context.channel().isActive()) {
        busy = false;
        closeIn(context, idleSeconds);
      }
    }));
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    removed = true;
    if (limit != null) {
      limit.cancel(false);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (limit != null) {
      limit.cancel(false);
    }
    context.fireChannelInactive();
  }

  private void closeIn(ChannelHandlerContext context, int seconds) {
    if (removed) {
      return;
    }
    if (limit != null) {
      limit.cancel(false);
    }
    limit = context.executor().schedule(() -> {
      var _ = context.close();
    }, seconds, TimeUnit.SECONDS);
  }
}
