package org.statewise.controller.mqtt;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** MQTT 5 by Eclipse Paho. */
final class Session5 extends Session {
  /** Reason codes of MQTT 5 that are about who we are: 3.1.1 would be refused for the same. */
  private static final Set<Integer> ABOUT_US = Set.of(0x85, 0x86, 0x87, 0x8A, 0x8C);

  /** What holds where a broker names none. */
  private static final int NO_RECEIVE_MAXIMUM = 65_535;

  private final MqttSettings settings;
  private final BrokerSockets sockets;
  private MqttAsyncClient client;
  private volatile int receiveMaximum = NO_RECEIVE_MAXIMUM;

  Session5(MqttSettings settings, BrokerSockets sockets) {
    super(sockets);
    this.settings = settings;
    this.sockets = sockets;
  }

  @Override
  void open(Optional<Outgoing> will, Consumer<Incoming> arrived) {
    BrokerAddress broker = settings.broker();
    try {
      // Always tcp: the socket below it speaks TLS.
      client = new MqttAsyncClient("tcp://" + bracketed(broker.host()) + ":" + broker.port(),
          settings.login().clientId(), new MemoryPersistence());
      client.setCallback(new Callback(arrived));
      client.connect(options(will), null, new MqttActionListener() {
        @Override
        public void onSuccess(IMqttToken token) {
          Integer named = token.getResponseProperties() == null
              ? null
              : token.getResponseProperties().getReceiveMaximum();
          receiveMaximum = named == null ? NO_RECEIVE_MAXIMUM : named;
          up();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable cause) {
          over(cause, isAboutUs(cause));
        }
      });
    } catch (MqttException | RuntimeException e) {
      over(e, false);
    }
  }

  private static boolean isAboutUs(Throwable cause) {
    return cause instanceof MqttException e && ABOUT_US.contains(e.getReasonCode());
  }

  static String bracketed(String host) {
    return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  private MqttConnectionOptions options(Optional<Outgoing> will) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setSocketFactory(sockets);
    options.setConnectionTimeout(CONNECT_SECONDS);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setCleanStart(true);
    // No session outlives its connection: a command that waited at the broker would be stale.
    options.setSessionExpiryInterval(0L);
    // No maximum packet size: the broker would drop a longer command in silence, a stop too.
    options.setAutomaticReconnect(false);
    MqttSettings.Login login = settings.login();
    if (!login.user().isEmpty()) {
      options.setUserName(login.user());
    }
    if (login.password().isPresent()) {
      options.setPassword(login.password().bytes());
    }
    will.ifPresent(last -> {
      options.setWill(last.topic(), message(last));
      MqttProperties properties = new MqttProperties();
      properties.setContentType(last.contentType());
      options.setWillMessageProperties(properties);
    });
    return options;
  }

  private static MqttMessage message(Outgoing outgoing) {
    MqttMessage message = new MqttMessage(outgoing.payload());
    message.setQos(outgoing.qos());
    message.setRetained(outgoing.retained());
    return message;
  }

  @Override
  int receiveMaximum() {
    return receiveMaximum;
  }

  @Override
  int inFlight() {
    return client.getInFlightMessageCount();
  }

  @Override
  void subscribe(String filter) {
    try {
      client.subscribe(filter, 1, null, new Outcome(() -> {}, cause -> over(cause, false)));
    } catch (MqttException | RuntimeException e) {
      over(e, false);
    }
  }

  @Override
  boolean send(Outgoing outgoing, Runnable delivered, Runnable failed) {
    MqttMessage message = message(outgoing);
    MqttProperties properties = new MqttProperties();
    properties.setContentType(outgoing.contentType());
    if (outgoing.correlation().length > 0) {
      properties.setCorrelationData(outgoing.correlation());
    }
    message.setProperties(properties);
    try {
      client.publish(outgoing.topic(), message, null, new Outcome(delivered, _ -> failed.run()));
      return true;
    } catch (MqttException | RuntimeException e) {
      return false;
    }
  }

  @Override
  void disconnect() {
    try {
      client.disconnect(0);
    } catch (MqttException | RuntimeException e) {
      over(e, false);
    }
  }

  @Override
  void free() {
    if (client == null) {
      return;
    }
    try {
      client.close(true);
    } catch (MqttException | RuntimeException e) {
      // Still shutting down: its threads end by themselves, now that the socket is closed.
      over(e, false);
    }
  }

  /** What became of one request. */
  private record Outcome(Runnable done, Consumer<Throwable> failed) implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      done.run();
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
      failed.accept(cause);
    }
  }

  /** What comes from the broker. */
  private final class Callback implements MqttCallback {
    private final Consumer<Incoming> arrived;

    Callback(Consumer<Incoming> arrived) {
      this.arrived = arrived;
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      over(response.getException() == null
          ? new MqttException(response.getReturnCode())
          : response.getException(), false);
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      over(exception, false);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      MqttProperties properties = message.getProperties();
      arrived.accept(new Incoming(topic, message.getPayload(), message.isRetained(),
          orEmpty(properties == null ? null : properties.getContentType()),
          orEmpty(properties == null ? null : properties.getResponseTopic()),
          properties == null || properties.getCorrelationData() == null
              ? new byte[0]
              : properties.getCorrelationData()));
    }

    private static String orEmpty(String text) {
      return text == null ? "" : text;
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
