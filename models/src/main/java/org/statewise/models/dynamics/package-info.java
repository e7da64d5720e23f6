/** How a serial arm moves under torque: rigid bodies and joint friction. */
package org.statewise.models.dynamics;
