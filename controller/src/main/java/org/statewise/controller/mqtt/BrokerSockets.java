package org.statewise.controller.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

/** Makes the one socket of a session, and can end it. */
final class BrokerSockets extends SocketFactory {
  private final Optional<SSLContext> tls;
  private final String host;
  private volatile BrokerSocket socket;
  private volatile boolean ended;

  BrokerSockets(Optional<SSLContext> tls, String host) {
    this.tls = tls;
    this.host = host;
  }

  @Override
  public Socket createSocket() throws IOException {
    socket = new BrokerSocket(tls, host);
    if (ended) {
      end();
      throw new IOException("given up");
    }
    return socket;
  }

  /** Whether the broker took the connection. */
  boolean reached() {
    BrokerSocket made = socket;
    return made != null && made.reached();
  }

  /** Closes the socket, now or as soon as it is made. */
  void end() {
    ended = true;
    BrokerSocket made = socket;
    if (made != null) {
      try {
        made.close();
      } catch (IOException e) {
        // It is given up in any case, and there is nobody left to tell.
        ended = true;
      }
    }
  }

  @Override
  public Socket createSocket(String toHost, int port) throws IOException {
    throw new IOException("only unconnected sockets are made here");
  }

  @Override
  public Socket createSocket(String toHost, int port, InetAddress from, int fromPort)
      throws IOException {
    throw new IOException("only unconnected sockets are made here");
  }

  @Override
  public Socket createSocket(InetAddress toHost, int port) throws IOException {
    throw new IOException("only unconnected sockets are made here");
  }

  @Override
  public Socket createSocket(InetAddress toHost, int port, InetAddress from, int fromPort)
      throws IOException {
    throw new IOException("only unconnected sockets are made here");
  }
}
