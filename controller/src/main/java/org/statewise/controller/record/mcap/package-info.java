/**
 * The MCAP container, format version 0: a writer, and a reader that also opens what a killed writer
 * left. Knows nothing of what the messages mean.
 */
package org.statewise.controller.record.mcap;
