package org.statewise.controller.mqtt;

/** Every metric of the MQTT side: its name, which ends in its unit, and what it means. */
enum MqttMetric {
  CONNECTED("statewise.mqtt.connected", "1 while the broker is connected, else 0."),
  CONNECTS("statewise.mqtt.connects", "Connections to the broker that came up; all but one again."),
  PUBLISHED("statewise.mqtt.published", "Messages handed to the broker, by what they are."),
  DROPPED("statewise.mqtt.dropped",
      "Messages that were not published in time or found no room, by what they are."),
  COMMANDS("statewise.mqtt.commands", "Commands that came, by verb and by what became of them.");

  private final String meterName;
  private final String help;

  MqttMetric(String meterName, String help) {
    this.meterName = meterName;
    this.help = help;
  }

  String meterName() {
    return meterName;
  }

  String help() {
    return help;
  }
}
