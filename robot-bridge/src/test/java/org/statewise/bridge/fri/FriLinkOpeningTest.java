package org.statewise.bridge.fri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a link that is being opened refuses, and what it reports. */
final class FriLinkOpeningTest extends FriLinkFixture {
  FriLinkOpeningTest() throws IOException {}

  @Test
  void shouldRefuseAnArmWhoseTorquesHaveTheWrongSign() {
    flips = true;
    assertThatThrownBy(this::open).hasRootCauseInstanceOf(FriException.class)
        .hasStackTraceContaining("the measured torque must hold the arm's weight, but has the"
            + " opposite sign");
  }

  @Test
  void shouldReportThatNothingCame() {
    FriClientConfig impatient = new FriClientConfig("127.0.0.1", port, "127.0.0.1", 0,
        Optional.empty(), FriFixture.ARM, "", true, false, 0, 1);
    assertThatThrownBy(() -> FriLink.open(impatient)).isInstanceOf(FriException.class)
        .hasMessageStartingWith("no FRI session came from 127.0.0.1 to port " + port
            + " within 0.001 s");
  }

  @Test
  void shouldReportThatItsPortIsTaken() throws Exception {
    open();
    assertThatThrownBy(() -> FriLink.open(config())).isInstanceOf(FriException.class)
        .hasMessageStartingWith("cannot listen on 127.0.0.1:" + port);
    assertThat(Arrays.stream(state.q).sum()).isZero();
  }

  @Test
  void shouldReportWhoElseSendsWhileTheCabinetIsWaitedFor() throws Exception {
    FriClientConfig elsewhere = new FriClientConfig("127.0.0.1", port, "127.0.0.2", 0,
        Optional.empty(), FriFixture.ARM, "", true, false, 0, 20_000);
    CompletableFuture<String> hint = new CompletableFuture<>();
    Thread opening = Thread.ofPlatform().daemon().start(() -> {
      try {
        FriLink.open(elsewhere, hint::complete).close();
      } catch (FriException e) {
        hint.completeExceptionally(e);
      }
    });
    while (!hint.isDone()) {
      step();
    }
    assertThat(hint.join()).contains("datagrams came from 127.0.0.1:" + robot.getLocalPort(),
        "since peer is 127.0.0.2: set peer=127.0.0.1 if that is the cabinet");
    opening.interrupt();
  }
}
