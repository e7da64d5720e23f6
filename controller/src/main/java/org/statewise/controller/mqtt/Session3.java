package org.statewise.controller.mqtt;

import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** MQTT 3.1.1 by Eclipse Paho: no content type, response topic or correlation data. */
final class Session3 extends Session {
  private static final int MAX_IN_FLIGHT = 100;
  private static final int NOT_AUTHORIZED = 5;
  private static final int BAD_CREDENTIALS = 4;
  private static final int BAD_IDENTIFIER = 2;

  private final MqttSettings settings;
  private final BrokerSockets sockets;
  private MqttAsyncClient client;

  Session3(MqttSettings settings, BrokerSockets sockets) {
    super(sockets);
    this.settings = settings;
    this.sockets = sockets;
  }

  @Override
  void open(Optional<Outgoing> will, Consumer<Incoming> arrived) {
    BrokerAddress broker = settings.broker();
    try {
      client = new MqttAsyncClient(
          "tcp://" + Session5.bracketed(broker.host()) + ":" + broker.port(),
          settings.login().clientId(), new MemoryPersistence());
      client.setCallback(new Callback(arrived));
      client.connect(options(will), null, new IMqttActionListener() {
        @Override
        public void onSuccess(IMqttToken token) {
          up();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable cause) {
          over(cause, cause instanceof MqttException e && isAboutUs(e.getReasonCode()));
        }
      });
    } catch (MqttException | RuntimeException e) {
      over(e, false);
    }
  }

  private static boolean isAboutUs(int code) {
    return code == NOT_AUTHORIZED || code == BAD_CREDENTIALS || code == BAD_IDENTIFIER;
  }

  private MqttConnectOptions options(Optional<Outgoing> will) {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setSocketFactory(sockets);
    options.setConnectionTimeout(CONNECT_SECONDS);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setCleanSession(true);
    options.setAutomaticReconnect(false);
    options.setMaxInflight(MAX_IN_FLIGHT);
    MqttSettings.Login login = settings.login();
    if (!login.user().isEmpty()) {
      options.setUserName(login.user());
    }
    if (login.password().isPresent()) {
      options.setPassword(login.password().chars());
    }
    will.ifPresent(last -> options.setWill(last.topic(), last.payload(), last.qos(),
        last.retained()));
    return options;
  }

  /** MQTT 3.1.1 knows no such bound; this one is the client library's. */
  @Override
  int receiveMaximum() {
    return MAX_IN_FLIGHT;
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
    MqttMessage message = new MqttMessage(outgoing.payload());
    message.setQos(outgoing.qos());
    message.setRetained(outgoing.retained());
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
  private record Outcome(Runnable done, Consumer<Throwable> failed)
      implements
        IMqttActionListener {
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
    public void connectionLost(Throwable cause) {
      over(cause, false);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      arrived.accept(new Incoming(topic, message.getPayload(), message.isRetained(), "", "",
          new byte[0]));
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {}
  }
}
