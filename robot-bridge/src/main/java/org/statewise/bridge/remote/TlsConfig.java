package org.statewise.bridge.remote;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;

/**
 * Who this end of a bridge is, and whom it trusts: mutual TLS 1.3, the same three files at both
 * ends. The server's certificate must name the host that controllers connect to, as a subject
 * alternative name.
 *
 * @param certChainPem this end's certificate, then those that signed it
 * @param privateKeyPem its unencrypted PKCS #8 private key
 * @param trustedPem the certificates that a peer's must be one of or be signed by
 */
public record TlsConfig(Path certChainPem, Path privateKeyPem, Path trustedPem) {
  private static final String TLS_VERSION = "TLSv1.3";

  public TlsConfig {
    requireReadable("certChainPem", certChainPem);
    requireReadable("privateKeyPem", privateKeyPem);
    requireReadable("trustedPem", trustedPem);
  }

  private static void requireReadable(String key, Path file) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(key + " must be a readable file, but is " + file);
    }
  }

  /** A context for a server, which demands a certificate of its clients. */
  SslContext forServer() throws BridgeException {
    try {
      return SslContextBuilder.forServer(certChainPem.toFile(), privateKeyPem.toFile())
          .sslProvider(SslProvider.JDK)
          .protocols(TLS_VERSION)
          .trustManager(trustedPem.toFile())
          .clientAuth(ClientAuth.REQUIRE)
          .build();
    } catch (SSLException | IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  /** A context for a client, which verifies that the server's certificate names its host. */
  SslContext forClient() throws BridgeException {
    try {
      return SslContextBuilder.forClient()
          .sslProvider(SslProvider.JDK)
          .protocols(TLS_VERSION)
          .keyManager(certChainPem.toFile(), privateKeyPem.toFile())
          .trustManager(trustedPem.toFile())
          .endpointIdentificationAlgorithm("HTTPS")
          .build();
    } catch (SSLException | IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  private BridgeException unusable(Exception cause) {
    return new BridgeException("TLS files " + certChainPem + ", " + privateKeyPem + " and "
        + trustedPem + " must be an X.509 chain, its PKCS #8 key and X.509 certificates in PEM: "
        + cause.getMessage(), cause);
  }
}
