package org.statewise.bridge.fri;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The hints for a person who waits for a cabinet. */
final class ConnectionHintsTest {
  private static final long SECOND_NS = 1_000_000_000;

  private final FriCounters counters = new FriCounters();
  private final FriClientConfig config = new FriClientConfig("10.0.0.2", 30200, "10.0.0.1", 0,
      Optional.of(FriDialect.V2_5), FriFixture.ARM, "", true, false, 0, 1);
  private final ConnectionHints hints = new ConnectionHints(config, 0);
  private final InetSocketAddress foreignSender = new InetSocketAddress(
      InetAddress.getByAddress(new byte[]{10, 0, 0, 9}), 30201);

  ConnectionHintsTest() throws UnknownHostException {}

  private Optional<String> at(long seconds) {
    return hints.due(seconds * SECOND_NS, counters.snapshot(), foreignSender, "");
  }

  @Test
  void shouldReportWhoSendsFromAnotherAddressAndWhatToSetOnceInTenSeconds() {
    counters.foreign.set(250);
    assertThat(at(0)).isEmpty();
    assertThat(at(1))
        .contains("250 datagrams came from 10.0.0.9:30201 and were ignored, since peer is"
            + " 10.0.0.1: set peer=10.0.0.9 if that is the cabinet");
    counters.foreign.set(400);
    assertThat(at(10)).isEmpty();
    assertThat(at(11)).hasValueSatisfying(text -> assertThat(text).startsWith("150 datagrams"));
  }

  @Test
  void shouldReportThatNothingComesAndWhereToLook() {
    assertThat(at(1))
        .contains("nothing comes from 10.0.0.1 to 10.0.0.2:30200: check that the cabinet"
            + " sends to this machine, that 10.0.0.2 is this machine's address there (0.0.0.0 listens on"
            + " every one), and that no firewall drops UDP");
    assertThat(at(11)).as("still").isPresent();
  }

  @Test
  void shouldReportWhyWhatComesIsOfNoUse() {
    counters.undecodable.set(7);
    assertThat(at(1))
        .contains("7 datagrams of the cabinet are no FRI messages of 2.5: leave dialect="
            + " out, or set it to the cabinet's version");
    counters.malformed.set(3);
    assertThat(at(11)).hasValueSatisfying(
        text -> assertThat(text).contains("not of an arm with 7 joints"));
    counters.outOfRange.set(2);
    assertThat(hints.due(21 * SECOND_NS, counters.snapshot(), null, "A1 is off"))
        .contains("2 messages of the cabinet were refused: A1 is off");
  }

  @Test
  void shouldBeSilentWhileTheCabinetIsUnderstood() {
    counters.accepted.set(200);
    assertThat(at(1)).isEmpty();
    counters.accepted.set(2000);
    assertThat(at(11)).isEmpty();
  }
}
