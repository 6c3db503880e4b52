package org.gradientflow.ui.page;

/** Who reports: a session has a worker, or several that train at once. */
record WorkerKey(String session, String worker) {}
