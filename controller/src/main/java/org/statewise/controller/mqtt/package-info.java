/**
 * A run by MQTT: status, telemetry and events for whoever listens, commands from whoever may give
 * them. All of it is behind the telemetry ring and in front of the command mailbox: the control thread knows
 * nothing of it.
 */
package org.statewise.controller.mqtt;
