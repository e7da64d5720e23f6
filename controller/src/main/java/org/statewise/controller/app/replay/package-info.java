/** A session on a recording: the same tick as on an arm, whose commands go nowhere. */
package org.statewise.controller.app.replay;
