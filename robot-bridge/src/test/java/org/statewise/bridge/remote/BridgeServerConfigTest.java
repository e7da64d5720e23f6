package org.statewise.bridge.remote;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BridgeServerConfigTest {
  @Test
  void shouldNameKeyRuleAndValueOfWhatItRefuses() {
    assertRefused(() -> config("", 0, 4096, 1, 1), "host must not be blank, but is ");
    assertRefused(() -> config("h", 65_536, 4096, 1, 1),
        "port must be within 0 and 65535, but is 65536");
    assertRefused(() -> config("h", 0, 1023, 1, 1),
        "maxFrameBytes must be within 1024 and 16777216, but is 1023");
    assertRefused(() -> config("h", 0, 4096, 0, 1),
        "handshakeTimeoutMillis must be positive, but is 0");
    assertRefused(() -> config("h", 0, 4096, 1, -1),
        "maxUnansweredStates must be positive, but is -1");
  }

  @Test
  void shouldReportThatItsAddressIsTaken() throws Exception {
    try (BridgeServer first = Peers.serve(new ScriptedArm(1))) {
      BridgeServerConfig same = new BridgeServerConfig("127.0.0.1", first.port(),
          BridgeLimits.DEFAULT, Optional.empty());
      assertThatThrownBy(() -> BridgeServer.start(same, new ScriptedArm(1)))
          .isInstanceOf(BridgeException.class)
          .hasMessageStartingWith("cannot listen on 127.0.0.1:" + first.port() + ": ");
    }
  }

  private static void assertRefused(Runnable make, String message) {
    assertThatThrownBy(make::run).isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static BridgeServerConfig config(String host, int port, int maxFrameBytes,
      int handshakeTimeoutMillis, int maxUnansweredStates) {
    return new BridgeServerConfig(host, port, new BridgeLimits(maxFrameBytes,
        handshakeTimeoutMillis, maxUnansweredStates, 5, 1, 1), Optional.empty());
  }

  @Test
  void shouldNameTheLimitThatItRefuses() {
    assertRefused(() -> BridgeLimits.DEFAULT.withCommandAgePeriods(-1),
        "maxCommandAgePeriods must not be negative, but is -1");
    assertRefused(() -> BridgeLimits.DEFAULT.withIdleMillis(0),
        "maxIdleMillis must be positive, but is 0");
    assertRefused(() -> BridgeLimits.DEFAULT.withConnectionsPerSecond(0),
        "maxConnectionsPerSecond must be within 1 and 1000000, but is 0");
  }
}
