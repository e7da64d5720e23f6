/** An arm that exists in memory only, and links to it in virtual and in real time. */
package org.statewise.bridge.sim;
