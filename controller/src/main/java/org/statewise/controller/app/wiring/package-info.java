/** The only place where concrete parts meet: arms, links, models, tasks and guards become one control tick. */
package org.statewise.controller.app.wiring;
