package org.statewise.bridge.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.junit.jupiter.api.Test;

/** Which connections get as far as a pipeline of their own. */
final class AcceptLimitTest {
  private static final long SECOND_NS = 1_000_000_000;

  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final BridgeCounters counters = new BridgeCounters();
  private final EmbeddedChannel listener = new EmbeddedChannel();
  private long nowNs;

  AcceptLimitTest() {
    listener.freezeTime();
    listener.pipeline()
        .addLast(new AcceptLimit(true, open, new TokenBucket(20, () -> nowNs), counters,
            new BridgeLog(listener.eventLoop())));
  }

  /** One more connection; null if it was turned away. */
  private Channel connect() {
    EmbeddedChannel connection = new EmbeddedChannel(DefaultChannelId.newInstance());
    listener.writeInbound(connection);
    return listener.readInbound();
  }

  @Test
  void shouldLookAtNoMoreConnectionsASecondThanItsRate() {
    int admitted = 0;
    for (int k = 0; k < 5_000; k++) {
      Channel connection = connect();
      if (connection != null) {
        admitted++;
        Outbound.close(connection);
      }
      nowNs += SECOND_NS / 500;
    }
    assertThat(admitted).as("of 10 s, after a second's worth at once").isBetween(218, 220);
    assertThat(counters.connections.get()).isEqualTo(5_000);
    assertThat(counters.rejected.get()).isEqualTo(5_000 - admitted);
  }

  @Test
  void shouldTurnAwayWhatComesAboveItsBoundUntilOneLeaves() {
    for (int k = 0; k < AcceptLimit.MAX_CONNECTIONS; k++) {
      assertThat(connect()).isNotNull();
      nowNs += SECOND_NS;
    }
    assertThat(connect()).isNull();
    Outbound.close(open.iterator().next());
    assertThat(connect()).isNotNull();
  }
}
