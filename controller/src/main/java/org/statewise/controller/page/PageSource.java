package org.statewise.controller.page;

import java.util.Set;

/**
 * What all browsers share, on the page's thread.
 *
 * @param hello what each gets first
 * @param viewers those that are connected now; changed by them
 */
@SuppressWarnings("ArrayRecordComponent") // read by many, changed by nobody, never compared
record PageSource(PageFeed feed, byte[] hello, PageToken token, PageCommands commands,
    Set<Viewer> viewers) {}
