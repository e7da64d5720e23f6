/** What a run has learned, kept from one run to the next. */
package org.statewise.controller.warm;
