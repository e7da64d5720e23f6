/** Threads beside the control thread. */
package org.statewise.controller.worker;
