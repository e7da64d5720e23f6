/** Streams from elsewhere: importing them into recordings, and judging whether they can be used. */
package org.statewise.controller.dataset;
