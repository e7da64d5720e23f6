/** What systemd is told of a run: that it is ready, what it does, that it lives, that it stops. */
package org.statewise.controller.service;
