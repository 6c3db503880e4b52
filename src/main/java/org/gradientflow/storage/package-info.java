/**
 * The files that a run leaves and those that it is given. A file stands under its name only when it is whole
 * ({@link org.gradientflow.storage.file.AtomicFile}); what is wrong with a given one is said in one line
 * ({@link org.gradientflow.storage.file.BadFileException}).
 */
package org.gradientflow.storage;
