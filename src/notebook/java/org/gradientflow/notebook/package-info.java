/**
 * The Jupyter kernel that runs {@code notebooks/}: Java by JShell, in the kernel's own JVM, on the project's class path. It is
 * not part of the library: it is compiled with the tests, and its libraries have Maven's test scope.
 */
package org.gradientflow.notebook;
