/** A session on a recording: the same tick as on an arm, whose commands are not sent to an arm. */
package org.statewise.controller.app.replay;
