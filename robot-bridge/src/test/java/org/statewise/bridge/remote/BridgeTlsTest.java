package org.statewise.bridge.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.TorqueCommand;

/** Mutual TLS with certificates of a small authority of the test's own. */
final class BridgeTlsTest {
  private static final int JOINTS = 7;
  @TempDir
  static Path folder;
  private static TlsConfig serverIdentity;
  private static TlsConfig controllerIdentity;
  private static TlsConfig untrustedIdentity;
  private static TlsConfig distrustfulIdentity;

  private final ScriptedArm arm = new ScriptedArm(JOINTS, ScriptedArm.PERIOD_NS, true);
  private BridgeServer server;

  @BeforeAll
  static void makeCertificates() throws Exception {
    Path store = folder.resolve("store.p12");
    TestIdentity.create(store, "authority");
    TestIdentity.create(store, "server", "authority");
    TestIdentity.create(store, "controller", "authority");
    TestIdentity.create(store, "untrusted");
    serverIdentity = TestIdentity.pem(store, "server", "authority");
    controllerIdentity = TestIdentity.pem(store, "controller", "authority");
    untrustedIdentity = TestIdentity.pem(store, "untrusted", "authority");
    distrustfulIdentity = TestIdentity.pem(store, "controller", "untrusted");
  }

  @BeforeEach
  void startServer() throws Exception {
    server = BridgeServer.start(Peers.patient(Optional.of(serverIdentity)), arm);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private BridgeLink connect(Optional<TlsConfig> tls) throws BridgeException {
    return BridgeLink.connect("127.0.0.1", server.port(), Peers.TIMEOUT_MILLIS, tls);
  }

  private void assertServesTheTrusted() throws Exception {
    try (BridgeLink link = connect(Optional.of(controllerIdentity))) {
      JointState state = new JointState(JOINTS);
      TorqueCommand command = new TorqueCommand(JOINTS);
      arm.offerStates(1);
      for (int k = 0; k < 100; k++) {
        assertThat(Peers.await(link, state)).isEqualTo(AwaitResult.FRESH);
        command.stateSequence = state.sequence;
        link.send(command);
        assertThat(arm.nextReceived().stateSequence()).isEqualTo(state.sequence);
      }
    }
    assertThat(arm.nextReceived()).isEqualTo(ScriptedArm.Received.RELEASE);
    assertThat(server.statistics().lostControllers()).isZero();
  }

  @Test
  void shouldServeAControllerWithATrustedCertificate() throws Exception {
    assertServesTheTrusted();
  }

  @Test
  void shouldRefuseAControllerWhoseCertificateNobodySigned() throws Exception {
    // Its own alert or the end of the connection may be first: both must name the certificates.
    assertThatThrownBy(() -> connect(Optional.of(untrustedIdentity)))
        .isInstanceOf(BridgeException.class)
        .hasMessageMatching("(?s).*127.0.0.1:" + server.port() + ".*certificate.*");
    Peers.until("it counts as rejected", () -> server.statistics().rejected() == 1);
    assertServesTheTrusted();
  }

  @Test
  void shouldRefuseAControllerWithoutACertificate() throws Exception {
    assertThatThrownBy(this::handshakeWithoutCertificate).isInstanceOf(IOException.class);
    Peers.until("it counts as rejected", () -> server.statistics().rejected() == 1);
    assertServesTheTrusted();
  }

  private void handshakeWithoutCertificate() throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (var in = Files.newInputStream(controllerIdentity.trustedPem())) {
      trusted.setCertificateEntry("authority",
          CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust = TrustManagerFactory
        .getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(null, trust.getTrustManagers(), null);
    try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1",
        server.port())) {
      socket.setSoTimeout(Peers.TIMEOUT_MILLIS);
      RawPeer.hello(Protocol.VERSION).writeDelimitedTo(socket.getOutputStream());
      if (socket.getInputStream().read() < 0) {
        throw new IOException("the bridge closed the connection");
      }
    }
  }

  @Test
  void shouldNotTalkToABridgeThatItDoesNotTrust() throws Exception {
    assertThatThrownBy(() -> connect(Optional.of(distrustfulIdentity)))
        .isInstanceOf(BridgeException.class)
        .hasMessageStartingWith("TLS with the bridge at 127.0.0.1:" + server.port() + " failed: ");
    assertServesTheTrusted();
  }

  @Test
  void shouldNotTalkToABridgeOfAnotherName() throws Exception {
    assertThatThrownBy(() -> BridgeLink.connect("localhost", server.port(),
        Peers.TIMEOUT_MILLIS, Optional.of(controllerIdentity)))
        .isInstanceOf(BridgeException.class)
        .hasMessageContaining("localhost");
    assertServesTheTrusted();
  }

  @Test
  void shouldTurnAwayPlainControllers() throws Exception {
    assertThatThrownBy(() -> connect(Optional.empty()))
        .isInstanceOf(BridgeException.class)
        .hasMessageContaining("127.0.0.1:" + server.port());
    assertServesTheTrusted();
  }

  @Test
  void shouldReportThatAPlainBridgeHasNoTls() throws Exception {
    try (BridgeServer plain = Peers.serve(new ScriptedArm(JOINTS))) {
      assertThatThrownBy(() -> BridgeLink.connect("127.0.0.1", plain.port(),
          Peers.TIMEOUT_MILLIS, Optional.of(controllerIdentity)))
          .isInstanceOf(BridgeException.class)
          .hasMessageStartingWith("TLS with the bridge at 127.0.0.1:" + plain.port());
      Peers.connect(plain).close();
    }
  }

  @Test
  void shouldRefuseFilesThatAreNotThereOrNotPem() {
    Path missing = folder.resolve("nowhere.pem");
    assertThatThrownBy(() -> new TlsConfig(missing, missing, missing))
        .hasMessage("certChainPem must be a readable file, but is " + missing);
    TlsConfig swapped = new TlsConfig(serverIdentity.privateKeyPem(),
        serverIdentity.certChainPem(), serverIdentity.trustedPem());
    assertThatThrownBy(() -> BridgeServer.start(Peers.patient(Optional.of(swapped)), arm))
        .isInstanceOf(BridgeException.class)
        .hasMessageContaining("must be an X.509 chain, its PKCS #8 key");
  }
}
