/**
 * The files that a run writes and reads. A file has its name only when it is whole
 * ({@link org.gradientflow.storage.file.AtomicFile}). A file that can't be used is refused with one line
 * ({@link org.gradientflow.storage.file.BadFileException}).
 */
package org.gradientflow.storage;
