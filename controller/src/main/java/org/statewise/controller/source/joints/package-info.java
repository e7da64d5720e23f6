/** The messages in which other programs keep joint states, decoded byte by byte. */
package org.statewise.controller.source.joints;
