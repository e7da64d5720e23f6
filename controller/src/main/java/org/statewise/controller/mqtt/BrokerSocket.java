package org.statewise.controller.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One connection to a broker, plain or TLS, of which the client library only sees a plain socket. So
 * connecting, the handshake, the size of packets and the end are in our hands: closing it ends every
 * thread that reads or writes here, whatever the broker does or does not do.
 */
final class BrokerSocket extends Socket {
  /** Above the largest command by topic and properties; of a longer one so much arrives. */
  static final int MAX_PACKET_BYTES = 512 * 1024;

  private final Socket plain = new Socket();
  private final Optional<SSLContext> tls;
  private final String host;
  private volatile SSLSocket secure;
  private volatile boolean reached;

  BrokerSocket(Optional<SSLContext> tls, String host) {
    this.tls = tls;
    this.host = host;
  }

  /** Whether the broker took the connection. */
  boolean reached() {
    return reached;
  }

  @Override
  public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
    if (endpoint instanceof InetSocketAddress address && address.isUnresolved()) {
      throw new SocketException("there is no host '" + host + "'");
    }
    plain.connect(endpoint, timeoutMillis);
    plain.setTcpNoDelay(true);
    plain.setKeepAlive(true);
    if (tls.isPresent()) {
      plain.setSoTimeout(timeoutMillis);
      SSLSocket layered = (SSLSocket) tls.get().getSocketFactory().createSocket(plain, host,
          plain.getPort(), true);
      SSLParameters parameters = layered.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      layered.setSSLParameters(parameters);
      layered.startHandshake();
      secure = layered;
    }
    reached = true;
  }

  private Socket stream() {
    SSLSocket layered = secure;
    return layered == null ? plain : layered;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new PacketBound(stream().getInputStream(), MAX_PACKET_BYTES);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return stream().getOutputStream();
  }

  @Override
  public void setSoTimeout(int millis) throws SocketException {
    plain.setSoTimeout(millis);
  }

  @Override
  public int getSoTimeout() throws SocketException {
    return plain.getSoTimeout();
  }

  @Override
  public void shutdownInput() throws IOException {
    plain.shutdownInput();
  }

  @Override
  public boolean isClosed() {
    return plain.isClosed();
  }

  /** Closes without a word: TLS's own closing message would wait for a broker that does not read. */
  @Override
  public void close() throws IOException {
    plain.close();
  }
}
