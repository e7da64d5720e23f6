/** A session on an arm: engagement check, warm-up, recording, MQTT, metrics, the loop and its end. */
package org.statewise.controller.app.run;
